from decimal import Decimal

from izaportal.web.charts.band import band_runs
from izaportal.web.charts.indicator import indicator_chart
from izaportal.web.charts.model import Band, IndicatorPoint, IndicatorSeries
from tests.web.charts.samples import indicator_1_1, layers_of, open_series, shown, texts_of


def point(quarter, lower, upper):
    return IndicatorPoint(quarter, Band(lower, upper))


def test_the_opening_quarter_joins_both_runs():
    runs = band_runs(open_series().points)
    assert [(run.upper_open, len(run.points)) for run in runs] == [(True, 3)]
    closed_first = (point("2025-Q3", Decimal(1), Decimal(2)), *open_series().points)
    runs = band_runs(closed_first)
    assert [run.upper_open for run in runs] == [False, True]
    assert runs[0].points[-1] == runs[1].points[0]


def test_a_missing_quarter_breaks_the_band():
    points = indicator_1_1().points
    without_one = (*points[:2], *points[3:])
    assert [len(run.points) for run in band_runs(without_one)] == [2, 3]


def test_an_open_band_fades_and_says_so():
    chart = shown(indicator_chart(open_series()))
    (area,) = layers_of(chart.wide, "area")
    assert area["mark"]["fill"]["stops"][0]["color"] == "transparent"
    assert "geen bovengrens" in texts_of(chart.wide)


def test_an_open_bound_has_no_edge():
    closed = shown(indicator_chart(indicator_1_1()))
    opened = shown(indicator_chart(open_series()))

    def edges(chart):
        lines = layers_of(chart.wide, "line")
        return [line for line in lines if line["mark"]["stroke"] == "var(--c-chart-band-line)"]

    assert len(edges(closed)) == 2
    assert len(edges(opened)) == 1


def test_a_single_target_date_is_drawn():
    series = IndicatorSeries("t", "s", "2026-Q1", (point("2026-Q1", Decimal(5), Decimal(10)),))
    chart = shown(indicator_chart(series))
    rules = [layer for layer in layers_of(chart.wide, "rule") if "low" in layer["data"]["values"][0]]
    assert [rule["data"]["values"] for rule in rules] == [[{"x": 2026 * 4, "low": "5", "high": "10"}]]


def test_a_missing_lower_bound_fades_below():
    points = (point("2026-Q1", None, Decimal(5)), point("2026-Q2", None, Decimal(4)))
    chart = shown(indicator_chart(IndicatorSeries("t", "s", "2026-Q2", points)))
    (area,) = layers_of(chart.wide, "area")
    assert area["mark"]["fill"]["stops"][-1]["color"] == "transparent"
    assert "geen ondergrens" in texts_of(chart.wide)
