from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from kpis.bounds import BoundsRule, BoundsState, IndicatorPlan, StartOrigin, Target, bounds_due
from kpis.targets import Accumulation, Direction
from tests.oracles.indicators import bound_at
from tests.oracles.strategies import bands, phasings, positive

# Any, so that a test may compare exact figures with bare numbers.
bounds_at: Any = bounds_due

UP, DOWN, BAND = Direction.UP, Direction.DOWN, Direction.BAND
LEVEL, CUMULATIVE, PER_YEAR = Accumulation.LEVEL, Accumulation.CUMULATIVE, Accumulation.PER_YEAR
Q2, Q4 = Quarter(2026, 2), Quarter(2026, 4)


def year(number: int, lower: str | None, upper: str | None = None) -> Target:
    low, high = (None if text is None else Decimal(text) for text in (lower, upper))
    return Target.for_year(number, lower=low, upper=high)


def test_a_quarter_target_holds_that_quarter_only():
    own = Target.for_quarter(Q2, lower=Decimal(700), upper=None)
    plan = IndicatorPlan(UP, CUMULATIVE, (year(2026, "800"), own))
    assert (bounds_at(plan, Q2).lower, bounds_at(plan, Q2).rule) == (700, BoundsRule.QUARTER_TARGET)
    assert bounds_at(plan, Q2.next).lower == 600


def test_a_quarter_target_starts_no_later_year():
    plan = IndicatorPlan(
        UP, LEVEL, (Target.for_quarter(Quarter(2025, 4), lower=Decimal(100), upper=None), year(2026, "200"))
    )
    assert bounds_at(plan, Q2).lower == 100
    assert bounds_at(plan, Q2).start.origin is StartOrigin.ZERO


def test_a_due_date_is_not_due_before():
    plan = IndicatorPlan(UP, LEVEL, (Target.due_on(date(2026, 6, 30), lower=Decimal(16), upper=None),))
    assert bounds_at(plan, Q2.previous).state is BoundsState.NOT_DUE
    assert (bounds_at(plan, Q2).lower, bounds_at(plan, Q4).lower) == (16, 16)
    assert bounds_at(plan, Q2).rule is BoundsRule.DUE_DATE


def test_the_last_due_date_passed_speaks():
    days = ((date(2025, 12, 31), 12), (date(2026, 6, 30), 16), (date(2027, 6, 30), 20))
    targets = tuple(Target.due_on(day, lower=Decimal(lower), upper=None) for day, lower in days)
    assert bounds_at(IndicatorPlan(UP, LEVEL, targets), Q4).lower == 16


def test_the_latest_earlier_year_is_the_start():
    plan = IndicatorPlan(UP, LEVEL, (year(2023, "10"), year(2024, "20"), year(2026, "40")))
    assert bounds_at(plan, Q2).lower == 30
    assert bounds_at(plan, Quarter(2025, 4)).state is BoundsState.NOT_DUE


def test_the_baseline_starts_the_first_year():
    plan = IndicatorPlan(DOWN, LEVEL, (year(2026, None, "60"),), baseline=Decimal(100))
    assert (bounds_at(plan, Q2).upper, bounds_at(plan, Q2).lower) == (80, None)


def test_a_change_starts_at_zero_despite_baseline():
    plan = IndicatorPlan(UP, LEVEL, (year(2026, "30"),), baseline=Decimal(5000), relative=True)
    assert bounds_at(plan, Q2).lower == 15


@pytest.mark.parametrize("direction", [DOWN, BAND])
def test_a_level_without_start_waits_for_q4(direction):
    plan = IndicatorPlan(direction, LEVEL, (year(2026, "40", "60"),))
    assert bounds_at(plan, Q2).state is BoundsState.START_UNKNOWN
    assert (bounds_at(plan, Q4).lower, bounds_at(plan, Q4).upper) == (40, 60)


