"""Verdicts, forecasts and steps of payments: who records them, what is refused, what follows from them."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile

from funding.models import Grant, GrantMilestone, MilestoneForecast, MilestoneVerdict, PaymentCondition
from funding.payment import PaymentState, is_regular
from funding.selectors.dashboard import payments
from funding.selectors.programme_money import money_of
from funding.services.opinions import NewForecast, NewVerdict, record_forecast, record_verdict
from funding.services.payments import NewStep, record_step
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run, RunState
from izaportal.core.money import add
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.reporting.services.recalculation import carry_out
from izaportal.web.project.money import grant_parts
from izaportal.web.project.views import read as read_project
from projects.services.editing import KeptFile
from tests.factories.projects import EvidenceFactory
from tests.factories.regions import OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
Q3 = date(2026, 9, 15)


@pytest.fixture
def milestone(programme) -> GrantMilestone:
    return GrantMilestone.objects.select_related("grant__project").get(slug="zs-3")


@pytest.fixture
def condition(programme) -> PaymentCondition:
    return PaymentCondition.objects.get(slug="rdg-3")


def judge(viewer: Viewer, milestone: GrantMilestone, **given) -> AuditEntry | None:
    verdict = NewVerdict(**{"id": uuid7(), "achieved": False, "given_on": Q3, **given})
    return record_verdict(actor=viewer, milestone_id=milestone.pk, verdict=verdict)


def expect(viewer: Viewer, milestone: GrantMilestone, **given) -> AuditEntry | None:
    forecast = NewForecast(**{"id": uuid7(), "credit": Decimal("0.25"), "reason": "Docent weg.", **given})
    return record_forecast(actor=viewer, milestone_id=milestone.pk, forecast=forecast)


def step(viewer: Viewer, condition: PaymentCondition, state: PaymentState, **given) -> AuditEntry | None:
    new = NewStep(**{"id": uuid7(), "state": state, "happened_on": TODAY, **given})
    return record_step(actor=viewer, condition_id=condition.pk, step=new)


def places(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Invalid) as refused:
        act()
    return [mistake.place for mistake in refused.value.mistakes]


def queued() -> set[str]:
    return {run.quarter.key for run in Run.objects.filter(state=RunState.QUEUED) if run.quarter}


def test_a_verdict_is_the_insurers(viewer_of, milestone):
    insurer, letter = OrganisationFactory.create(), EvidenceFactory.create(project=milestone.grant.project)
    entry = judge(
        viewer_of("controller"), milestone, given_by=insurer.pk, document="VGZ-12", evidence=letter.pk
    )
    row = MilestoneVerdict.objects.get(milestone=milestone)
    assert (row.achieved, row.given_on, row.given_by, row.document) == (False, Q3, insurer, "VGZ-12")
    assert row.evidence == letter
    assert entry is not None
    assert (entry.action, entry.scope) == ("vastgelegd", "nml-o/zorgstart/spuk-zorgstart")
    assert entry.changes["achieved"] == [None, False]
    assert queued() == {"2026-Q3", "2026-Q4"}


@pytest.mark.parametrize("name", ["projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager"])
def test_others_record_nothing(viewer_of, milestone, condition, name):
    viewer = viewer_of(name)
    for act in (
        lambda: judge(viewer, milestone),
        lambda: expect(viewer, milestone),
        lambda: step(viewer, condition, PaymentState.CLAIMED),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_manager_records_verdict_and_forecast(viewer_of, milestone, condition):
    manager = viewer_of("programmamanager")
    assert judge(manager, milestone) is not None
    assert expect(manager, milestone) is not None
    with pytest.raises(NotAllowed):
        step(manager, condition, PaymentState.CLAIMED)
    with pytest.raises(NotAllowed):
        expect(viewer_of("controller"), milestone)


@pytest.mark.parametrize("day", [date(2026, 10, 13), date(2026, 6, 30), date(2025, 9, 1)])
def test_days_to_come_and_frozen_days_are_refused(viewer_of, milestone, day):
    assert places(lambda: judge(viewer_of("controller"), milestone, given_on=day)) == ["given_on"]
    assert not MilestoneVerdict.objects.filter(milestone=milestone).exists()


def test_a_frozen_quarter_says_so(viewer_of, milestone):
    with pytest.raises(
        Invalid, match=r"Q2 2026 is vastgesteld op .* Een wijziging kan alleen als herziening"
    ):
        judge(viewer_of("controller"), milestone, given_on=date(2026, 6, 30))


def test_one_verdict_a_day_stands(viewer_of, milestone):
    controller = viewer_of("controller")
    judge(controller, milestone)
    assert places(lambda: judge(controller, milestone, achieved=True)) == ["given_on"]
    judge(controller, milestone, achieved=True, given_on=Q3 + timedelta(1))
    assert list(milestone.verdicts.values_list("achieved", flat=True)) == [False, True]


def test_a_second_click_records_once(viewer_of, milestone, condition):
    controller, manager, pk = viewer_of("controller"), viewer_of("programmamanager"), uuid7()
    assert judge(controller, milestone, id=pk) is not None
    assert judge(controller, milestone, id=pk) is None
    assert expect(manager, milestone, id=pk) is not None
    assert expect(manager, milestone, id=pk) is None
    assert step(controller, condition, PaymentState.CLAIMED, id=pk) is not None
    assert step(controller, condition, PaymentState.CLAIMED, id=pk) is None


def test_ids_of_other_things_are_refused(viewer_of, milestone, condition):
    controller = viewer_of("controller")
    other = MilestoneVerdict.objects.exclude(milestone=milestone).earliest("id")
    with pytest.raises(Refused, match="hoort niet bij deze mijlpaal"):
        judge(controller, milestone, id=other.pk)
    pk = uuid7()
    step(controller, condition, PaymentState.CLAIMED, id=pk)
    with pytest.raises(Refused, match="hoort niet bij deze betaalvoorwaarde"):
        step(controller, PaymentCondition.objects.get(slug="rdg-2"), PaymentState.APPROVED, id=pk)


def test_documents_of_other_projects_are_refused(viewer_of, milestone):
    wrong = {"evidence": EvidenceFactory.create().pk, "given_by": uuid7(), "given_on": date(2027, 1, 1)}
    said = places(lambda: judge(viewer_of("controller"), milestone, **wrong))
    assert said == ["given_on", "given_by", "evidence"]


def test_a_forecast_gives_its_reason(viewer_of, milestone):
    manager = viewer_of("programmamanager")
    wrong = {"credit": Decimal("1.2"), "reason": " ", "costs_at_end": Decimal(-1)}
    assert places(lambda: expect(manager, milestone, **wrong)) == ["credit", "reason", "costs_at_end"]
    expect(manager, milestone, costs_at_end=Decimal("150000.00"))
    row = MilestoneForecast.objects.filter(milestone=milestone).latest("given_on")
    assert (row.credit, row.costs_at_end, row.given_on) == (Decimal("0.25"), Decimal(150_000), TODAY)
    assert queued() == {"2026-Q4"}
    assert places(lambda: expect(manager, milestone)) == ["given_on"]


def test_a_payment_goes_its_way(viewer_of, condition):
    controller = viewer_of("controller")
    for state in (PaymentState.CLAIMED, PaymentState.APPROVED, PaymentState.PAID):
        entry = step(controller, condition, state, document=f"brief {state}")
        condition.refresh_from_db()
        assert condition.state == state
    assert entry is not None
    assert entry.changes["state"] == ["approved", "paid"]
    assert [one.document for one in condition.steps.all()] == [
        "brief claimed",
        "brief approved",
        "brief paid",
    ]


def test_a_step_out_of_turn_is_explained(viewer_of, condition):
    controller = viewer_of("controller")
    assert places(lambda: step(controller, condition, PaymentState.PAID)) == ["note"]
    assert places(lambda: step(controller, condition, PaymentState.PLANNED)) == ["state"]
    tomorrow = TODAY + timedelta(1)
    wrong = {"happened_on": tomorrow}
    assert places(lambda: step(controller, condition, PaymentState.PAID, **wrong)) == ["note", "happened_on"]
    step(controller, condition, PaymentState.PAID, note="In één keer betaald.", happened_on=Q3)
    early = {"note": "Toch niet.", "happened_on": Q3 - timedelta(1)}
    assert places(lambda: step(controller, condition, PaymentState.PLANNED, **early)) == ["happened_on"]


@pytest.mark.parametrize(
    ("state", "regular"),
    [
        (PaymentState.PLANNED, {PaymentState.CLAIMED}),
        (PaymentState.CLAIMED, {PaymentState.APPROVED, PaymentState.REFUSED}),
        (PaymentState.APPROVED, {PaymentState.PAID}),
        (PaymentState.PAID, set()),
        (PaymentState.REFUSED, {PaymentState.CLAIMED}),
    ],
)
def test_the_way_of_a_payment(state, regular):
    assert {to for to in PaymentState if is_regular(state, to)} == regular


def test_the_verdict_changes_the_figures(viewer_of, milestone):
    """As the demo's second milestone is confirmed, what was spent on it is secured."""
    second = Grant.objects.get(slug="spuk-zorgstart").milestones.get(slug="zs-2")
    judge(viewer_of("controller"), second, achieved=True)
    carry_out(Run.objects.get(state=RunState.QUEUED, quarter="2026-Q3").pk)
    row = second.grant.refund_risks.filter(quarter="2026-Q3").latest("id")
    assert (row.at_stake, row.unsecured) == (Decimal("309150.00"), Decimal("0.00"))


