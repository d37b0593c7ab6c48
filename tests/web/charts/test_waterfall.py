from dataclasses import replace
from decimal import Decimal

import pytest

from izaportal.web.charts.model import Step, Variant, Waterfall
from izaportal.web.charts.waterfall import waterfall_chart
from tests.web.charts.samples import layers_of, shown, texts_of

GOLDEN = Waterfall(
    title="Van € 2.868.300 SPUK verwachten we € 103.050 terug te betalen",
    subtitle="In euro",
    steps=(
        Step("Toegekend", Decimal(2868300), whole=True),
        Step("Bevestigd", Decimal(206100)),
        Step("Verwacht te bevestigen", Decimal(2559150)),
        Step("Blijft onbesteed", Decimal(0)),
        Step("Verwacht terug te betalen", Decimal(103050), whole=True),
    ),
)


def bars(spec):
    """The drawn bars, without their tracks."""
    rects = layers_of(spec, "rect")[1:]
    return [row for rect in rects for row in rect["data"]["values"]]


def test_each_bar_begins_where_the_last_ended():
    first, confirmed, hoped, idle, left = bars(shown(waterfall_chart(GOLDEN)).wide)
    width = Variant.COLUMN.width
    assert (first["x"], first["x2"], confirmed["x2"]) == (0, width, width)
    assert confirmed["x"] == hoped["x2"]
    assert hoped["x"] == idle["x"]
    assert (left["x"], left["x2"]) == (0, hoped["x"])


def test_the_table_adds_up_to_its_last_row():
    rows = shown(waterfall_chart(GOLDEN)).table.rows
    assert [row[1] for row in rows] == ["2.868.300", "−206.100", "−2.559.150", "0", "103.050"]


def test_a_range_is_hatched_and_told():
    *before, last = GOLDEN.steps
    chart = shown(waterfall_chart(replace(GOLDEN, steps=(*before, replace(last, low=Decimal(50000))))))
    assert "50.000 tot €\u00a0103.050" in texts_of(chart.wide)
    assert [item.label for item in chart.legend] == ["Gearceerd: nog niet te zeggen"]
    assert chart.table.rows[-1] == ("Verwacht terug te betalen, ten minste", "50.000")


def test_steps_that_lead_elsewhere_are_refused():
    *before, last = GOLDEN.steps
    with pytest.raises(ValueError, match="samen niet het geheel"):
        waterfall_chart(replace(GOLDEN, steps=(*before, replace(last, amount=Decimal(1)))))


def test_nothing_awarded_draws_nothing():
    steps = (Step("Toegekend", Decimal(0), whole=True), Step("Terug", Decimal(0), whole=True))
    assert waterfall_chart(replace(GOLDEN, steps=steps)) is None
