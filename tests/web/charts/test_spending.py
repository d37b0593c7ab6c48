from dataclasses import replace
from decimal import Decimal

from izaportal.web.charts.model import SpendingPoint
from izaportal.web.charts.notation import number, quarter_label
from izaportal.web.charts.spending import idle_money, spending_chart
from tests.web.charts.samples import drawn_values, layers_of, shown, spending_series, texts_of


def with_booked(booked):
    points = (
        SpendingPoint("2026-Q1", Decimal(100), Decimal(0)),
        SpendingPoint("2026-Q2", Decimal(100), booked),
    )
    return replace(spending_series(), points=points, award=None)


def idle_rows(chart):
    return [row for area in layers_of(chart.wide, "area") for row in area["data"]["values"]]


def test_golden_idle_money_is_tabled():
    table = shown(spending_chart(spending_series())).table
    assert table.rows[4] == ("Q2 2026", "1.434.150", "1.912.200", "1.209.150", "703.050")


def test_every_line_value_is_tabled():
    chart = shown(spending_chart(spending_series()))
    cells = {cell for row in chart.table.rows for cell in row} | {"2.868.300"}
    for line in layers_of(chart.wide, "line"):
        assert {number(Decimal(row["value"])) for row in line["data"]["values"]} <= cells
    assert "2.868.300" in chart.table.caption


def test_unknown_money_stays_unknown():
    table = shown(spending_chart(spending_series())).table
    assert table.rows[5] == ("Q3 2026", "1.673.175", "–", "–", "–")
    assert idle_money(SpendingPoint("2026-Q3", Decimal(1), None)) is None


def test_lines_are_named_at_their_end():
    texts = texts_of(shown(spending_chart(spending_series())).wide)
    assert {"€ mln", "Voorschot 1.912.200", "Geboekt 1.209.150", "703.050", "Toegekend", "2.868.300"} <= set(
        texts
    )


def test_small_amounts_keep_whole_euros():
    chart = shown(spending_chart(with_booked(Decimal("49.50"))))
    assert "€" in texts_of(chart.wide)
    assert chart.table.rows[1][3:] == ("49,50", "50,50")


def test_idle_money_ends_where_lines_cross():
    rows = idle_rows(shown(spending_chart(with_booked(Decimal(200)))))
    assert [row["x"] for row in rows] == ["8104", "8104.5"]
    assert all(Decimal(row["low"]) <= Decimal(row["high"]) for row in rows)
    rows = idle_rows(shown(spending_chart(with_booked(Decimal(125)))))
    crossing, after = rows[-2:]
    assert crossing == {"x": "8104.8", "low": "100", "high": "100", "part": 1}
    assert after["low"] == after["high"]


def test_prefinanced_money_has_its_column():
    table = shown(spending_chart(with_booked(Decimal(125)))).table
    assert table.head[-1].label == "Voorgefinancierd (€)"
    assert table.rows[1][-2:] == ("0", "25")


def test_without_idle_money_nothing_is_hatched():
    points = (
        SpendingPoint("2026-Q1", Decimal(0), Decimal(0)),
        SpendingPoint("2026-Q2", Decimal(0), Decimal(9)),
    )
    chart = shown(spending_chart(replace(spending_series(), points=points, award=None)))
    assert idle_rows(chart) == []
    assert "Onbesteed" not in [item.label for item in chart.legend]


def test_a_plan_below_award_is_named():
    texts = texts_of(shown(spending_chart(spending_series())).wide)
    assert {"Begroot", "1.673.175"} <= set(texts)


def test_no_money_is_an_empty_state():
    empty = replace(spending_series(), points=(SpendingPoint("2026-Q1"),))
    assert spending_chart(empty) is None
    assert spending_chart(replace(empty, points=())) is None


def test_the_spec_values_are_exact():
    points = (
        SpendingPoint("2026-Q1", booked=Decimal("96732.01")),
        SpendingPoint("2026-Q2", booked=Decimal(0)),
    )
    assert "96732.01" in drawn_values(shown(spending_chart(replace(spending_series(), points=points))).wide)


END = spending_series().points[-1].quarter


def with_more():
    points = tuple(
        replace(
            point,
            committed=Decimal(1500000) if point.quarter == "2026-Q2" else None,
            expected={"2026-Q2": point.booked, END: Decimal(2800000)}.get(point.quarter),
        )
        for point in spending_series().points
    )
    return replace(spending_series(), points=points)


def test_what_is_promised_and_foreseen_is_tabled():
    table = shown(spending_chart(with_more())).table
    heads = [column.label for column in table.head]
    assert heads == [
        "Kwartaal",
        "Begroot (€)",
        "Verplicht (€)",
        "Voorschot (€)",
        "Geboekt (€)",
        "Onbesteed (€)",
        "Verwacht (€)",
    ]
    last = {row[0]: row[6] for row in table.rows}
    assert (last["Q2 2026"], last[quarter_label(END)]) == ("–", "2.800.000")


def test_the_forecast_starts_at_what_is_booked():
    chart = shown(spending_chart(with_more()))
    dotted = [layer for layer in layers_of(chart.wide, "line") if layer["mark"].get("strokeDash") == [1, 5]]
    assert [row["value"] for row in dotted[0]["data"]["values"]] == ["1209150", "2800000"]
    assert [item.label for item in chart.legend] == [
        "Voorschot van het Rijk",
        "Geboekt",
        "Verwacht",
        "Verplicht",
        "Begroot",
        "Onbesteed",
        "Toegekend",
    ]
    assert f"Verwacht tot {quarter_label(END)}: €\u00a02.800.000." in chart.description
