from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.quarter import Quarter
from izaportal.web.charts.outline import Bounds, OutlinePoint, outline

START = Quarter(2025, 1)
FIGURES = st.none() | st.decimals(-(10**6), 10**6, places=2)


def bounds(lower: int | None, upper: int | None) -> Bounds:
    return Bounds(None if lower is None else Decimal(lower), None if upper is None else Decimal(upper))


def points(*after: Bounds | None, before: Bounds | None = None, **more) -> list[OutlinePoint]:
    return [OutlinePoint(START.shift(n), before or one, one, **more) for n, one in enumerate(after)]


def drawn(listed: list[OutlinePoint]) -> ET.Element:
    return ET.fromstring(outline(listed, label="Streefband"))  # noqa: S314 - drawn here


def of_class(drawing: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in drawing.iter() if name in element.get("class", "").split()]


def test_nothing_known_draws_nothing():
    assert outline(points(None, None), label="") == ""


def test_a_band_has_a_shape_and_two_edges():
    drawing = drawn(points(bounds(1, 3), bounds(2, 4)))
    assert len(of_class(drawing, "ch-band")) == 1
    assert len(of_class(drawing, "ch-band-edge")) == 2
    assert of_class(drawing, "ch-line--2") == []


def test_an_open_side_has_no_edge():
    drawing = drawn(points(bounds(1, None), bounds(2, None)))
    assert (len(of_class(drawing, "ch-band")), len(of_class(drawing, "ch-band-edge"))) == (1, 1)


def test_a_quarter_without_band_parts_it():
    drawing = drawn(points(bounds(1, 3), None, bounds(2, 4)))
    assert len(of_class(drawing, "ch-band")) == 2


def test_the_former_band_is_dashed():
    drawing = drawn(points(bounds(1, 3), before=bounds(1, 2)))
    assert len(of_class(drawing, "ch-line--2")) == 2


def test_what_is_frozen_is_shaded():
    frozen = points(bounds(1, 3), is_fixed=True)
    drawing = drawn([*frozen, OutlinePoint(START.shift(1), None, bounds(1, 3))])
    assert len(of_class(drawing, "ch-fixed")) == 1
    assert "vastgesteld" in "".join(drawing.itertext())


def test_values_are_dots_on_a_line():
    drawing = drawn(points(bounds(1, 3), bounds(1, 3), measured=Decimal(2)))
    assert (len(of_class(drawing, "ch-dot")), len(of_class(drawing, "ch-line--1"))) == (2, 1)


def test_its_words_are_escaped():
    assert "<b>" not in outline(points(bounds(1, 3)), label='"><b>')


def test_higher_stands_higher():
    values = enumerate((Decimal(2), Decimal(9)))
    drawing = drawn([OutlinePoint(START.shift(n), None, None, value) for n, value in values])
    low, high = (Decimal(dot.attrib["cy"]) for dot in of_class(drawing, "ch-dot"))
    assert high < low


@pytest.mark.parametrize("count", [1, 4, 12, 24])
def test_years_are_named_once(count):
    drawing = drawn([OutlinePoint(START.shift(n), None, bounds(1, 2)) for n in range(count)])
    years = [element.text for element in of_class(drawing, "ch-text--strong")]
    assert years == [str(2025 + n) for n in range(-(-count // 4))]


@given(figures=st.lists(st.tuples(FIGURES, FIGURES, FIGURES), min_size=1, max_size=12))
def test_everything_stays_within_the_drawing(figures):
    listed = [
        OutlinePoint(START.shift(n), None, None if low is high is None else Bounds(low, high), measured)
        for n, (low, high, measured) in enumerate(figures)
    ]
    svg = outline(listed, label="")
    if not svg:
        assert all(values == (None, None, None) for values in figures)
        return
    drawing = ET.fromstring(svg)  # noqa: S314 - drawn here
    for dot in of_class(drawing, "ch-dot"):
        assert 0 <= Decimal(dot.attrib["cx"]) <= 350
        assert 0 <= Decimal(dot.attrib["cy"]) <= 260
