"""Refund figures through the quarters: every drawn value is in the table, ends are named apart."""

from decimal import Decimal

from izaportal.web.charts.course import risk_course
from izaportal.web.charts.model import RiskCourse, RiskPoint
from tests.web.charts.samples import layers_of, shown, texts_of

POINTS = (
    RiskPoint("2025-Q4", Decimal(206100), Decimal(206100), Decimal(618300), Decimal(0)),
    RiskPoint("2026-Q1", Decimal(256100), Decimal(50000), Decimal(412200), Decimal(0)),
    RiskPoint("2026-Q2", Decimal(309150), Decimal(103050), Decimal(103050), Decimal(103050)),
)


def course(*points: RiskPoint) -> RiskCourse:
    return RiskCourse("Titel", "In euro", points[-1].quarter if points else "2026-Q2", points)


def test_every_drawn_value_is_tabled():
    chart = shown(risk_course(course(*POINTS)))
    cells = {cell.replace(".", "") for row in chart.table.rows for cell in row}
    drawn = {row["value"] for line in layers_of(chart.wide, "line") for row in line["data"]["values"]}
    assert drawn <= cells
    assert chart.table.rows[1] == ("Q1 2026", "256.100", "50.000", "412.200", "0")


def test_lines_that_end_together_are_named_apart():
    texts = [
        row
        for layer in layers_of(shown(risk_course(course(*POINTS))).wide, "text")
        for row in layer["data"]["values"]
    ]
    ends = {row["text"]: row["y"] for row in texts if row["text"].endswith("103.050")}
    assert ends.keys() == {"Nog niet bevestigd 103.050", "Verwacht terug 103.050"}
    assert len(set(ends.values())) == 2


def test_a_small_drawing_names_only_amounts():
    texts = set(texts_of(shown(risk_course(course(*POINTS))).narrow))
    assert {"309.150", "103.050"} <= texts
    assert not any(text.startswith("Op het spel") for text in texts)


def test_what_does_not_apply_has_no_line():
    spending = [RiskPoint(f"2026-Q{n}", Decimal(40 * n)) for n in (1, 2)]
    chart = shown(risk_course(course(*spending)))
    assert [item.label for item in chart.legend] == ["Op het spel"]
    assert chart.table.rows[0] == ("Q1 2026", "40", "–", "–")


def test_without_a_range_the_low_end_is_left_out():
    chart = shown(
        risk_course(
            course(*(RiskPoint(p.quarter, p.at_stake, p.unsecured, p.expected, p.expected) for p in POINTS))
        )
    )
    assert "Verwacht, laag (€)" not in [column.label for column in chart.table.head]


def test_one_quarter_is_no_course():
    assert risk_course(course(POINTS[0])) is None
    assert risk_course(course()) is None
