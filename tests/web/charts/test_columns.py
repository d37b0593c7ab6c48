"""Columns per quarter: heights follow the amounts, and nothing is drawn for what is not known."""

import re
from decimal import Decimal

from izaportal.core.quarter import Quarter
from izaportal.web.charts.columns import NARROW, Column, columns

Q1 = Quarter(2026, 1)


def drawn(*values: tuple[Decimal | None, ...], **size: int) -> str:
    listed = [Column(Q1.shift(place), value) for place, value in enumerate(values)]
    return str(columns(listed, label="Op het spel per kwartaal", **size))


def heights(svg: str) -> list[Decimal]:
    return [Decimal(text) for text in re.findall(r'<rect[^>]* height="([\d.]+)"', svg)]


def test_heights_are_in_proportion():
    first, second = heights(drawn((Decimal(100),), (Decimal(50),)))
    assert abs(first - 2 * second) <= Decimal("0.2")


def test_series_stand_side_by_side():
    svg = drawn((Decimal(100), Decimal(40)))
    assert re.findall(r'<rect class="([^"]+)"', svg) == ["ch-bar ch-bar--2", "ch-bar"]
    left, right = (Decimal(text) for text in re.findall(r'<rect[^>]* x="([\d.]+)"', svg))
    assert left < right


def test_unknown_is_not_drawn_as_zero():
    assert len(heights(drawn((Decimal(100), None), (Decimal(0), Decimal(5))))) == 3
    assert drawn((None, None)) == ""


def test_what_is_negative_hangs_below_zero():
    svg = drawn((Decimal(-50),), (Decimal(50),))
    below, above = (Decimal(text) for text in re.findall(r'<rect[^>]* y="([\d.]+)"', svg))
    assert below == above + heights(svg)[1]


def test_the_last_quarter_is_always_named():
    many = drawn(*[(Decimal(place),) for place in range(1, 13)], width=NARROW)
    names = re.findall(r">(Q\d \d{4})<", many)
    assert names[-1] == "Q4 2028"
    assert len(names) < 12


def test_words_stand_for_the_drawing():
    assert 'role="img" aria-label="Op het spel per kwartaal"' in drawn((Decimal(1),))
