"""The duty to report: when it opens, is reworded, withdrawn, sent and over; who may and who is told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.credit import CreditBasis
from funding.duty import DutyState, Shortfall, Standing, Step, next_step, reason, shortfall
from funding.models import DutyToReport, GrantMilestone
from funding.services.duties import Sending, keep_duties, send_duty
from izaportal.accounts.models import User
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.notices.models import Notice
from izaportal.reporting.services.recalculation import ask_for, carry_out
from tests.factories.funding import MilestoneForecastFactory, MilestoneVerdictFactory, SettlementFactory
from tests.factories.projects import EvidenceFactory

HALF = Shortfall(Decimal("0.5"), CreditBasis.MANAGER)
NONE = Shortfall(Decimal(0), CreditBasis.REFUSED)
SYSTEM = Viewer.system("test")
NOW = Quarter(2026, 4)
TODAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("known", "expected", "step"),
    [
        (None, None, Step.NOTHING),
        (None, HALF, Step.OPEN),
        (Standing(DutyState.OPEN, HALF), HALF, Step.NOTHING),
        (Standing(DutyState.OPEN, HALF), NONE, Step.REWORD),
        (Standing(DutyState.OPEN, HALF), None, Step.WITHDRAW),
        (Standing(DutyState.SENT, HALF), HALF, Step.NOTHING),
        (Standing(DutyState.SENT, NONE), HALF, Step.NOTHING),
        (Standing(DutyState.SENT, HALF), NONE, Step.OPEN),
        (Standing(DutyState.SENT, HALF), None, Step.RECOVER),
    ],
)
def test_the_next_step_of_a_duty(known, expected, step):
    assert next_step(known, expected) is step


@pytest.mark.parametrize("basis", CreditBasis)
def test_only_a_verdict_a_manager_and_a_projection_must_be_reported(basis):
    reportable = {CreditBasis.REFUSED, CreditBasis.MANAGER, CreditBasis.PROJECTION}
    assert (shortfall(Fraction(1, 2), basis) is not None) is (basis in reportable)
    assert shortfall(Fraction(1), basis) is None


@given(st.fractions(0, 1))
def test_less_than_all_is_never_stored_as_all(value):
    found = shortfall(value, CreditBasis.PROJECTION)
    assert (found is None) is (value == 1)
    if found is not None:
        assert 0 <= Fraction(found.credit) <= value < 1
        assert value - Fraction(found.credit) < Fraction(1, 10_000)


def test_the_reason_says_who_expects_what():
    assert reason(HALF, told="Te weinig plaatsen.") == (
        "De programmamanager verwacht dat 50\u00a0% van de mijlpaal wordt behaald. Te weinig plaatsen."
    )
    assert reason(Shortfall(Decimal(0), CreditBasis.MANAGER)).endswith("niet wordt behaald.")
    assert "oordeelde" in reason(NONE)
    assert "‘1-1 Bereik’" in reason(
        Shortfall(Decimal(0), CreditBasis.PROJECTION, "kpi"), indicator="1-1 Bereik"
    )


# --- kept by the recalculation

pytestmark = pytest.mark.django_db


def milestone(slug: str) -> GrantMilestone:
    return GrantMilestone.objects.get(slug=slug, grant__project__programme__slug="nml-o")


def duties(slug: str) -> list[DutyToReport]:
    return list(DutyToReport.objects.filter(milestone__slug=slug).order_by("id"))


def recalculate(programme) -> int:
    """How many changes; what it cannot do is raised."""
    runs = [carry_out(run.pk) for run in ask_for(programme, asked_by="proef", asked_for="proef")]
    assert [run.failures for run in runs if run.failures] == []
    return sum(run.changed for run in runs)


def forecast(slug: str, credit: str, day: date = TODAY) -> None:
    MilestoneForecastFactory.create(
        milestone=milestone(slug), credit=Decimal(credit), reason="Anders dan gedacht.", given_on=day
    )


def test_the_demo_must_report_the_third_group(programme):
    """Its manager expects half; the indicator of MGN is expected to make it."""
    [duty] = DutyToReport.objects.all()
    assert (duty.milestone.slug, duty.state, duty.credit) == ("zs-3", "open", Decimal("0.5"))
    assert (duty.opened_on, duty.report_by) == (TODAY, date(2026, 10, 26))
    assert duty.reason.endswith("Opleidingsplaatsen nog onzeker")
    assert duty.illustrative


def test_the_nightly_run_finds_nothing_left_to_do(programme):
    assert recalculate(programme) == 0
    assert len(duties("zs-3")) == 1


def test_the_number_of_days_is_a_setting(programme, settings):
    settings.DUTY_WORKING_DAYS = 5
    forecast("zs-2", "0.2")
    recalculate(programme)
    assert duties("zs-2")[0].report_by == date(2026, 10, 19)


def test_a_worse_forecast_rewords_an_open_duty_and_the_clock_goes_on(programme):
    before = duties("zs-3")[0]
    forecast("zs-3", "0.25")
    recalculate(programme)
    [duty] = duties("zs-3")
    assert (duty.credit, duty.report_by) == (Decimal("0.25"), before.report_by)
    assert "25\u00a0%" in duty.reason
    entry = AuditEntry.objects.filter(object_id=str(duty.pk)).latest("id")
    assert (entry.action, entry.programme) == ("gewijzigd", "nml-o")


def test_a_duty_that_is_not_needed_any_more_is_withdrawn(programme):
    forecast("zs-3", "1")
    recalculate(programme)
    assert [duty.state for duty in duties("zs-3")] == ["withdrawn"]


def test_it_opens_again_when_the_milestone_falls_back(programme, settings):
    forecast("zs-3", "1")
    recalculate(programme)
    settings.IZAPORTAL_TODAY = date(2026, 10, 20)
    forecast("zs-3", "0.1", settings.IZAPORTAL_TODAY)
    recalculate(programme)
    assert [duty.state for duty in duties("zs-3")] == ["withdrawn", "open"]
    assert duties("zs-3")[1].report_by == date(2026, 11, 3)


def test_what_was_sent_is_asked_for_again_only_when_it_gets_worse(programme, viewer_of):
    send("controller", viewer_of)
    assert recalculate(programme) == 0
    forecast("zs-3", "0.6")
    recalculate(programme)
    assert [duty.state for duty in duties("zs-3")] == ["sent"]
    forecast("zs-3", "0.4", date(2026, 10, 13))
    recalculate(programme)
    assert [duty.state for duty in duties("zs-3")] == ["sent", "open"]


def test_what_was_sent_is_over_once_fulfilment_is_expected(programme, viewer_of):
    send("controller", viewer_of)
    forecast("zs-3", "1")
    recalculate(programme)
    [duty] = duties("zs-3")
    assert (duty.state, duty.recovered_on) == ("sent", TODAY)
    assert recalculate(programme) == 0


def test_a_refusal_of_the_insurer_must_be_reported(programme):
    MilestoneVerdictFactory.create(milestone=milestone("zs-2"), achieved=False, given_on=TODAY)
    recalculate(programme)
    [duty] = duties("zs-2")
    assert (duty.basis, duty.credit) == ("refused", Decimal(0))


def test_a_settled_grant_has_nothing_to_report(programme):
    SettlementFactory.create(grant=milestone("zs-2").grant)
    forecast("zs-2", "0.2")
    recalculate(programme)
    assert duties("zs-2") == []


@pytest.mark.parametrize("quarter", [Quarter(2026, 2), Quarter(2026, 3), Quarter(2027, 1)])
def test_other_quarters_say_nothing_about_now(programme, quarter):
    DutyToReport.objects.all().delete()
    assert keep_duties(actor=SYSTEM, programme=programme, quarter=quarter).changed == 0
    assert keep_duties(actor=SYSTEM, programme=programme, quarter=NOW).changed == 1


def test_controller_and_managers_are_told_once(programme):
    Notice.objects.all().delete()
    DutyToReport.objects.all().delete()
    for _ in range(2):
        keep_duties(actor=SYSTEM, programme=programme, quarter=NOW)
    told = Notice.objects.filter(kind="duty")
    [duty] = DutyToReport.objects.all()
    assert {notice.user.username for notice in told} == {"controller", "programmamanager"}
    assert {notice.url for notice in told} == {f"/programmas/nml-o/financien/meldplicht/{duty.pk}/"}
    assert all("26 oktober 2026" in notice.text for notice in told)


def test_they_are_reminded_once_when_the_term_ends(programme, settings):
    Notice.objects.all().delete()
    for day in (22, 23, 24):
        settings.IZAPORTAL_TODAY = date(2026, 10, day)
        keep_duties(actor=SYSTEM, programme=programme, quarter=NOW)
    subjects = Notice.objects.filter(user=User.objects.get(username="controller")).values_list(
        "subject", flat=True
    )
    assert list(subjects) == ["Uiterlijk 26 oktober 2026 melden: Derde groep trainees gestart"]


# --- sent by people


SENDING = Sending(TODAY, "DUS-I 2026-118")


def send(person: str, viewer_of, **given) -> DutyToReport:
    sending = replace(SENDING, **given)
    return send_duty(actor=viewer_of(person), duty_id=duties("zs-3")[0].pk, sending=sending)


@pytest.mark.parametrize("person", ["controller", "programmamanager"])
def test_who_controls_or_manages_sends(programme, viewer_of, person):
    duty = send(person, viewer_of)
    assert (duty.state, duty.proof, duty.sent_on) == ("sent", "DUS-I 2026-118", TODAY)
    entry = AuditEntry.objects.filter(object_id=str(duty.pk)).latest("id")
    assert (entry.action, entry.changes["proof"]) == ("verzonden", [None, "DUS-I 2026-118"])
    assert send(person, viewer_of).pk == duty.pk
    assert AuditEntry.objects.filter(object_id=str(duty.pk), action="verzonden").count() == 1


@pytest.mark.parametrize(
    "person", ["projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager", "beheerder"]
)
def test_nobody_else_sends(viewer_of, person):
    with pytest.raises(NotAllowed):
        send(person, viewer_of)


def test_evidence_of_the_project_is_proof(viewer_of):
    project = milestone("zs-3").grant.project
    file = EvidenceFactory.create(project=project, label="Ontvangstbevestiging")
    duty = send("controller", viewer_of, proof="", evidence_id=file.pk)
    assert (duty.proof, duty.evidence) == ("Ontvangstbevestiging", file)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"proof": " "}, "proof"),
        ({"proof": "x" * 201}, "proof"),
        ({"sent_on": date(2026, 10, 13)}, "sent_on"),
        ({"sent_on": date(2026, 10, 11)}, "sent_on"),
    ],
)
def test_a_mistake_is_told_at_its_field(viewer_of, given, field):
    with pytest.raises(Invalid) as invalid:
        send("controller", viewer_of, **given)
    assert [mistake.place for mistake in invalid.value.mistakes] == [field]
    assert duties("zs-3")[0].state == "open"


def test_evidence_of_another_project_is_none(viewer_of):
    with pytest.raises(Invalid) as invalid:
        send("controller", viewer_of, evidence_id=EvidenceFactory.create().pk)
    assert [mistake.place for mistake in invalid.value.mistakes] == ["evidence"]


def test_what_is_sent_or_withdrawn_stays_so(viewer_of):
    send("controller", viewer_of)
    with pytest.raises(Refused, match="al verzonden"):
        send("controller", viewer_of, proof="een ander kenmerk")
    DutyToReport.objects.update(state="withdrawn", sent_on=None, proof="")
    with pytest.raises(Refused, match="al vervallen"):
        send("controller", viewer_of)
