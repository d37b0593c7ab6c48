"""Exactly the list on the page as a file: the same rows, order, columns and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from izaportal.core import clock
from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value
from izaportal.reporting.columns import Column, Kind
from izaportal.reporting.selectors.portfolio import PortfolioRow
from izaportal.web.portfolio.asked import Asked
from izaportal.web.portfolio.cells import cells_of
from izaportal.web.portfolio.page import Frame

SHAPES = {Kind.MONEY: Shape.EUROS, Kind.RANGE: Shape.EUROS, Kind.DAY: Shape.DAY}
WIDTHS = {Kind.TEXT: 20, Kind.COUNTS: 40, Kind.DAY: 16}


def sheet(asked: Asked, rows: Iterable[PortfolioRow]) -> Sheet:
    """The projects; the name is always the first column, the milestone is named beside its day."""
    columns = asked.columns
    return Sheet("Projecten", tuple(_columns(asked, columns)), _values(rows, columns))


def about(asked: Asked, frame: Frame) -> Sheet:
    """What the list is: its programme, filter, quarter and moment."""
    moment = timezone.localtime(clock.now())
    state = "vastgesteld" if asked.is_frozen else "voorlopig"
    facts: list[tuple[Value, Value]] = [
        ("Programma", asked.programme.name),
        ("Kwartaal", f"{asked.quarter.label} ({state})" if asked.quarter else "geen"),
        ("Gemaakt op", f"{moment:%d-%m-%Y %H:%M}"),
        ("Aantal", frame.count_words),
        *((chip.label, chip.value) for chip in frame.chips),
    ]
    return Sheet("Toelichting", (SheetColumn("Gegeven", width=24), SheetColumn("Waarde", width=60)), facts)


def _columns(asked: Asked, columns: Iterable[Column]) -> Iterator[SheetColumn]:
    yield SheetColumn("Project", width=48)
    for column in columns:
        label = asked.pillar_term if column.key == "pijler" else column.label
        yield SheetColumn(label, SHAPES.get(column.kind, Shape.TEXT), WIDTHS.get(column.kind, 18))
        if column.kind is Kind.DAY:
            yield SheetColumn(f"{label}: naam", width=40)


def _values(rows: Iterable[PortfolioRow], columns: tuple[Column, ...]) -> Iterator[list[Value]]:
    keys = tuple(column.key for column in columns)
    for row in rows:
        values: list[Value] = [row.project.name]
        for cell, column in zip(cells_of(row, keys), columns, strict=True):
            values.append(cell.plain)
            if column.kind is Kind.DAY:
                values.append(cell.note)
        yield values
