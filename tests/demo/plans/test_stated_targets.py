"""Figures of regional plans are read by the rule for notations."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.demo.plans.stated_targets import Stated, has_fraction, target_row
from kpis.targets import Direction


@pytest.mark.parametrize(
    ("stated", "direction", "text", "lower", "upper"),
    [
        (Stated(95, "procent"), Direction.UP, "95 procent", 95, None),
        (Stated(5, "procent"), Direction.DOWN, "5 procent", None, 5),
        (Stated(5, "casussen", ">="), Direction.DOWN, "minimaal 5 casussen", 5, None),
        (Stated(20, "procent", "<="), Direction.UP, "hoogstens 20 procent", None, 20),
        (Stated(80, "", approx=True), Direction.UP, "circa 80", 80, None),
        (Stated(Decimal("2.5"), "procent daling"), Direction.UP, "2,5 procent daling", Decimal("2.5"), None),
        (Stated(1000000, "euro"), Direction.UP, "1000000 euro", 1000000, None),
        (Stated(Decimal("12.500"), "uur"), Direction.UP, "12,500 uur", Decimal("12.5"), None),
    ],
)
def test_a_stated_figure_is_a_bound(stated, direction, text, lower, upper) -> None:
    row = target_row(stated, direction=direction, year=2026, due=None)
    assert (row["source_text"], row["lower"], row["upper"]) == (text, lower, upper)


def test_a_year_goes_before_a_day() -> None:
    dated = target_row(Stated(1, ""), direction=Direction.UP, year=None, due="2025-12-31")
    of_year = target_row(Stated(1, ""), direction=Direction.UP, year=2025, due="2025-12-31")
    assert (dated["year"], dated["due"]) == (None, date(2025, 12, 31))
    assert (of_year["year"], of_year["due"]) == (2025, None)


def test_only_fractions_need_decimals() -> None:
    assert [has_fraction(value) for value in (None, 0, 3, Decimal("3.0"), Decimal("0.5"))] == [
        False, False, False, False, True,
    ]  # fmt: skip
