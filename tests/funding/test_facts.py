"""What the rules are told of a grant as of a quarter, and what they are not told yet."""

from datetime import date
from decimal import Decimal

import pytest

from funding.credit import CreditMode
from funding.models import AdvanceKind, AllocationKey, Grant
from funding.refund import GrantFacts, Stream, refund_risk
from funding.selectors.facts import grant_readings
from izaportal.core.quarter import Quarter
from kpis.models import Indicator
from kpis.status import Status
from projects.models import Project
from tests.factories import funding as make
from tests.factories.kpis import MeasurementFactory, TargetFactory
from tests.factories.projects import stop

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = (Quarter(2026, number) for number in (1, 2, 3))
LAST_OF_Q2, FIRST_OF_Q3 = date(2026, 6, 30), date(2026, 7, 1)


def facts_of(grant: Grant, quarter: Quarter = Q2) -> GrantFacts:
    (reading,) = grant_readings(grant.project.programme, quarter, only=[grant.pk])
    return reading.facts


def test_a_later_booking_does_not_count():
    grant = make.GrantFactory.create()
    make.ExpenditureFactory.create(grant=grant, amount=Decimal(100), performed_on=LAST_OF_Q2)
    make.ExpenditureFactory.create(grant=grant, amount=Decimal(30), performed_on=FIRST_OF_Q3)
    assert facts_of(grant).unattributed == 100
    assert facts_of(grant, Q3).unattributed == 130
    assert facts_of(grant, Q1).unattributed == 0


def test_a_reversal_counts_against():
    grant = make.GrantFactory.create()
    first = make.ExpenditureFactory.create(grant=grant, amount=Decimal(100), performed_on=LAST_OF_Q2)
    make.ExpenditureFactory.create(
        grant=grant, amount=Decimal(100), performed_on=FIRST_OF_Q3, kind="reversal", reverses=first
    )
    make.ExpenditureFactory.create(
        grant=grant,
        amount=Decimal(40),
        performed_on=FIRST_OF_Q3,
        concerns_on=LAST_OF_Q2,
        kind="correction",
    )
    assert [facts_of(grant, at).unattributed for at in (Q2, Q3)] == [100, 40]


def test_advances_count_from_their_day():
    grant = make.GrantFactory.create()
    make.AdvanceFactory.create(grant=grant, amount=Decimal(500), received_on=LAST_OF_Q2)
    make.AdvanceFactory.create(
        grant=grant, amount=Decimal(200), received_on=FIRST_OF_Q3, kind=AdvanceKind.REPAID
    )
    assert [facts_of(grant, at).advances for at in (Q2, Q3)] == [500, 300]


def test_costs_stay_with_their_milestone():
    first = make.GrantMilestoneFactory.create(amount=Decimal(600), due=date(2026, 1, 1))
    second = make.GrantMilestoneFactory.create(grant=first.grant, amount=Decimal(400))
    for milestone, amount in ((first, 10), (first, 5), (second, 7), (None, 3)):
        make.ExpenditureFactory.create(
            grant=first.grant, milestone=milestone, amount=Decimal(amount), performed_on=LAST_OF_Q2
        )
    facts = facts_of(first.grant)
    assert [(m.key, int(m.amount), int(m.booked)) for m in facts.milestones] == [
        (first.slug, 600, 15),
        (second.slug, 400, 7),
    ]
    assert facts.unattributed == 3


def test_a_later_verdict_does_not_count():
    milestone = make.GrantMilestoneFactory.create()
    make.MilestoneVerdictFactory.create(milestone=milestone, achieved=False, given_on=LAST_OF_Q2)
    make.MilestoneVerdictFactory.create(milestone=milestone, achieved=True, given_on=FIRST_OF_Q3)
    given = [facts_of(milestone.grant, at).milestones[0].achieved for at in (Q1, Q2, Q3)]
    assert given == [None, False, True]


def test_forecasts_are_dated_versions():
    milestone = make.GrantMilestoneFactory.create()
    for credit, given_on in (("0.5", LAST_OF_Q2), ("0.25", FIRST_OF_Q3), ("1", date(2026, 1, 1))):
        make.MilestoneForecastFactory.create(milestone=milestone, credit=Decimal(credit), given_on=given_on)
    given = [facts_of(milestone.grant, at).milestones[0].forecast for at in (Q1, Q2, Q3)]
    assert given == [1, Decimal("0.5"), Decimal("0.25")]
    assert facts_of(milestone.grant, Quarter(2025, 4)).milestones[0].forecast is None


