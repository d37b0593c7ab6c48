"""The print palette: the light theme, and every colour that a chart may use."""

import re

import pytest

from izaportal.web.charts import style
from izaportal.web.charts.palette import PRINT, colour, printed
from tests.web.test_tokens import LIGHT

USED = {
    value
    for name in vars(style)
    if name.isupper()
    for value in re.findall(r"var\((--c-[\w-]+)\)", str(getattr(style, name)))
}


def test_print_has_the_colours_of_the_light_theme():
    assert {name: LIGHT[name.removeprefix("--c-")] for name in PRINT} == dict(PRINT)


def test_every_colour_of_a_chart_is_known():
    assert set(PRINT) >= USED


def test_a_drawing_gets_its_colours_wherever_they_stand():
    drawn = printed('<path stroke="var(--c-chart-1)" fill="var(--c-seq-3)"/>')
    assert drawn == '<path stroke="#4046b0" fill="#b1b7ea"/>'


def test_a_colour_no_chart_may_use_is_refused():
    with pytest.raises(KeyError):
        colour("var(--c-brand)")