def letter() -> KeptFile:
    content = b"%PDF-1.7 brief"
    return KeptFile(
        ContentFile(content), "brief.pdf", "application/pdf", len(content), sha256(content).hexdigest()
    )


def test_the_document_comes_along_with_the_verdict(viewer_of, milestone):
    judge(viewer_of("controller"), milestone, document="Brief 12", file=letter())
    verdict = MilestoneVerdict.objects.get(milestone=milestone)
    assert verdict.evidence is not None
    kept = verdict.evidence
    assert (kept.label, kept.file_name, kept.project) == ("Brief 12", "brief.pdf", milestone.grant.project)
    entry = AuditEntry.objects.get(object_id=str(kept.pk))
    assert (entry.action, entry.actor_name) == ("toegevoegd", "Controller NML-O")


def test_a_document_is_chosen_or_given(viewer_of, milestone):
    held = EvidenceFactory.create(project=milestone.grant.project)
    act = partial(judge, viewer_of("controller"), milestone, evidence=held.pk, file=letter())
    assert places(act) == ["file"]


def test_a_refused_verdict_keeps_no_document(viewer_of, milestone):
    act = partial(judge, viewer_of("controller"), milestone, given_on=date(2026, 5, 1), file=letter())
    assert places(act) == ["given_on"]
    assert not milestone.grant.project.evidence.filter(file_name="brief.pdf").exists()


