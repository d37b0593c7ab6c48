from dataclasses import replace
from itertools import pairwise

from izaportal.web.charts.model import QuarterAmounts
from izaportal.web.charts.quarter_bars import quarter_bars
from tests.web.charts.samples import drawn_values, layers_of, per_quarter, shown, texts_of


def test_bars_equal_their_table():
    chart = shown(quarter_bars(per_quarter()))
    assert chart.table.rows[:2] == (("Q1 2026", "64.488", "48.000"), ("Q2 2026", "96.732", "80.244"))
    assert drawn_values(chart.wide) == {"0", "64488", "48000", "96732", "80244"}


def test_an_unknown_quarter_says_so():
    chart = shown(quarter_bars(per_quarter()))
    assert chart.table.rows[2] == ("Q3 2026", "n.t.b.", "n.t.b.")
    assert texts_of(chart.wide).count("n.t.b.") == 1


def test_bars_do_not_overlap():
    bars = layers_of(shown(quarter_bars(per_quarter())).wide, "rect")
    spans = sorted((row["x"], row["x2"]) for bar in bars for row in bar["data"]["values"])
    assert len(spans) == 4
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_nothing_known_is_an_empty_state():
    assert quarter_bars(replace(per_quarter(), quarters=())) is None
    assert quarter_bars(replace(per_quarter(), quarters=(QuarterAmounts("2026-Q1", (None, None)),))) is None
