"""Bounds, statuses and projections of the plan, measured as in the scenario; worked out by hand."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from izaportal.core.quarter import Quarter
from kpis.bounds import IndicatorPlan, bounds_due
from kpis.explanation import sentence
from kpis.projection import early_warning, project
from kpis.status import Status, StatusFacts, assess
from kpis.targets import Accumulation, Direction
from tests.golden.nml_o import PLAN, assessment, measured, plan_of

# Any, so that a test may compare exact figures with bare numbers.
bounds_at: Any = bounds_due
ahead: Any = project

Q2 = Quarter(2026, 2)

BOUNDS = [
    ("1-1", "2025-Q4", "480", "720"),
    ("1-1", "2026-Q2", "600", "900"),
    ("1-1", "2026-Q3", "660", "990"),
    ("1-1", "2027-Q1", "840", "1260"),
    ("1-2", "2026-Q3", "81.25", "212.5"),
    ("1-3", "2026-Q3", "3.75", "8.75"),
    ("2-1", "2026-Q2", "15", "20"),
    ("3-1", "2027-Q1", "20250", None),
    ("4-3", "2027-Q2", "32.5", None),
    ("5-1", "2026-Q2", "0.5", "2.5"),
]
STATUSES = {
    Status.EXCEEDED: {"1-3"},
    Status.ON_TRACK: {"1-2", "2-3", "3-2", "3-3", "4-2", "5-2"},
    Status.AT_RISK: {"1-1", "3-1", "4-1", "4-3"},
    Status.OFF_TRACK: {"2-1", "5-1", "5-3"},
    Status.NO_DATA: {"2-2"},
}


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(("code", "quarter", "lower", "upper"), BOUNDS)
def test_bounds_due_are_the_golden_ones(code, quarter, lower, upper):
    due = bounds_at(plan_of(code), Quarter.parse(quarter))
    assert (due.lower, due.upper) == (number(lower), number(upper))


def test_counting_per_year_starts_at_zero():
    plan = IndicatorPlan(Direction.UP, Accumulation.PER_YEAR, plan_of("1-1").targets)
    due = bounds_at(plan, Q2)
    assert (due.lower, due.upper) == (360, 540)


def test_a_dash_asks_nothing_of_2025():
    assert assessment("5-1", Quarter(2025, 4)).status is Status.NOT_DUE


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("901", Status.EXCEEDED),
        ("900", Status.ON_TRACK),
        ("600", Status.ON_TRACK),
        ("599.99", Status.AT_RISK),
        ("540", Status.AT_RISK),
        ("539.99", Status.OFF_TRACK),
        (None, Status.NO_DATA),
    ],
)
def test_status_of_1_1_at_the_edges(value, status):
    assert assess(StatusFacts(plan_of("1-1"), Q2, number(value))).status is status


def test_statuses_of_the_second_quarter():
    found = {code: assessment(code, Q2).status for code in PLAN}
    assert {status: {c for c, s in found.items() if s is status} for status in STATUSES} == STATUSES


def test_status_counts_of_2025_at_its_end():
    counts = Counter(assessment(code, Quarter(2025, 4)).status for code in PLAN)
    assert counts == {Status.ON_TRACK: 11, Status.AT_RISK: 1, Status.OFF_TRACK: 2, Status.NOT_DUE: 1}


def test_a_measured_zero_is_off_track():
    found = assessment("5-1", Q2)
    assert (found.status, found.facts.value) == (Status.OFF_TRACK, 0)
    assert sentence(found, unit="% reductie").startswith(
        "0\u00a0% reductie gemeten, 0,5\u00a0procentpunt onder"
    )


def test_540_is_60_short_of_600():
    assert sentence(assessment("1-1", Q2), unit="inwoners") == (
        "540\u00a0inwoners gemeten, 60 onder de ondergrens van 600; dat valt binnen de marge van 60."
    )


@pytest.mark.parametrize(
    ("code", "target", "value"),
    [("1-1", "2027-Q4", "1380"), ("1-1", "2026-Q4", "828"), ("1-2", "2026-Q4", "109.33")],
)
def test_projections_are_the_golden_ones(code, target, value):
    projection = ahead(
        measured(code), at=Q2, target=Quarter.parse(target), accumulation=Accumulation.CUMULATIVE
    )
    assert projection.shown is not None
    assert round(projection.shown, 2) == Decimal(value)


def test_early_warning_is_for_two_only():
    warned = set()
    for code in PLAN:
        plan = plan_of(code)
        projected = ahead(measured(code), at=Q2, target=Q2.year_end, accumulation=plan.accumulation).value
        if early_warning(
            assessment(code, Q2).status,
            projected=projected,
            year_end=bounds_at(plan, Q2.year_end),
            direction=plan.direction,
        ):
            warned.add(code)
    assert warned == {"3-3", "5-2"}


def test_the_submitted_700_once_approved():
    third = Quarter(2026, 3)
    values = measured("1-1", extra={"2026-Q3": "700"})
    found = assess(StatusFacts(plan_of("1-1"), third, values[third]))
    later = ahead(values, at=third, target=Quarter(2027, 4), accumulation=Accumulation.CUMULATIVE)
    assert (found.status, later.value) == (Status.ON_TRACK, 1348)
