from dataclasses import replace
from decimal import Decimal

from izaportal.web.charts.indicator import indicator_chart
from izaportal.web.charts.model import IndicatorPoint, IndicatorSeries, Variant
from izaportal.web.charts.notation import number
from tests.web.charts.samples import drawn_values, indicator_1_1, layers_of, open_series, shown, texts_of


def measured_lines(spec):
    lines = layers_of(spec, "line")
    return [
        line
        for line in lines
        if line["mark"]["stroke"] == "var(--c-chart-1)" and "strokeDash" not in line["mark"]
    ]


def test_golden_values_are_drawn_exactly():
    (line,) = measured_lines(shown(indicator_chart(indicator_1_1())).wide)
    assert [row["value"] for row in line["data"]["values"]] == ["120", "300", "420", "540"]


def test_every_drawn_value_is_tabled():
    chart = shown(indicator_chart(indicator_1_1()))
    cells = {cell for row in chart.table.rows for cell in row}
    threshold = {"1.200"}
    for spec in (chart.wide, chart.narrow):
        assert {number(Decimal(value)) for value in drawn_values(spec)} - threshold <= cells


def test_the_table_tells_status_in_words():
    table = shown(indicator_chart(indicator_1_1())).table
    assert [column.label for column in table.head] == [
        "Kwartaal",
        "Ondergrens",
        "Bovengrens",
        "Marge",
        "Gemeten",
        "Projectie",
        "Status",
    ]
    assert table.rows[3] == ("Q2 2026", "600", "900", "540", "540", "–", "Risico")


def test_the_picture_tells_status_in_words():
    chart = shown(indicator_chart(indicator_1_1()))
    assert {"540", "risico"} <= set(texts_of(chart.wide))
    assert {"540", "risico"} <= set(texts_of(chart.narrow))


def test_an_open_bound_reads_open():
    table = shown(indicator_chart(open_series())).table
    assert table.rows[1][:3] == ("Q1 2026", "25", "open")
    assert table.head[3].label == "Gemeten (%)"


def test_a_quarter_without_target_reads_not_applicable():
    points = (IndicatorPoint("2025-Q4", measured=Decimal(1)), *open_series().points[1:])
    table = shown(indicator_chart(replace(open_series(), points=points))).table
    assert table.rows[0][1:3] == ("n.v.t.", "n.v.t.")


def test_the_line_breaks_at_unknown():
    (line,) = measured_lines(shown(indicator_chart(indicator_1_1(q2026_q1=None))).wide)
    assert [row["run"] for row in line["data"]["values"]] == [0, 0, 1]


def test_a_measured_zero_is_drawn():
    (line,) = measured_lines(shown(indicator_chart(indicator_1_1(q2025_q3="0"))).wide)
    assert line["data"]["values"][0]["value"] == "0"


def test_a_missing_present_says_so():
    assert "geen meting" in texts_of(shown(indicator_chart(indicator_1_1(q2026_q2=None))).wide)
    assert "geen meting" not in texts_of(shown(indicator_chart(indicator_1_1())).wide)


def test_the_projection_starts_at_the_measured():
    lines = layers_of(shown(indicator_chart(indicator_1_1())).wide, "line")
    (dotted,) = [line for line in lines if line["mark"].get("strokeDash") == [0.1, 6]]
    assert [row["value"] for row in dotted["data"]["values"]] == ["540", "690", "828"]


def test_a_plan_is_drawn_by_dashes():
    points = tuple(replace(point, planned=Decimal(500)) for point in indicator_1_1().points)
    chart = shown(indicator_chart(replace(indicator_1_1(), points=points)))
    lines = layers_of(chart.wide, "line")
    assert [line for line in lines if line["mark"].get("strokeDash") == [6, 5]]
    assert "Gepland" in [item.label for item in chart.legend]


def test_lines_are_named_at_their_end():
    texts = texts_of(shown(indicator_chart(indicator_1_1())).wide)
    assert {"1.080 bovengrens", "720 ondergrens", "828 projectie", "1.200 drempel SPUK"} <= set(texts)


def test_nothing_known_is_an_empty_state():
    nothing = IndicatorSeries("t", "s", "2026-Q2", (IndicatorPoint("2026-Q2"),))
    assert indicator_chart(nothing) is None
    assert indicator_chart(replace(nothing, points=())) is None


def test_the_order_of_points_is_irrelevant():
    turned = replace(indicator_1_1(), points=indicator_1_1().points[::-1])
    assert indicator_chart(turned) == indicator_chart(indicator_1_1())


def test_the_page_may_ask_another_width():
    assert shown(indicator_chart(indicator_1_1(), wide=Variant.WIDE)).wide["usermeta"]["variant"] == "wide"


def test_the_description_repeats_the_figures():
    description = shown(indicator_chart(indicator_1_1())).description
    assert "Q2 2026 540 (risico)" in description
    assert "600 tot 900" in description
    assert "Projectie Q4 2026: 828." in description
