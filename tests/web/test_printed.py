"""The light theme where no stylesheet stands behind a drawing."""

import re

import pytest

from izaportal.web.charts import style
from izaportal.web.tokens import colours, printed
from tests.web.test_tokens import LIGHT

USED = {
    value
    for name in vars(style)
    if name.isupper()
    for value in re.findall(r"var\((--c-[\w-]+)\)", str(getattr(style, name)))
}


def test_the_colours_are_those_of_the_light_theme():
    assert {f"--c-{name}": colour for name, colour in LIGHT.items()} == colours()


def test_every_colour_of_a_chart_is_a_token():
    assert USED
    assert set(colours()) >= USED


def test_a_drawing_gets_its_colours_wherever_they_stand():
    drawn = printed('<path stroke="var(--c-chart-1)" fill="var(--c-seq-3)"/>')
    assert drawn == '<path stroke="#4046b0" fill="#b1b7ea"/>'


def test_a_variable_that_is_no_token_is_refused():
    with pytest.raises(KeyError):
        printed("var(--c-no-such-colour)")
