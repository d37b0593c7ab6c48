"""What the plan promises beside what was measured of it: lower costs, hours freed, staff."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from izaportal.core.formatting import Unknown
from izaportal.web.board.board import Board
from izaportal.web.board.charts import charts_of
from izaportal.web.board.effects import Effect, Measured
from izaportal.web.board.findings import of_effects
from izaportal.web.board.plan import EURO, Stated
from izaportal.web.board.staff import Staff
from izaportal.web.charts.model import Chart
from izaportal.web.documents.blocks import (
    NOT_ON_SLIDES,
    Block,
    Cell,
    Column,
    Drawn,
    Native,
    Plot,
    Prose,
    Section,
    Series,
    Shape,
    Span,
    Table,
)

LEAD = "Het plan noemt een totaal en delen; beide staan er, met hun verschil. Gemeten is wat is goedgekeurd."
TOTAL = "Genoemd totaal"
SHEETS = {"zvw_reduction": "Zorgkosten", "hours_freed": "Uren"}
"""A sheet has room for a short name."""


def results(board: Board) -> Iterator[Section]:
    blocks = tuple(_blocks(board))
    if blocks:
        yield Section("Opbrengst", blocks, lead=LEAD)


def _blocks(board: Board) -> Iterator[Block]:
    charts = charts_of(board)
    if board.effects.lines:
        yield overview(board.effects.lines)
    for line in board.effects.lines:
        yield from _effect(line, charts[line.kind])
    if not board.staff.is_empty:
        yield from _staff(board.staff, charts["staff"])


def overview(lines: Sequence[Effect]) -> Table:
    """Each effect with its stated total, the sums of its parts, and what was measured."""
    columns = (
        Column("Opbrengst", width=4),
        Column("Eenheid"),
        Column("Waar in het plan", width=4),
        Column("Bedrag of aantal", Shape.FIGURE, width=3),
        Column("Delen", Shape.FIGURE, width=2),
        Column("Verschil", width=5),
    )
    rows = tuple(row for line in lines for row in _rows(line))
    return Table(of_effects(lines), "Opbrengst", columns, rows, places=NOT_ON_SLIDES)


def _rows(line: Effect) -> Iterator[tuple[Cell, ...]]:
    yield (line.title, line.unit, "genoemd totaal", stated_cell(line.planned), None, line.silent_words)
    for one in line.sums:
        yield (line.title, line.unit, f"som van de {one.place}", one.amount, one.parts, one.difference)
    yield (line.title, line.unit, "gemeten", measured_cell(line.measured), None, line.measured.why)


def stated_cell(planned: Stated) -> Cell:
    if planned.low is None or planned.high is None:
        return planned.state
    return planned.low if planned.low == planned.high else Span(planned.low, planned.high)


def measured_cell(measured: Measured) -> Decimal | Unknown:
    return Unknown.TO_BE_DETERMINED if measured.amount is None else measured.amount


def _effect(line: Effect, chart: Chart | None) -> Iterator[Block]:
    shape = Shape.EUROS if line.unit == EURO else Shape.FIGURE
    if chart is not None:
        measured = "Gemeten" if line.measured.amount is not None else f"Gemeten: {line.measured.text}"
        names = (TOTAL, *(f"Som van de {one.place}" for one in line.sums), measured)
        values = (line.planned.high, *(one.amount for one in line.sums), line.measured.amount)
        series = (Series(line.unit, values),)
        native = Native(Drawn.BARS, line.title, "Wat", names, series, shape, stressed=(TOTAL, measured))
        yield Plot(chart.title, f"{chart.subtitle}. {chart.description}", native, chart, is_told=True)
    if line.parts:
        yield _parts(line)


def _parts(line: Effect) -> Table:
    columns = (
        Column("Project", width=5),
        Column(f"Gepland ({line.unit})", Shape.FIGURE, width=3),
        Column("Elders in het plan", width=5),
    )
    rows = tuple((part.link.label, part.amount, part.other) for part in line.parts)
    name = f"{SHEETS.get(line.kind, line.kind)} per project"
    return Table(f"{line.title}: per project", name, columns, rows, places=NOT_ON_SLIDES)


def _staff(part: Staff, chart: Chart | None) -> Iterator[Block]:
    if chart is not None:
        names, values = zip(*((bar.label, bar.amount) for bar in part.bars), strict=True)
        series, plan = (Series(part.unit, values),), tuple(bar.label for bar in part.bars if bar.is_plan)
        native = Native(Drawn.BARS, "Personeel", "Wat", names, series, Shape.FIGURE, stressed=plan)
        yield Plot(chart.title, f"{chart.subtitle}. {chart.description}", native, chart, note=part.warning)
        return
    told = f"Vermeden personeelsbehoefte volgens het plan: {part.avoided.text}; tekort: {part.gap.text}."
    yield Prose(tuple(filter(None, [told, part.warning])))
