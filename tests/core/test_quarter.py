from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from tests.oracles.strategies import quarters

Q2 = Quarter(2026, 2)


def test_a_quarter_has_three_spellings():
    assert (str(Q2), Q2.key, Q2.label, Q2.long) == ("2026-Q2", "2026-Q2", "Q2 2026", "2e kwartaal 2026")


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(2026, 1, 1), "2026-Q1"),
        (date(2026, 3, 31), "2026-Q1"),
        (date(2026, 4, 1), "2026-Q2"),
        (date(2025, 12, 31), "2025-Q4"),
    ],
)
def test_a_day_lies_in_its_quarter(day, key):
    assert Quarter.of(day) == Quarter.parse(key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026Q2",
        "2026-Q5",
        "2026-Q0",
        "26-Q2",
        "2026-q2",
        " 2026-Q2",
        "2026-Q2 ",
        "0999-Q1",
        "٢٠٢٦-Q2",
    ],
)
def test_malformed_keys_are_refused_by_name(text):
    with pytest.raises(ValueError, match="geen kwartaal"):
        Quarter.parse(text)


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 5), (0, 1), (3000, 1)])
def test_impossible_quarters_cannot_be_made(year, number):
    with pytest.raises(ValueError, match="geen kwartaal"):
        Quarter(year, number)


def test_first_and_last_day_of_quarter():
    assert (Q2.first_day, Q2.last_day) == (date(2026, 4, 1), date(2026, 6, 30))
    assert Quarter(2999, 4).last_day == date(2999, 12, 31)


def test_span_includes_both_its_ends():
    assert [str(q) for q in Quarter.span(Quarter(2025, 4), Q2)] == ["2025-Q4", "2026-Q1", "2026-Q2"]
    assert list(Quarter.span(Q2, Quarter(2026, 1))) == []


def test_next_previous_and_year_end():
    assert Quarter(2025, 4).next == Quarter(2026, 1)
    assert Quarter(2026, 1).previous == Quarter(2025, 4)
    assert Q2.year_end == Quarter(2026, 4)


@given(quarters)
def test_a_key_reads_back_as_itself(quarter):
    assert Quarter.parse(quarter.key) == quarter
    assert hash(Quarter.parse(quarter.key)) == hash(quarter)


@given(quarters, st.integers(-200, 200))
def test_shifting_back_and_forth_returns(quarter, steps):
    shifted = quarter.shift(steps)
    assert shifted.shift(-steps) == quarter
    assert shifted - quarter == steps
    assert (shifted > quarter) == (steps > 0)


@given(quarters, quarters)
def test_keys_sort_like_their_quarters(one, other):
    assert (one < other) == (one.key < other.key)


@given(quarters)
def test_quarters_follow_without_a_gap(quarter):
    assert quarter.last_day + timedelta(days=1) == quarter.next.first_day
    assert Quarter.of(quarter.first_day) == Quarter.of(quarter.last_day) == quarter