@pytest.mark.parametrize(("accumulation", "lower"), [(CUMULATIVE, 20), (PER_YEAR, 20)])
def test_counts_need_no_baseline_to_start(accumulation, lower):
    plan = IndicatorPlan(DOWN, accumulation, (year(2026, "40", "60"),))
    assert bounds_at(plan, Q2).lower == lower


@pytest.mark.parametrize(("before", "this"), [(("10", None), ("20", "40")), (("10", "20"), ("20", None))])
def test_a_bound_open_at_either_end_stays_open(before, this):
    plan = IndicatorPlan(UP, LEVEL, (year(2025, *before), year(2026, *this)))
    assert (bounds_at(plan, Q2).lower, bounds_at(plan, Q2).upper) == (15, None)
    assert bounds_at(plan, Q4).upper == (None if this[1] is None else 40)


def test_an_undetermined_target_is_said_so():
    unknown = Target.for_year(2026, lower=None, upper=None, known=False)
    assert bounds_at(IndicatorPlan(UP, LEVEL, (unknown,)), Q2).state is BoundsState.TO_BE_DETERMINED
    later = IndicatorPlan(UP, LEVEL, (unknown, year(2027, "20")))
    assert bounds_at(later, Quarter(2027, 2)).state is BoundsState.START_UNKNOWN
    assert bounds_at(IndicatorPlan(UP, LEVEL, ()), Q2).state is BoundsState.NO_TARGET


@pytest.mark.parametrize("phasing", [(50, 25, 75, 100), (25, 50, 75, 90), (-5, 50, 75, 100)])
def test_phasing_never_falls_and_ends_whole(phasing):
    with pytest.raises(ValueError, match="fasering"):
        IndicatorPlan(UP, LEVEL, phasing=phasing)


def test_bounds_must_be_ordered_and_present():
    with pytest.raises(ValueError, match="boven bovengrens"):
        year(2026, "5", "4")
    with pytest.raises(ValueError, match="heeft een grens"):
        year(2026, None, None)


@given(bands, bands, phasings, st.sampled_from([LEVEL, CUMULATIVE]), st.integers(1, 4))
def test_bounds_lie_between_two_year_targets(first, second, phasing, accumulation, number):
    targets = tuple(Target.for_year(y, lower=b[0], upper=b[1]) for y, b in ((2025, first), (2026, second)))
    due = bounds_at(IndicatorPlan(UP, accumulation, targets, phasing=phasing), Quarter(2026, number))
    for bound, before, this in zip((due.lower, due.upper), first, second, strict=True):
        assert min(before, this) <= bound <= max(before, this)
    assert due.lower <= due.upper
    if number == 4:
        assert (due.lower, due.upper) == second


@given(bands, bands, phasings, st.integers(1, 4))
def test_bounds_equal_the_walked_ones(first, second, phasing, number):
    targets = tuple(Target.for_year(y, lower=b[0], upper=b[1]) for y, b in ((2025, first), (2026, second)))
    quarter, steps = Quarter(2026, number), [Fraction(p) for p in phasing]
    for accumulation, starts in ((LEVEL, first), (PER_YEAR, (0, 0))):
        due = bounds_at(IndicatorPlan(UP, accumulation, targets, phasing=phasing), quarter)
        walked = [
            bound_at(number, goal=Fraction(goal), start=Fraction(start), phasing=steps)
            for goal, start in zip(second, starts, strict=True)
        ]
        assert [due.lower, due.upper] == walked


@given(bands, bands, positive, st.integers(1, 4))
def test_scaled_targets_give_scaled_bounds(first, second, factor, number):
    def bounds(scale: Decimal) -> tuple[Decimal | None, Decimal | None]:
        targets = tuple(
            Target.for_year(y, lower=b[0] * scale, upper=b[1] * scale)
            for y, b in ((2025, first), (2026, second))
        )
        due = bounds_at(IndicatorPlan(UP, LEVEL, targets), Quarter(2026, number))
        return due.lower, due.upper

    assert bounds(factor) == tuple(bound * factor for bound in bounds(Decimal(1)))
