from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.credit import (
    DEFAULT_STATUS_CREDIT,
    CreditBasis,
    CreditMode,
    IndicatorReading,
    MilestoneFacts,
    credit_due,
    credit_forecast,
    credit_now,
    start_of,
)
from kpis.status import Status
from kpis.targets import Accumulation, Direction
from tests.oracles.refund import ratio
from tests.oracles.strategies import values

ALL_OR_NOTHING, PRO_RATA = CreditMode.ALL_OR_NOTHING, CreditMode.PRO_RATA
TODAY, LATER = date(2026, 6, 30), date(2027, 12, 31)
READING = IndicatorReading("1-1", value=540, start=0, threshold=1200, bound_due=600)


def milestone(*readings: IndicatorReading, due: date = LATER, **facts: Any) -> MilestoneFacts:
    return replace(MilestoneFacts("m", Decimal(1000), due, indicators=readings), **facts)


def now(*readings: IndicatorReading, mode: CreditMode = PRO_RATA) -> Any:
    credit = credit_now(milestone(*readings), mode=mode)
    return credit.value, credit.basis


def due(facts: MilestoneFacts, mode: CreditMode = ALL_OR_NOTHING) -> Any:
    credit = credit_due(facts, mode=mode, as_of=TODAY)
    return credit.value, credit.basis


def forecast(facts: MilestoneFacts, mode: CreditMode = ALL_OR_NOTHING) -> Any:
    credit = credit_forecast(facts, mode=mode, status_credit=DEFAULT_STATUS_CREDIT)
    return credit.value, credit.best, credit.basis


@pytest.mark.parametrize(("achieved", "value"), [(True, 1), (False, 0)])
@pytest.mark.parametrize("mode", list(CreditMode))
def test_the_verdict_beats_everything_else(achieved, value, mode):
    facts = milestone(READING, achieved=achieved, forecast=Decimal("0.5"))
    assert due(facts, mode)[0] == forecast(facts, mode)[0] == credit_now(facts, mode=mode).value == value


def test_pending_counts_for_nothing_by_default():
    assert now(READING, mode=ALL_OR_NOTHING) == (0, CreditBasis.PENDING)


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({}, "9/20"),
        ({"value": 1300}, "1"),
        ({"value": -5}, "0"),
        ({"start": 500}, "2/35"),
        ({"direction": Direction.DOWN, "start": 2000, "threshold": 1000, "value": 1750}, "1/4"),
    ],
)
def test_pro_rata_counts_the_part_reached(change, value):
    assert now(replace(READING, **change)) == (Fraction(value), CreditBasis.PRO_RATA)


@pytest.mark.parametrize("unknown", ["value", "start", "threshold"])
def test_unknown_facts_are_without_evidence(unknown):
    change: Any = {unknown: None}
    assert now(replace(READING, **change)) == (0, CreditBasis.WITHOUT_EVIDENCE)
    assert now() == (0, CreditBasis.WITHOUT_EVIDENCE)


@pytest.mark.parametrize(("value", "credit"), [(1200, 1), (1199, 0)])
def test_threshold_at_start_is_all_or_nothing(value, credit):
    assert now(replace(READING, start=1200, value=value))[0] == credit


def test_the_least_of_several_indicators_decides():
    facts = milestone(READING, replace(READING, key="1-2", value=300))
    credit = credit_now(facts, mode=PRO_RATA)
    assert (credit.value, credit.indicator) == (Fraction(1, 4), "1-2")


@pytest.mark.parametrize(
    ("change", "mode", "expected"),
    [
        ({}, ALL_OR_NOTHING, (0, CreditBasis.NOT_REACHED)),
        ({}, PRO_RATA, (Fraction(9, 10), CreditBasis.PRO_RATA)),
        ({"value": 600}, ALL_OR_NOTHING, (1, CreditBasis.REACHED)),
        ({"value": None}, ALL_OR_NOTHING, (0, CreditBasis.WITHOUT_EVIDENCE)),
        ({"threshold": 500}, ALL_OR_NOTHING, (1, CreditBasis.REACHED)),
        ({"threshold": None}, ALL_OR_NOTHING, (0, CreditBasis.NOT_REACHED)),
        ({"bound_due": None}, ALL_OR_NOTHING, (1, CreditBasis.BEFORE_DUE)),
        ({"start": None, "value": 700}, PRO_RATA, (1, CreditBasis.REACHED)),
    ],
)
def test_due_gap_asks_what_is_due(change, mode, expected):
    assert due(milestone(replace(READING, **change)), mode) == expected


