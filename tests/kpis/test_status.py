from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from kpis.bounds import IndicatorPlan, Target
from kpis.status import (
    RANK,
    ROLL_UP_ORDER,
    Coverage,
    Frequency,
    Missing,
    Side,
    Status,
    StatusFacts,
    assess,
    falls_short,
    judge,
    roll_up,
)
from kpis.targets import Accumulation, Direction
from tests.oracles.indicators import status_band, status_down, status_up, worst
from tests.oracles.strategies import bands, due, percents, positive, values

# Any, so that a test may compare exact figures with bare numbers.
assessed: Any = assess

UP, DOWN, BAND = Direction.UP, Direction.DOWN, Direction.BAND
LEVEL = Accumulation.LEVEL
Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
GOODNESS = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.EXCEEDED)
TEN = Decimal(10)


def target(lower: int | None, upper: int | None, *, year: int = 2026) -> Target:
    low, high = (None if bound is None else Decimal(bound) for bound in (lower, upper))
    return Target.for_year(year, lower=low, upper=high)


def colour(
    value: str | Decimal, direction: Direction, *, lower: Decimal | None, upper: Decimal | None
) -> Status:
    return judge(Fraction(value), due(lower, upper), direction=direction, margin_pct=TEN)[0]


def grey(plan: IndicatorPlan, quarter: Quarter = Q2, **known: Any) -> tuple[Status, Missing | None]:
    found = assessed(StatusFacts(plan, quarter, **{"value": None, **known}))
    return found.status, found.missing


RISING = IndicatorPlan(UP, LEVEL, (target(10, 20),))


def test_an_undetermined_target_comes_first():
    unknown = Target.for_year(2026, lower=None, upper=None, known=False)
    found = grey(IndicatorPlan(UP, LEVEL, (unknown,)), value=Decimal(1))
    assert found == (Status.TO_BE_DETERMINED, Missing.TARGET_VALUE)


def test_without_any_target_nothing_is_judged():
    assert grey(IndicatorPlan(UP, LEVEL), value=Decimal(1)) == (Status.NO_TARGET, Missing.TARGET)


def test_no_target_this_year_is_not_due():
    assert grey(RISING, Quarter(2025, 2), value=Decimal(1)) == (Status.NOT_DUE, Missing.DUE_TARGET)


@pytest.mark.parametrize(
    ("frequency", "measured_in"),
    [(Frequency.QUARTERLY, {1, 2, 3, 4}), (Frequency.HALF_YEARLY, {2, 4}), (Frequency.YEARLY, {4})],
)
def test_frequency_decides_when_to_measure(frequency, measured_in):
    found = {
        n for n in range(1, 5) if grey(RISING, Quarter(2026, n), frequency=frequency)[0] is Status.NO_DATA
    }
    assert found == measured_in


def test_an_open_judging_bound_is_not_due():
    for plan in (
        IndicatorPlan(UP, LEVEL, (target(None, 20),)),
        IndicatorPlan(DOWN, LEVEL, (target(10, None),), baseline=Decimal(30)),
        IndicatorPlan(BAND, LEVEL, (target(10, None),)),
    ):
        assert grey(plan, value=Decimal(1)) == (Status.NOT_DUE, Missing.OPEN_BOUND)


def test_an_older_value_is_never_judged():
    found = assessed(StatusFacts(RISING, Q2, None, last_known=(Q1, Decimal(4))))
    assert (found.status, found.comparison) == (Status.NO_DATA, None)


def test_missing_members_come_before_judgement():
    facts = StatusFacts(RISING, Q2, None, coverage=Coverage(11, 14))
    found = assessed(facts)
    assert (found.status, found.missing) == (Status.NO_DATA, Missing.MEMBER_MEASUREMENTS)


def test_a_missing_start_only_shows_when_measured():
    falling = IndicatorPlan(DOWN, LEVEL, (target(None, 20),))
    assert grey(falling) == (Status.NO_DATA, Missing.MEASUREMENT)
    assert grey(falling, value=Decimal(1)) == (Status.NO_BASELINE, Missing.START)
    assert grey(falling, Quarter(2026, 4), value=Decimal(1)) == (Status.ON_TRACK, None)


