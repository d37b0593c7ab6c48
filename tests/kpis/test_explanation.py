from decimal import Decimal
from typing import Any

import pytest

from izaportal.core.quarter import Quarter
from kpis.bounds import IndicatorPlan, Target
from kpis.explanation import sentence
from kpis.status import Coverage, Frequency, StatusFacts, assess
from kpis.targets import Accumulation, Direction

Q1, Q2, Q4 = (Quarter(2026, number) for number in (1, 2, 4))


def target(lower: int | None, upper: int | None) -> Target:
    low, high = (None if bound is None else Decimal(bound) for bound in (lower, upper))
    return Target.for_year(2026, lower=low, upper=high)


def plan(lower: int | None, upper: int | None, direction: Direction = Direction.UP) -> IndicatorPlan:
    return IndicatorPlan(direction, Accumulation.LEVEL, (target(lower, upper),))


def said(
    of: IndicatorPlan, value: str | None = None, *, quarter: Quarter = Q4, unit: str = "", **facts: Any
) -> str:
    known = None if value is None else Decimal(value)
    return sentence(assess(StatusFacts(of, quarter, known, **facts)), unit=unit).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("21", "21 % gemeten, 1 procentpunt boven de bovengrens van 20 %."),
        ("12.5", "12,5 % gemeten, en dat is op koers: de streefband loopt van 10 % tot 20 %."),
        (
            "9.333",
            "9,33 % gemeten, 0,67 procentpunt onder de ondergrens van 10 %; "
            "dat valt binnen de marge van 1 procentpunt.",
        ),
        (
            "0",
            "0 % gemeten, 10 procentpunt onder de ondergrens van 10 %; "
            "dat valt buiten de marge van 1 procentpunt.",
        ),
    ],
)
def test_one_sentence_says_why(value, text):
    assert said(plan(10, 20), value, unit="%") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9", "9 dagen gemeten, 1 onder de ondergrens van 10."),
        ("20", "20 dagen gemeten, en dat is op koers: de streefband loopt van 10 tot 20."),
        ("23", "23 dagen gemeten, 3 boven de bovengrens van 20; dat valt buiten de marge van 2."),
    ],
)
def test_lower_is_better_reads_mirrored(value, text):
    assert said(plan(10, 20, Direction.DOWN), value, unit="dagen") == text


def test_open_bands_and_zero_margins_read_well():
    assert said(plan(10, None), "10").endswith("op koers: gevraagd is minstens 10.")
    assert said(plan(None, 10, Direction.DOWN), "9").endswith("op koers: gevraagd is hoogstens 10.")
    assert said(plan(0, None), "-1") == "\u22121 gemeten, 1 onder de ondergrens van 0."


@pytest.mark.parametrize(
    ("of", "facts", "text"),
    [
        (IndicatorPlan(Direction.UP, Accumulation.LEVEL), {}, "Het plan noemt geen streefwaarde."),
        (plan(10, 20), {"quarter": Quarter(2025, 4)}, "Voor Q4 2025 is er geen streefwaarde."),
        (plan(10, 20), {"frequency": Frequency.YEARLY}, "Voor Q2 2026 wordt geen meting gevraagd."),
        (plan(None, 20), {}, "Voor Q2 2026 is er nog geen grens om aan te toetsen."),
        (
            plan(10, 20),
            {"coverage": Coverage(11, 14)},
            "Voor Q2 2026 is er een meting van 11 van 14 gemeenten.",
        ),
        (
            plan(None, 20, Direction.DOWN),
            {"value": "1"},
            "De waarde bij de start ontbreekt, dus de streefband van Q2 2026 is onbekend.",
        ),
    ],
)
def test_grey_says_what_is_missing(of, facts, text):
    assert said(of, **{"quarter": Q2, **facts}) == text


def test_an_undetermined_target_reads_as_ntb():
    unknown = Target.for_year(2026, lower=None, upper=None, known=False)
    undetermined = IndicatorPlan(Direction.UP, Accumulation.LEVEL, (unknown,))
    assert said(undetermined, "3") == "De streefwaarde is nog te bepalen (n.t.b.)."


def test_the_last_known_value_is_named():
    assert said(plan(10, 20), quarter=Q2, last_known=(Q1, Decimal(4))) == (
        "Voor Q2 2026 is er geen goedgekeurde meting; de streefband loopt van 5 tot 10; "
        "laatst bekend is 4 (Q1 2026)."
    )