def test_due_gap_of_down_asks_the_milder():
    falling = IndicatorReading("x", Direction.DOWN, value=55, start=100, threshold=40, bound_due=60)
    assert due(milestone(falling)) == (1, CreditBasis.REACHED)
    assert due(milestone(replace(falling, value=80)), PRO_RATA)[0] == Fraction(1, 2)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 7, 1), (1, CreditBasis.BEFORE_DUE)), (TODAY, (0, CreditBasis.AFTER_DUE))],
)
def test_without_indicator_the_due_date_decides(day, expected):
    assert due(milestone(due=day)) == expected
    unbound = replace(READING, bound_due=None, threshold=None)
    assert due(milestone(unbound, due=day)) == expected


def test_on_its_day_the_threshold_is_asked():
    assert due(milestone(replace(READING, bound_due=None), due=TODAY)) == (0, CreditBasis.NOT_REACHED)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"forecast": Decimal("0.5")}, (Fraction(1, 2), Fraction(1, 2), CreditBasis.MANAGER)),
        ({"indicators": ()}, (0, 1, CreditBasis.GREY)),
    ],
)
def test_the_manager_comes_before_the_projection(facts, expected):
    assert forecast(milestone(replace(READING, projected=1380), **facts)) == expected


@pytest.mark.parametrize(
    ("change", "mode", "expected"),
    [
        ({"projected": 1380}, ALL_OR_NOTHING, (1, 1, CreditBasis.PROJECTION)),
        ({"projected": 1199}, ALL_OR_NOTHING, (0, 0, CreditBasis.PROJECTION)),
        ({"projected": 900}, PRO_RATA, (Fraction(3, 4), Fraction(3, 4), CreditBasis.PROJECTION)),
        ({"status": Status.AT_RISK}, ALL_OR_NOTHING, (Fraction(1, 2), Fraction(1, 2), CreditBasis.STATUS)),
        ({"status": Status.EXCEEDED}, ALL_OR_NOTHING, (1, 1, CreditBasis.STATUS)),
        ({"status": Status.NO_DATA}, ALL_OR_NOTHING, (0, 1, CreditBasis.GREY)),
        ({"status": None}, ALL_OR_NOTHING, (0, 1, CreditBasis.GREY)),
    ],
)
def test_forecast_goes_down_the_ladder(change, mode, expected):
    assert forecast(milestone(replace(READING, **change)), mode) == expected


def test_a_grey_indicator_leaves_a_range():
    half = replace(READING, key="a", status=Status.AT_RISK)
    assert forecast(milestone(half, replace(READING, key="b"))) == (0, Fraction(1, 2), CreditBasis.GREY)


@pytest.mark.parametrize(
    ("baseline", "accumulation", "relative", "start"),
    [
        (7, Accumulation.LEVEL, False, 7),
        (7, Accumulation.CUMULATIVE, False, 7),
        (None, Accumulation.CUMULATIVE, False, 0),
        (None, Accumulation.LEVEL, False, None),
        (5000, Accumulation.LEVEL, True, 0),
        (None, Accumulation.LEVEL, True, None),
    ],
)
def test_a_start_is_known_or_unknown(baseline, accumulation, relative, start):
    assert start_of(baseline, accumulation=accumulation, relative=relative) == start


@given(values, values, values, st.sampled_from([Direction.UP, Direction.DOWN]))
def test_part_reached_equals_the_slow_ratio(value, start, goal, direction):
    ahead = goal > start if direction is Direction.UP else goal < start
    reading = IndicatorReading("x", direction, value=value, start=start, threshold=goal)
    found = now(reading)[0]
    if ahead:
        assert found == ratio(Fraction(value), Fraction(start), Fraction(goal))
    assert 0 <= found <= 1


@given(values, values, values, values)
def test_down_mirrors_up_for_credit(value, start, goal, bound):
    up = IndicatorReading("x", value=value, start=start, threshold=goal, bound_due=bound)
    down = IndicatorReading(
        "x", Direction.DOWN, value=-value, start=-start, threshold=-goal, bound_due=-bound
    )
    assert now(up) == now(down)
    for mode in CreditMode:
        assert due(milestone(up), mode) == due(milestone(down), mode)