def test_forecast_costs_come_with_forecasts():
    milestone = make.GrantMilestoneFactory.create()
    for costs, given_on in ((Decimal("40000.00"), LAST_OF_Q2), (None, FIRST_OF_Q3)):
        make.MilestoneForecastFactory.create(milestone=milestone, costs_at_end=costs, given_on=given_on)
    given = [facts_of(milestone.grant, at).milestones[0].forecast_costs for at in (Q1, Q2, Q3)]
    assert given == [None, Decimal("40000.00"), None]
    # Half of what it will cost is expected to be lost.
    assert refund_risk(facts_of(milestone.grant)).expected == Decimal("20000.00")
    assert refund_risk(facts_of(milestone.grant, Q3)).expected == Decimal("50000.00")


def test_a_stop_counts_from_its_quarter():
    grant = make.GrantFactory.create()
    for day in (None, date(2026, 9, 1), FIRST_OF_Q3):
        stop(grant.project, day)
    assert [facts_of(grant, at).stopped for at in (Q2, Q3)] == [False, True]


def test_a_milestone_reads_its_indicator():
    link = make.MilestoneIndicatorFactory.create(threshold=Decimal(100))
    indicator = link.indicator
    TargetFactory.create(indicator=indicator)
    for quarter, value in ((Q1, 30), (Q2, 60), (Q3, 500)):
        MeasurementFactory.create(indicator=indicator, quarter=quarter, value=value, approved=True)
    (reading,) = facts_of(link.milestone.grant).milestones[0].indicators
    assert (reading.value, reading.threshold, reading.start) == (60, 100, None)
    # Half of the year's 80–120 is due at the end of June, and 30 a quarter leads to 240 at the end of 2027.
    assert (reading.bound_due, reading.status, reading.projected) == (40, Status.ON_TRACK, 240)


def test_the_programme_sets_credits_and_levels(programme):
    programme.risk_high_pct, programme.credit_at_risk = Decimal(40), Decimal("0.4")
    programme.save()
    facts = facts_of(Grant.objects.get(slug="spuk-mgn"))
    assert facts.settings.high_from_pct == 40
    assert facts.settings.status_credit[Status.AT_RISK] == Decimal("0.4")
    assert facts.settings.status_credit[Status.EXCEEDED] == 1


def test_the_agreement_decides_the_mode():
    grant = make.GrantFactory.create(credit_mode=CreditMode.PRO_RATA, stream=Stream.AZWA)
    facts = facts_of(grant)
    assert (facts.mode, facts.stream, facts.award) == (CreditMode.PRO_RATA, Stream.AZWA, Decimal(100_000))
    assert facts_of(make.GrantFactory.create(source="zvw", stream="")).stream is None


def marks_of(grant: Grant, *quarters: Quarter) -> list[bool]:
    return [grant_readings(grant.project.programme, at)[0].illustrative for at in quarters]


@pytest.mark.parametrize(
    ("kind", "owner", "day"),
    [
        (make.ExpenditureFactory, "grant", "performed_on"),
        (make.AdvanceFactory, "grant", "received_on"),
        (make.MilestoneVerdictFactory, "milestone", "given_on"),
        (make.MilestoneForecastFactory, "milestone", "given_on"),
    ],
)
def test_what_was_invented_marks_grants(kind, owner, day):
    milestone = make.GrantMilestoneFactory.create()
    owned = {owner: milestone if owner == "milestone" else milestone.grant}
    kind.create(**owned, **{day: FIRST_OF_Q3}, illustrative=True)
    assert marks_of(milestone.grant, Q2, Q3) == [False, True]


def test_a_real_verdict_takes_over():
    """What the figures no longer use does not mark them."""
    milestone = make.GrantMilestoneFactory.create()
    for day, illustrative in ((LAST_OF_Q2, True), (FIRST_OF_Q3, False)):
        make.MilestoneVerdictFactory.create(milestone=milestone, given_on=day, illustrative=illustrative)
    assert marks_of(milestone.grant, Q1, Q2, Q3) == [False, True, False]


def test_invented_agreements_mark_a_grant():
    assert marks_of(make.GrantFactory.create(illustrative=True), Q1) == [True]
    assert marks_of(make.GrantMilestoneFactory.create(illustrative=True).grant, Q1) == [True]


def test_readings_take_a_fixed_number_of_queries(programme, django_assert_num_queries):
    with django_assert_num_queries(11):
        before = len(grant_readings(programme, Q2))
    project = Project.objects.get(programme=programme, slug="mgn")
    indicator = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    for _ in range(5):
        milestone = make.GrantMilestoneFactory.create(grant__project=project)
        make.MilestoneIndicatorFactory.create(milestone=milestone, indicator=indicator)
    with django_assert_num_queries(11):
        readings = grant_readings(programme, Q2)
        assert all(reading.facts for reading in readings)
    assert len(readings) == before + 5


def test_keys_do_not_change_facts(programme):
    AllocationKey.objects.filter(programme=programme).update(label="anders")
    assert facts_of(Grant.objects.get(slug="spuk-mgn")).unattributed == 900_000
