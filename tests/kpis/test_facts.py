"""What the rules are told of an indicator as of a quarter, and what they are not told yet."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.core import clock
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, Target, TargetState
from kpis.selectors.facts import IndicatorFacts, indicator_facts, targets_in_force
from kpis.status import Coverage
from tests.factories.kpis import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.pillars import ProgrammeMunicipalityFactory
from tests.factories.regions import from_day

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = (Quarter(2026, number) for number in (1, 2, 3))


def facts_of(indicator: Indicator, quarter: Quarter) -> IndicatorFacts:
    (found,) = indicator_facts(indicator.programme, quarter, only=[indicator.pk])
    return found


@pytest.fixture
def per_municipality() -> Indicator:
    """An indicator of a programme with three members, the third of which joins in July."""
    indicator = IndicatorFactory.create(disaggregated=True)
    for first in (date(2025, 1, 1), date(2025, 1, 1), date(2026, 7, 1)):
        ProgrammeMunicipalityFactory.create(programme=indicator.programme, validity=from_day(first))
    return indicator


def members(indicator: Indicator):
    rows = indicator.programme.municipality_memberships.order_by("municipality__code")
    return [row.municipality for row in rows.select_related("municipality")]


def test_later_quarters_are_not_known():
    indicator = IndicatorFactory.create()
    for quarter, value in ((Q1, 10), (Q2, 20), (Q3, 30)):
        MeasurementFactory.create(indicator=indicator, quarter=quarter, value=value, approved=True)
    assert facts_of(indicator, Q2).values == {Q1: 10, Q2: 20}
    assert facts_of(indicator, Q1).values == {Q1: 10}


def test_only_approved_values_count():
    indicator = IndicatorFactory.create()
    MeasurementFactory.create(indicator=indicator, quarter=Q2, value=1)
    MeasurementFactory.create(indicator=indicator, quarter=Q2, value=2, returned=True)
    MeasurementFactory.create(
        indicator=indicator, quarter=Q2, value=3, approved=True, superseded_at=clock.now()
    )
    assert facts_of(indicator, Q2).values == {}
    current = MeasurementFactory.create(indicator=indicator, quarter=Q2, value=4, approved=True)
    facts = facts_of(indicator, Q2)
    assert (facts.values, facts.current) == ({Q2: 4}, current)


def test_an_older_value_is_last_known():
    indicator = IndicatorFactory.create()
    MeasurementFactory.create(indicator=indicator, quarter=Q1, value=10, approved=True)
    facts = facts_of(indicator, Q3)
    status = facts.status_facts(indicator.programme)
    assert (facts.current, status.value, status.last_known) == (None, None, (Q1, 10))


def test_a_measured_zero_is_known():
    indicator = IndicatorFactory.create()
    MeasurementFactory.create(indicator=indicator, quarter=Q2, value=0, approved=True)
    assert facts_of(indicator, Q2).status_facts(indicator.programme).value == 0


def test_the_margin_is_the_programmes():
    indicator = IndicatorFactory.create(programme__margin_pct=Decimal(25))
    assert facts_of(indicator, Q2).status_facts(indicator.programme).margin_pct == 25


def test_a_recalibrated_target_holds_later():
    indicator = IndicatorFactory.create()
    old = TargetFactory.create(indicator=indicator, lower=80)
    new = TargetFactory.create(indicator=indicator, lower=60, version=2, valid_from=date(2026, 6, 30))
    assert facts_of(indicator, Q1).targets == (old,)
    assert facts_of(indicator, Q2).targets == (new,)


def test_versions_belong_to_their_moment():
    indicator = IndicatorFactory.create()
    year = TargetFactory.create(indicator=indicator, year=2026)
    other_year = TargetFactory.create(indicator=indicator, year=2027)
    quarter = TargetFactory.create(indicator=indicator, year=None, quarter=Q2)
    due = TargetFactory.create(indicator=indicator, year=None, due=date(2026, 9, 30))
    newer = TargetFactory.create(indicator=indicator, year=2026, version=2)
    rows = Target.objects.filter(indicator=indicator)
    assert set(targets_in_force(rows, Q2)) == {newer, other_year, quarter, due}
    assert year not in targets_in_force(rows, Q2)


def test_targets_reach_the_rules_whole():
    indicator = IndicatorFactory.create()
    TargetFactory.create(indicator=indicator, year=2026)
    TargetFactory.create(indicator=indicator, year=None, quarter=Q2, lower=1, upper=None)
    TargetFactory.create(
        indicator=indicator, year=2027, state=TargetState.TO_BE_DETERMINED, lower=None, upper=None
    )
    TargetFactory.create(indicator=indicator, year=2028, state=TargetState.NONE, lower=None, upper=None)
    plan = facts_of(indicator, Q2).plan
    assert [(t.quarter, t.lower, t.upper, t.known) for t in plan.targets] == [
        (Quarter(2026, 4), 80, 120, True),
        (Quarter(2027, 4), None, None, False),
        (Q2, 1, None, True),
    ]


def test_a_target_without_moment_judges_nothing():
    indicator = IndicatorFactory.create()
    row = TargetFactory.create(indicator=indicator, year=None)
    facts = facts_of(indicator, Q2)
    assert (facts.targets, facts.plan.targets) == ((row,), ())


def test_members_are_added_up(per_municipality):
    first, second, _ = members(per_municipality)
    for municipality, value in ((first, 5), (second, 7)):
        MeasurementFactory.create(
            indicator=per_municipality, quarter=Q2, municipality=municipality, value=value, approved=True
        )
    facts = facts_of(per_municipality, Q2)
    assert (facts.values, facts.coverage) == ({Q2: 12}, Coverage(2, 2))


def test_a_missing_member_leaves_no_value(per_municipality):
    """The third takes part since July, so two of three is not a total in the third quarter."""
    first, second, _ = members(per_municipality)
    for municipality in (first, second):
        MeasurementFactory.create(
            indicator=per_municipality, quarter=Q3, municipality=municipality, approved=True
        )
    facts = facts_of(per_municipality, Q3)
    assert (facts.values, facts.coverage) == ({}, Coverage(2, 3))


def test_no_member_measured_is_none(per_municipality):
    facts = facts_of(per_municipality, Q2)
    assert (facts.values, facts.coverage) == ({}, Coverage(0, 2))


def test_outsiders_do_not_count_along(per_municipality):
    first, second, third = members(per_municipality)
    for municipality in (first, second, third):
        MeasurementFactory.create(
            indicator=per_municipality, quarter=Q2, municipality=municipality, value=5, approved=True
        )
    assert facts_of(per_municipality, Q2).values == {Q2: 10}


def test_means_are_weighted_by_denominator(per_municipality):
    Indicator.objects.filter(pk=per_municipality.pk).update(is_weighted=True)
    first, second, _ = members(per_municipality)
    for municipality, numerator, denominator in ((first, 10, 100), (second, 90, 300)):
        MeasurementFactory.create(
            indicator=per_municipality,
            quarter=Q2,
            municipality=municipality,
            value=Decimal(100 * numerator) / denominator,
            numerator=numerator,
            denominator=denominator,
            approved=True,
        )
    assert facts_of(per_municipality, Q2).values == {Q2: 25}


def test_a_whole_value_is_no_part(per_municipality):
    """A value for the programme is not a member's, and the other way round."""
    MeasurementFactory.create(indicator=per_municipality, quarter=Q2, value=99, approved=True)
    assert facts_of(per_municipality, Q2).values == {}
    plain = IndicatorFactory.create(programme=per_municipality.programme)
    MeasurementFactory.create(
        indicator=plain, quarter=Q2, municipality=members(per_municipality)[0], approved=True
    )
    assert facts_of(plain, Q2).values == {}


def test_invented_values_mark_the_status():
    indicator = IndicatorFactory.create()
    MeasurementFactory.create(indicator=indicator, quarter=Q1, approved=True)
    assert not facts_of(indicator, Q2).illustrative
    MeasurementFactory.create(indicator=indicator, quarter=Q2, approved=True, illustrative=True)
    assert facts_of(indicator, Q2).illustrative
    assert not facts_of(indicator, Q1).illustrative


def test_facts_take_a_fixed_number_of_queries(programme, per_municipality, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert len(indicator_facts(programme, Q2)) == 15
    with django_assert_num_queries(4):
        indicator_facts(per_municipality.programme, Q2)
