"""Approving a report, all or nothing, and sending it back."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import Expenditure
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import Run
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.models import JudgedAs, ReportState, Ruling
from izaportal.reporting.report.questions import Section
from izaportal.reporting.services.report_ruling import approve_report, return_report
from izaportal.reporting.services.report_submission import submit_report
from kpis.models import MeasurementState
from kpis.services.submissions import NewValue
from pillars.services.periods import close_period
from projects.models import MilestoneState
from tests.factories.projects import MilestoneFactory, RiskFactory
from tests.kpis.submitting import submit_measurement
from tests.reporting.reports import COMPLETE, Q3, mgn, submitted, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture
def lead(viewer_of):
    return viewer_of("projectleider-mgn")


def spent(quarter_end: date = Q3.last_day) -> Decimal:
    rows = Expenditure.objects.filter(grant__slug="spuk-mgn", performed_on=quarter_end)
    return sum((row.amount for row in rows), Decimal(0))


def test_approval_makes_values_count(lead, manager):
    submission = approve_report(actor=manager, submission_id=submitted(lead).pk)
    states = set(submission.measurements.values_list("state", flat=True))
    assert states == {MeasurementState.APPROVED}
    submission.report.refresh_from_db()
    assert submission.report.state == ReportState.APPROVED


def test_approval_asks_for_a_recalculation(lead, manager):
    submission = submitted(lead)
    before = set(Run.objects.values_list("pk", flat=True))
    approve_report(actor=manager, submission_id=submission.pk)
    asked = Run.objects.exclude(pk__in=before).filter(programme="nml-o", quarter=Q3)
    assert "rapportage goedgekeurd" in "; ".join(asked.values_list("asked_for", flat=True))


def test_spending_is_booked_in_the_quarter(lead, manager):
    approve_report(actor=manager, submission_id=submitted(lead).pk)
    assert spent() == Decimal("300000.00")


def test_approving_twice_books_once(lead, manager):
    submission = submitted(lead)
    approve_report(actor=manager, submission_id=submission.pk)
    approve_report(actor=manager, submission_id=submission.pk)
    assert spent() == Decimal("300000.00")


def test_what_was_booked_already_is_not_booked_again(lead, manager):
    submission = submitted(lead)
    grant = mgn().grants.get()
    Expenditure.objects.create(grant=grant, amount=Decimal("120000.00"), performed_on=date(2026, 8, 1))
    approve_report(actor=manager, submission_id=submission.pk)
    assert spent() == Decimal("180000.00")


def test_a_refusal_of_the_ledger_comes_back_at_its_field(lead, manager):
    """More was booked meanwhile than is left for the report: nothing of it counts."""
    submission = submitted(lead)
    grant = mgn().grants.get()
    Expenditure.objects.create(grant=grant, amount=Decimal("1200000.00"), performed_on=date(2026, 4, 1))
    with pytest.raises(Invalid) as refused:
        approve_report(actor=manager, submission_id=submission.pk)
    assert [mistake.place for mistake in refused.value.mistakes] == ["besteding.spuk-mgn"]
    assert not submission.measurements.filter(state=MeasurementState.APPROVED).exists()
    submission.refresh_from_db()
    assert submission.ruling == ""


def test_milestones_and_risks_are_taken_over(lead, manager):
    milestone = MilestoneFactory.create(programme=mgn().programme, project=mgn(), due=date(2026, 9, 1))
    risk = RiskFactory.create(programme=mgn().programme, project=mgn())
    submission = submitted(
        lead,
        {
            f"mijlpaal.{milestone.slug}.stand": "reached",
            f"mijlpaal.{milestone.slug}.gehaald": "15-09-2026",
            f"risico.{risk.slug}.kans": "5",
        },
    )
    approve_report(actor=manager, submission_id=submission.pk)
    milestone.refresh_from_db()
    risk.refresh_from_db()
    assert (milestone.state, milestone.reached_on) == (MilestoneState.REACHED, date(2026, 9, 15))
    assert (risk.likelihood, risk.impact) == (5, 4)


def test_both_judgements_stay(lead, manager):
    """The lead proposed orange for the money; the manager settles on red."""
    submission = submitted(lead)
    approve_report(
        actor=manager, submission_id=submission.pk, judgements={"oordeel.money.kleur": "off_track"}
    )
    colours = {row.judged_as: row.colour for row in submission.judgements.filter(aspect="money")}
    assert colours == {JudgedAs.PROPOSED: "at_risk", JudgedAs.SETTLED: "off_track"}


def test_an_orange_judgement_demands_steering(lead, manager):
    with pytest.raises(Invalid) as refused:
        approve_report(
            actor=manager, submission_id=submitted(lead).pk, judgements={"oordeel.result.kleur": "at_risk"}
        )
    assert {m.place.removeprefix("oordeel.result.") for m in refused.value.mistakes} == {
        "reden", "oorzaak", "gevolg", "bijsturing",
    }  # fmt: skip


@pytest.mark.parametrize("person", ["projectleider-mgn", "controller", "lezer", "zl-manager", "beheerder"])
def test_only_the_manager_rules(viewer_of, lead, person):
    submission = submitted(lead)
    with pytest.raises(NotAllowed):
        approve_report(actor=viewer_of(person), submission_id=submission.pk)
    with pytest.raises(NotAllowed):
        return_report(actor=viewer_of(person), submission_id=submission.pk, remarks={Section.RISKS: "x"})


def test_a_returned_report_says_what_is_wrong(lead, manager):
    submission = return_report(
        actor=manager,
        submission_id=submitted(lead).pk,
        remarks={Section.MEASUREMENTS: " Klopt 700? ", Section.NARRATIVE: ""},
    )
    assert [(row.section, row.text) for row in submission.remarks.all()] == [("metingen", "Klopt 700?")]
    returned = submission.measurements.values_list("state", "remark")
    assert set(returned) == {(MeasurementState.RETURNED, "Klopt 700?")}


def test_a_return_needs_a_remark(lead, manager):
    with pytest.raises(Invalid, match="minstens één onderdeel"):
        return_report(actor=manager, submission_id=submitted(lead).pk, remarks={Section.RISKS: "  "})


def test_a_returned_report_comes_back_improved(lead, manager):
    first = submitted(lead)
    return_report(actor=manager, submission_id=first.pk, remarks={Section.MEASUREMENTS: "Klopt 700?"})
    typed(lead, {"meting.kpi-1-1": "690"})
    second = submit_report(actor=lead, project=mgn(), quarter=Q3)
    approve_report(actor=manager, submission_id=second.pk)
    value = second.measurements.get(indicator__slug="kpi-1-1")
    assert (second.number, value.value) == (2, Decimal(690))
    assert value.state == MeasurementState.APPROVED


def test_an_older_version_cannot_be_approved(lead, manager):
    first = submitted(lead)
    return_report(actor=manager, submission_id=first.pk, remarks={Section.MEASUREMENTS: "Klopt 700?"})
    with pytest.raises(Refused, match="al teruggestuurd"):
        approve_report(actor=manager, submission_id=first.pk)


def test_a_value_replaced_meanwhile_stops_the_approval(lead, manager):
    submission = submitted(lead)
    indicator = submission.measurements.get(indicator__slug="kpi-1-1").indicator
    submit_measurement(
        actor=manager, indicator=indicator, quarter=Q3, value=NewValue(id=uuid7(), value=Decimal(710))
    )
    with pytest.raises(Refused, match="vervangen"):
        approve_report(actor=manager, submission_id=submission.pk)


def test_nothing_is_approved_in_a_closed_quarter(viewer_of, lead, manager):
    submission = submitted(lead)
    close_period(actor=viewer_of("controller"), programme=mgn().programme, quarter=Q3, on=date(2026, 10, 12))
    with pytest.raises(Refused, match="gesloten op 12-10-2026"):
        approve_report(actor=manager, submission_id=submission.pk)


def test_the_ruling_is_given_once(lead, manager):
    submission = approve_report(actor=manager, submission_id=submitted(lead).pk)
    with pytest.raises(Refused, match="al goedgekeurd"):
        return_report(actor=manager, submission_id=submission.pk, remarks={Section.RISKS: "Toch niet."})
    assert submission.ruling == Ruling.APPROVED
    assert COMPLETE["meting.kpi-1-1"] == "700"
