from izaportal.web.charts.model import StatusCounts, StatusOverview, Variant
from izaportal.web.charts.status_bars import status_bars
from tests.web.charts.samples import layers_of, shown, texts_of

OVERVIEW = StatusOverview(
    title="Zeven van de vijftien indicatoren liggen op koers of hoger",
    subtitle="Q2 2026",
    rows=(
        StatusCounts("Pijler 1 · Gezond vooruit", (1, 1, 1, 0, 0)),
        StatusCounts("Pijler 2", (0, 1, 0, 1, 1)),
    ),
)


def parts(spec):
    return [row for rect in layers_of(spec, "rect") for row in rect["data"]["values"]]


def test_every_count_stands_in_its_part():
    chart = shown(status_bars(OVERVIEW))
    assert sorted(text for text in texts_of(chart.wide) if text.isdigit()) == ["1"] * 6


def test_every_bar_is_as_long_as_another():
    spec = shown(status_bars(OVERVIEW)).wide
    ends: dict[float, float] = {}
    for row in parts(spec):
        ends[row["y"]] = max(row["x2"], ends.get(row["y"], 0))
    assert len(ends) == 2
    assert max(ends.values()) - min(ends.values()) < 0.2
    assert {"Pijler 1 · Gezond vooruit (3)", "Pijler 2 (3)"} <= set(texts_of(spec))


def test_nothing_leaves_the_drawing():
    for spec in (shown(status_bars(OVERVIEW)).wide, shown(status_bars(OVERVIEW)).narrow):
        width = Variant(spec["usermeta"]["variant"]).width
        assert all(0 <= row["x"] < row["x2"] <= width for row in parts(spec))


def test_the_table_tells_every_count_and_its_sum():
    table = shown(status_bars(OVERVIEW)).table
    assert [column.label for column in table.head[1:]] == [
        "Overtroffen",
        "Op koers",
        "Risico",
        "Achter",
        "Geen meting",
        "Samen",
    ]
    assert table.rows[1] == ("Pijler 2", "0", "1", "0", "1", "1", "3")


def test_only_what_occurs_is_explained():
    rows = (StatusCounts("Pijler 1", (0, 2, 0, 0, 1)),)
    chart = shown(status_bars(StatusOverview("Titel", "", rows)))
    assert [item.label for item in chart.legend] == ["Op koers", "Geen meting"]
    assert chart.description == "Pijler 1: 2 op koers, 1 geen meting."


def test_no_indicator_draws_nothing():
    assert status_bars(StatusOverview("Titel", "", (StatusCounts("Pijler 1", (0, 0, 0, 0, 0)),))) is None
