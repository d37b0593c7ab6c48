from dataclasses import replace
from decimal import Decimal

import pytest

from izaportal.web.charts.amounts import amount_bars
from izaportal.web.charts.model import NamedAmount
from tests.web.charts.samples import drawn_values, layers_of, municipalities, shown, texts_of


def test_the_table_keeps_the_cents():
    chart = shown(amount_bars(municipalities()))
    assert chart.table.rows == (("Venlo", "240.459,76"), ("Venray", "96.732,00"), ("Bergen (L.)", "n.t.b."))
    assert {"240459.76", "96732"} <= drawn_values(chart.wide)


def test_the_own_municipality_stands_out():
    bars = layers_of(shown(amount_bars(municipalities())).wide, "rect")
    (own,) = [bar for bar in bars if bar["mark"].get("fill") == "var(--c-chart-1)"]
    assert [row["high"] for row in own["data"]["values"]] == ["96732"]


def test_unknown_is_written_not_drawn():
    chart = shown(amount_bars(municipalities()))
    assert "n.t.b." in texts_of(chart.wide)
    assert drawn_values(chart.wide) == {"0", "240459.76", "96732"}


def test_a_long_name_stands_above_its_bar():
    long = (NamedAmount("mgn", "Mentale gezondheidsnetwerken", Decimal(2250000)),)
    chart = shown(amount_bars(replace(municipalities(), amounts=long)))
    text, bar = (
        {layer["mark"]["type"]: layer for layer in chart.narrow["layer"]}[mark] for mark in ("text", "rect")
    )
    assert text["data"]["values"][0]["y"] < bar["data"]["values"][0]["y"]


def test_negative_amounts_are_refused():
    below = (NamedAmount("a", "A", Decimal(-1)),)
    with pytest.raises(ValueError, match="niet negatief"):
        shown(amount_bars(replace(municipalities(), amounts=below)))


def test_nothing_known_is_an_empty_state():
    assert amount_bars(replace(municipalities(), amounts=())) is None
    assert amount_bars(replace(municipalities(), amounts=(NamedAmount("a", "A", None),))) is None
