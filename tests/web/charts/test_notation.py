from decimal import Decimal

import pytest

from izaportal.web.charts import notation


def test_numbers_are_written_in_dutch():
    assert notation.number(Decimal("1209150.5")) == "1.209.150,5"
    assert notation.euro(Decimal(2868300)) == "€\u00a02.868.300"


def test_unknown_is_written_unlike_zero():
    assert notation.number(None) == "–"
    assert notation.number(None, missing="n.t.b.") == "n.t.b."
    assert notation.number(Decimal(0)) == "0"


def test_drawn_values_round_half_up():
    assert notation.plain(Decimal("4.835")) == "4.84"
    assert notation.plain(Decimal("109.3333")) == "109.33"


@pytest.mark.parametrize("value", [Decimal("5"), Decimal("5.0"), Decimal("5.004")])
def test_equal_drawn_values_are_spelled_alike(value):
    assert notation.plain(value) == "5"


def test_one_cent_gives_the_column_cents():
    assert notation.money_places([Decimal(1), Decimal("1.5"), None]) == 2
    assert notation.money_places([Decimal(1), None]) == 0


def test_neighbouring_quarters_differ_by_one():
    assert notation.quarter_index("2026-Q1") - notation.quarter_index("2025-Q4") == 1
    assert notation.quarter_label("2026-Q2") == "Q2 2026"
