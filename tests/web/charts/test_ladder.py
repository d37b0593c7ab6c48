from dataclasses import replace
from decimal import Decimal

from izaportal.web.charts.ladder import risk_ladder
from izaportal.web.charts.model import RiskAmount
from tests.web.charts.samples import drawn_values, ladder, layers_of, shown, texts_of


def test_all_amounts_share_one_scale():
    spec = shown(risk_ladder(ladder())).wide
    domains = {
        tuple(layer["encoding"]["x"]["scale"]["domain"])
        for layer in spec["layer"]
        if layer["encoding"]["x"].get("scale")
    }
    assert domains == {(0, 2868300.0)}


def test_unspent_money_stands_apart():
    (border,) = layers_of(shown(risk_ladder(ladder())).wide, "rule")
    bars = [
        layer
        for layer in layers_of(shown(risk_ladder(ladder())).wide, "rect")
        if "low" in layer["data"]["values"][0]
    ]
    tops = {row["high"]: row["y"] for bar in bars for row in bar["data"]["values"]}
    line = border["data"]["values"][0]["y"]
    assert tops.pop("703050") > line
    assert all(top < line for top in tops.values())


def test_a_range_names_both_ends():
    chart = shown(risk_ladder(ladder()))
    assert "103.050 tot €\u00a0206.100" in texts_of(chart.wide)
    assert chart.table.rows[3] == ("Verwacht", "103.050", "206.100")
    assert {"103050", "206100"} <= drawn_values(chart.wide)


def test_without_range_one_amount_column():
    amounts = (RiskAmount("Maximaal", Decimal(10)), RiskAmount("Onbesteed", Decimal("0.5"), apart=True))
    table = shown(risk_ladder(replace(ladder(), amounts=amounts))).table
    assert [column.label for column in table.head] == ["Soort", "Bedrag (€)"]
    assert table.rows == (("Maximaal", "10,00"), ("Onbesteed", "0,50"))


def test_unknown_is_neither_bar_nor_zero():
    chart = shown(risk_ladder(ladder()))
    assert chart.table.rows[2] == ("Achterstand", "n.t.b.", "n.t.b.")
    assert "n.t.b." in texts_of(chart.narrow)
    dotted = [layer for layer in layers_of(chart.wide, "rect") if layer["mark"].get("strokeDash") == [1, 3]]
    assert len(dotted) == 1


def test_only_zeros_are_a_picture():
    amounts = (RiskAmount("Maximaal", Decimal(0)),)
    assert "€\u00a00" in texts_of(shown(risk_ladder(replace(ladder(), amounts=amounts))).wide)


def test_nothing_known_is_an_empty_state():
    assert risk_ladder(replace(ladder(), amounts=(RiskAmount("Maximaal", None, unknown="n.v.t."),))) is None
    assert risk_ladder(replace(ladder(), amounts=())) is None


def test_a_long_label_wraps():
    long = RiskAmount("Onbesteed: gaat terug aan het Rijk als het aan het eind blijft liggen", Decimal(5))
    texts = texts_of(shown(risk_ladder(replace(ladder(), amounts=(long,)))).narrow)
    assert len(texts) == 3
    assert " ".join(texts[:2]) == long.label
