from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from kpis.plausibility import Doubt, Entry, doubts
from kpis.targets import Accumulation

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
LEVEL, CUMULATIVE, PER_YEAR = Accumulation.LEVEL, Accumulation.CUMULATIVE, Accumulation.PER_YEAR
FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


def entry(value: str, last: str | None = None, accumulation: Accumulation = LEVEL, **more) -> Entry:
    previous = None if last is None else (Q2, Decimal(last))
    return Entry(Q3, Decimal(value), accumulation, previous=previous, **more)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (entry("540", "500"), []),
        (entry("540"), []),
        (entry("5000", "500"), [Doubt.TEN_TIMES]),
        (entry("4999.99", "500"), []),
        (entry("50", "500"), [Doubt.A_TENTH]),
        (entry("50.01", "500"), []),
        (entry("0", "500"), [Doubt.A_TENTH]),
        (entry("7", "0"), []),
        (entry("0", "0"), []),
        (entry("499", "500", CUMULATIVE), [Doubt.FALLS]),
        (entry("500", "500", CUMULATIVE), []),
        (entry("499", "500", PER_YEAR), [Doubt.FALLS]),
        (entry("40", "500", CUMULATIVE), [Doubt.A_TENTH, Doubt.FALLS]),
        (entry("101", unit="%"), [Doubt.NO_SHARE]),
        (entry("100", unit="%"), []),
        (entry("0", unit="% van de inwoners"), []),
        (entry("-1", unit="%"), [Doubt.NO_SHARE]),
        (entry("150", unit="%", is_change=True), []),
        (entry("-5", unit="%", is_change=True), []),
        (entry("-5", unit="inwoners"), [Doubt.NEGATIVE]),
        (entry("-5", unit="€", may_be_negative=True), []),
        (entry("-6000", "500", may_be_negative=True), [Doubt.TEN_TIMES]),
    ],
)
def test_each_rule_has_its_edge(asked, expected):
    assert [found.doubt for found in doubts(asked)] == expected


def test_a_new_year_starts_counting_anew():
    asked = Entry(Quarter(2027, 1), Decimal(12), PER_YEAR, previous=(Quarter(2026, 4), Decimal(500)))
    assert doubts(asked) == ()
    assert [one.doubt for one in doubts(replace(asked, accumulation=CUMULATIVE))] == [
        Doubt.A_TENTH,
        Doubt.FALLS,
    ]


def test_a_doubt_names_both_figures():
    (found,) = doubts(entry("12500.5", "1200"))
    assert found.sentence == "12.500,5 is minstens tien keer 1.200 in Q2 2026."


@given(value=FIGURES, kind=st.sampled_from(Accumulation), unit=st.sampled_from(["", "%", "uur"]))
def test_without_a_last_value_only_signs_count(value, kind, unit):
    found = {one.doubt for one in doubts(Entry(Q3, value, kind, unit=unit))}
    assert found <= {Doubt.NO_SHARE, Doubt.NEGATIVE}
    assert (value >= 0 and (unit != "%" or value <= 100)) == (not found)


@given(value=FIGURES, last=FIGURES)
def test_never_ten_times_and_a_tenth(value, last):
    found = {one.doubt for one in doubts(Entry(Q3, value, LEVEL, previous=(Q2, last), may_be_negative=True))}
    assert not {Doubt.TEN_TIMES, Doubt.A_TENTH} <= found
