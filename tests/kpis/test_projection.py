from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from kpis.projection import ProjectionBasis, as_told, early_warning, project
from kpis.status import Status
from kpis.targets import Accumulation, Direction
from tests.oracles.indicators import line_at
from tests.oracles.strategies import due, quarters, values

# Any, so that a test may compare exact figures with bare numbers.
ahead: Any = project

LEVEL, CUMULATIVE, PER_YEAR = Accumulation.LEVEL, Accumulation.CUMULATIVE, Accumulation.PER_YEAR
Q1, Q2, Q3, Q4 = (Quarter(2026, n) for n in range(1, 5))

histories = st.dictionaries(quarters, values, min_size=2, max_size=8)


def series(*numbers: int, last: Quarter = Q2) -> dict[Quarter, Decimal]:
    return {last.shift(i - len(numbers) + 1): Decimal(number) for i, number in enumerate(numbers)}


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (Fraction(126200, 3), 0, "42067"),
        (Fraction(100), 2, "100"),
        (Decimal("-250.5"), 2, "-251"),
        (Fraction(17, 6), 0, "2.8"),
        (Fraction(17, 6), 2, "2.83"),
    ],
)
def test_a_projection_is_told_no_more_precisely_than_it_is(value, decimals, told):
    assert str(as_told(value, decimals=decimals)) == told


def test_two_measurements_are_the_least():
    alone = ahead(series(5), at=Q2, target=Q4, accumulation=LEVEL)
    assert (alone.value, alone.basis, alone.shown) == (None, ProjectionBasis.TOO_FEW, None)
    assert ahead(series(5, 7), at=Q2, target=Q4, accumulation=LEVEL).value == 11


def test_only_the_last_four_count():
    long = ahead(series(900, 1, 2, 3, 4), at=Q2, target=Q4, accumulation=LEVEL)
    assert (long.value, len(long.points), long.slope) == (6, 4, 1)


def test_later_measurements_are_not_known_yet():
    history = series(1, 2, 3, 99, last=Q3)
    assert ahead(history, at=Q2, target=Q4, accumulation=LEVEL).value == 5


def test_a_missing_quarter_keeps_its_place():
    assert ahead({Quarter(2025, 4): 2, Q2: 4}, at=Q2, target=Q4, accumulation=LEVEL).value == 6


def test_equal_values_stay_flat():
    assert ahead(series(3, 3, 3), at=Q2, target=Quarter(2030, 4), accumulation=LEVEL).value == 3


def test_a_count_never_falls_below_its_last():
    falling = series(10, 9, 8)
    assert ahead(falling, at=Q2, target=Q4, accumulation=CUMULATIVE).value == 8
    assert ahead(falling, at=Q2, target=Q4, accumulation=LEVEL).value == 6


def test_a_yearly_count_starts_at_new_year():
    history = {Quarter(2025, 4): Decimal(900), Q1: Decimal(10), Q2: Decimal(20)}
    found = ahead(history, at=Q2, target=Q4, accumulation=PER_YEAR)
    assert (found.value, found.points[0]) == (40, (Quarter(2025, 4), 0))


def test_a_yearly_count_says_nothing_of_next_year():
    found = ahead(series(10, 20), at=Q2, target=Quarter(2027, 4), accumulation=PER_YEAR)
    assert (found.value, found.basis) == (None, ProjectionBasis.OTHER_YEAR)


def test_a_passed_quarter_takes_its_own_value():
    history = series(1, 2, 4)
    assert ahead(history, at=Q2, target=Q1, accumulation=LEVEL).value == 2
    assert ahead(history, at=Q2, target=Q2, accumulation=LEVEL).basis is ProjectionBasis.MEASURED
    missing = ahead(history, at=Q2, target=Quarter(2025, 1), accumulation=LEVEL)
    assert (missing.value, missing.basis) == (None, ProjectionBasis.NOT_MEASURED)


@pytest.mark.parametrize(
    ("status", "projected", "direction", "warns"),
    [
        (Status.ON_TRACK, "9.99", Direction.UP, True),
        (Status.ON_TRACK, "10", Direction.UP, False),
        (Status.ON_TRACK, "20.01", Direction.DOWN, True),
        (Status.ON_TRACK, "20.01", Direction.BAND, True),
        (Status.ON_TRACK, None, Direction.UP, False),
        (Status.EXCEEDED, "9", Direction.UP, False),
        (Status.AT_RISK, "9", Direction.UP, False),
    ],
)
def test_warning_is_for_on_track_only(status, projected, direction, warns):
    value = None if projected is None else Decimal(projected)
    year_end = due(Decimal(10), Decimal(20))
    assert early_warning(status, projected=value, year_end=year_end, direction=direction) is warns


@given(histories, st.integers(1, 12))
def test_the_line_equals_cramers_rule(history, steps):
    at = max(history)
    points = [(q.ordinal, Fraction(v)) for q, v in sorted(history.items())[-4:]]
    target = at.shift(steps)
    assert ahead(history, at=at, target=target, accumulation=LEVEL).value == line_at(points, target.ordinal)


@given(histories, values, st.integers(1, 12))
def test_shifting_all_values_shifts_the_line(history, shift, steps):
    at = max(history)
    moved = {quarter: value + shift for quarter, value in history.items()}
    here, there = (
        ahead(h, at=at, target=at.shift(steps), accumulation=LEVEL).value for h in (history, moved)
    )
    assert there == here + Fraction(shift)