def test_a_quarter_knows_only_the_steps_until_its_end(viewer_of, condition, programme):
    controller = viewer_of("controller")
    step(controller, condition, PaymentState.CLAIMED, happened_on=date(2026, 9, 30))
    step(controller, condition, PaymentState.APPROVED, happened_on=TODAY)

    def state(quarter: Quarter) -> PaymentState:
        return next(row.state for row in payments(controller, programme, quarter) if row.due.year == 2027)

    assert [state(Quarter(2026, number)) for number in (2, 3, 4)] == [
        PaymentState.PLANNED,
        PaymentState.CLAIMED,
        PaymentState.APPROVED,
    ]


def test_every_page_knows_the_same_payments_of_a_quarter(viewer_of, condition, programme):
    """The dashboard, the money of the programme, the grant and the project."""
    controller, grant = viewer_of("controller"), condition.grant
    step(controller, condition, PaymentState.CLAIMED, happened_on=date(2026, 9, 1))
    step(controller, condition, PaymentState.APPROVED, happened_on=date(2026, 9, 20))
    step(controller, condition, PaymentState.PAID, happened_on=TODAY)
    before = Decimal("2000000.00")
    after = before + condition.amount
    for number, paid in ((2, before), (3, before), (4, after)):
        quarter = Quarter(2026, number)
        [money] = money_of(controller, [grant], quarter)
        listed = payments(controller, programme, quarter)
        own = [row for row in listed if row.project == grant.project.name]
        assert money.received == paid
        assert add(row.amount for row in own if row.state is PaymentState.PAID) == paid
        facts = read_project(controller, "nml-o", grant.project.slug, quarter=quarter.key)
        assert [part.paid for part in grant_parts(facts) if part.is_insurers] == [paid]
