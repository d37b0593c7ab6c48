from izaportal.web.charts.indicator import indicator_chart
from izaportal.web.charts.spending import spending_chart
from tests.web.charts.samples import indicator_1_1, layers_of, shown, spending_series, texts_of


def test_quarters_and_years_are_named():
    texts = texts_of(shown(indicator_chart(indicator_1_1())).wide)
    assert [texts.count(name) for name in ("Q1", "Q2", "Q3", "Q4")] == [1, 1, 2, 2]
    assert [texts.count(year) for year in ("2025", "2026")] == [1, 1]


def test_the_present_quarter_is_bold():
    texts = layers_of(shown(spending_chart(spending_series())).wide, "text")
    bold = [layer for layer in texts if layer["data"]["values"][0]["text"] == "Q2"]
    assert "fontWeight" in bold[-1]["mark"]
    assert len(bold[-1]["data"]["values"]) == 1