def test_a_lower_bound_of_zero_has_no_orange():
    assert colour("-0.01", UP, lower=Decimal(0), upper=None) is Status.OFF_TRACK
    assert colour("0", UP, lower=Decimal(0), upper=None) is Status.ON_TRACK


def test_the_margin_of_a_negative_bound_is_positive():
    assert colour("-11", UP, lower=Decimal(-10), upper=None) is Status.AT_RISK
    assert colour("-11.01", UP, lower=Decimal(-10), upper=None) is Status.OFF_TRACK


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("8.9", "off_track"),
        ("9", "at_risk"),
        ("10", "on_track"),
        ("20", "on_track"),
        ("22", "at_risk"),
        ("22.1", "off_track"),
    ],
)
def test_a_band_is_never_exceeded(value, status):
    assert colour(value, BAND, lower=Decimal(10), upper=Decimal(20)) == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("9.9", "exceeded"), ("10", "on_track"), ("20", "on_track"), ("22", "at_risk"), ("22.1", "off_track")],
)
def test_down_is_better_when_lower(value, status):
    assert colour(value, DOWN, lower=Decimal(10), upper=Decimal(20)) == status


def test_the_margin_is_a_setting():
    facts = StatusFacts(RISING, Q2, Decimal(4), margin_pct=Decimal(20))
    found = assessed(facts)
    assert (found.status, found.comparison.margin, found.comparison.shortfall) == (Status.AT_RISK, 1, 1)
    assert (found.comparison.side, found.comparison.bound) == (Side.LOWER, 5)


def test_roll_up_takes_the_worst_with_counts():
    found = roll_up([Status.ON_TRACK, Status.NO_DATA, Status.NOT_DUE, Status.ON_TRACK])
    assert (found.status, found.count(Status.ON_TRACK), found.count(Status.NOT_DUE)) == (Status.NO_DATA, 2, 1)
    assert roll_up([Status.NOT_DUE, Status.NO_TARGET]).status is None


@given(st.lists(st.sampled_from(Status), max_size=8))
def test_roll_up_equals_the_slow_search(statuses):
    found = roll_up(statuses)
    assert found.status == worst(list(statuses))
    assert sum(count for _, count in found.counts) == len(statuses)


@given(values, bands, percents)
def test_status_equals_the_written_out_rules(value, band, margin):
    lower, upper = band
    for direction, oracle in ((UP, status_up), (DOWN, status_down), (BAND, status_band)):
        found, _ = judge(Fraction(value), due(lower, upper), direction=direction, margin_pct=margin)
        assert found == oracle(Fraction(value), Fraction(lower), Fraction(upper), Fraction(margin))


@given(values, values, bands)
def test_a_better_value_is_never_worse(one, other, band):
    low, high = sorted((one, other))
    bounds = {"lower": band[0], "upper": band[1]}
    assert GOODNESS.index(colour(low, UP, **bounds)) <= GOODNESS.index(colour(high, UP, **bounds))
    assert GOODNESS.index(colour(high, DOWN, **bounds)) <= GOODNESS.index(colour(low, DOWN, **bounds))


@given(values, bands, positive)
def test_scaling_value_and_bounds_changes_nothing(value, band, factor):
    for direction in Direction:
        scaled = colour(value * factor, direction, lower=band[0] * factor, upper=band[1] * factor)
        assert colour(value, direction, lower=band[0], upper=band[1]) is scaled


@given(values, bands)
def test_down_mirrors_up(value, band):
    down = colour(value, DOWN, lower=band[0], upper=band[1])
    assert down is colour(-value, UP, lower=-band[1], upper=-band[0])


@given(values, bands)
def test_falling_short_is_orange_or_red(value, band):
    for direction in Direction:
        short = falls_short(value, due(*band), direction=direction)
        assert short == (colour(value, direction, lower=band[0], upper=band[1]) in GOODNESS[:2])


def test_an_open_side_asks_nothing():
    assert not falls_short(Decimal(-5), due(None, Decimal(3)), direction=UP)
    with pytest.raises(ValueError, match="open grens"):
        colour("1", UP, lower=None, upper=Decimal(3))


def test_what_is_judged_has_a_place_between_bad_and_good():
    assert {status for status in Status if status.judged} == set(RANK)
    assert sorted(RANK, key=RANK.__getitem__) == [one for one in ROLL_UP_ORDER if one.judged]
