"""Money: the spending curve, the six refund figures as a ladder and per project, what insurers pay."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from izaportal.core.formatting import euro
from izaportal.web.board.board import Board
from izaportal.web.board.charts import charts_of
from izaportal.web.board.money import Money, RefundSteps, RiskLine
from izaportal.web.board.spending import SpendingPoint, idle
from izaportal.web.board.verdict import refund_line
from izaportal.web.charts.model import Chart
from izaportal.web.documents.blocks import (
    ON_PAPER,
    Block,
    Cell,
    Column,
    Drawn,
    Ink,
    Native,
    Plot,
    Prose,
    Section,
    Series,
    Table,
)
from izaportal.web.documents.figures import RISK_COLUMNS, risk_cells
from izaportal.web.risk_charts import ladder
from izaportal.web.risk_totals import RiskFigures
from izaportal.web.risk_words import GLOSSARY

LEAD = (
    "Drie risico’s, nooit opgeteld: SPUK die terug moet, ZVW-geld dat niet binnenkomt, en geld dat onbesteed "
    "blijft."
)
BACK = "Verwacht terug"
NOTHING = "Dit programma heeft geen subsidie die terug kan: het afrekenrisico is n.v.t."


def money(board: Board) -> Iterator[Section]:
    part = board.money
    if part.is_empty:
        yield Section("Geld", (Prose((NOTHING,)),))
        return
    yield Section("Geld", tuple(_blocks(board)), lead=LEAD)
    yield Section("Afrekenrisico per project", tuple(_per_project(part)), depth=2)


def _blocks(board: Board) -> Iterator[Block]:
    part, charts = board.money, charts_of(board)
    curve = charts["spending"]
    if curve is not None:
        yield _plot(curve, spending_figures(part.spending), note=left_over(part.spending))
    way = charts["refund"]
    if way is not None and part.steps is not None:
        yield _plot(way, refund_figures(part.steps))
    steps = ladder(part.total)
    if steps is not None and part.total is not None:
        chart = replace(steps, source=way.source if way else "")
        drawn = _plot(chart, ladder_figures(part.total), note=part.ladder_note)
        yield replace(drawn, message=_at_stake(part.total))


def _at_stake(total: RiskFigures) -> str:
    """The verdict's own words, and what they stand beside."""
    at_stake = "" if total.at_stake is None else f"; {euro(total.at_stake)} staat op het spel"
    return f"{refund_line(total).rstrip('.')}{at_stake}"


def _plot(chart: Chart, native: Native, *, note: str = "") -> Plot:
    return Plot(chart.title, f"{chart.subtitle}. {chart.description}", native, chart, note=note)


def spending_figures(points: tuple[SpendingPoint, ...]) -> Native:
    """The curve's lines; one of which nothing is known is left out."""
    lines = (
        Series("Begroot", tuple(point.budgeted for point in points), Ink.PLANNED, is_dashed=True),
        Series("Verplicht", tuple(point.committed for point in points), Ink.COMMITTED),
        Series("Voorschot", tuple(point.received for point in points), Ink.RECEIVED),
        Series("Geboekt", tuple(point.booked for point in points), Ink.MEASURED),
        Series("Verwacht", tuple(point.expected for point in points), Ink.MEASURED, is_dashed=True),
    )
    known = tuple(line for line in lines if any(value is not None for value in line.values))
    quarters = tuple(point.quarter.label for point in points)
    return Native(Drawn.LINES, "Besteding", "Kwartaal", quarters, known)


def refund_figures(steps: RefundSteps) -> Native:
    """The way from award to expected refund, step by step."""
    way = (
        ("Toegekend", steps.award),
        ("Bevestigd", steps.confirmed),
        ("Verwacht te bevestigen", steps.hoped),
        ("Blijft naar verwachting onbesteed", steps.idle),
        *_back(steps),
    )
    names, amounts = zip(*way, strict=True)
    series = (Series("Euro", amounts),)
    return Native(
        Drawn.BARS, "Van toekenning naar terug", "Stap", names, series, stressed=(names[0], *names[4:])
    )


def _back(steps: RefundSteps) -> tuple[tuple[str, Decimal], ...]:
    """One amount, or the two that it lies between."""
    if steps.low == steps.expected:
        return ((BACK, steps.expected),)
    return ((f"{BACK}, hoogst", steps.expected), (f"{BACK}, laagst", steps.low))


def left_over(points: tuple[SpendingPoint, ...]) -> str:
    """What was received and not spent at the last quarter that is known."""
    last = [point for point in points if point.booked is not None][-1]
    return f"Onbesteed aan het eind van {last.quarter.label}: {euro(idle(last))}." if idle(last) > 0 else ""


def ladder_figures(total: RiskFigures) -> Native:
    steps = (
        ("Maximaal", total.maximum),
        ("Op het spel", total.at_stake),
        ("Nog niet bevestigd", total.unsecured),
        ("Achterstand", total.due_gap),
        (BACK, total.expected),
        ("Onbesteed", total.unspent),
    )
    names, amounts = zip(*steps, strict=True)
    return Native(Drawn.BARS, "SPUK", "Bedrag", names, (Series("Euro", amounts),), stressed=(BACK,))


def _per_project(part: Money) -> Iterator[Block]:
    yield risk_table(part)
    lines = ((part.without_words,) if part.without_words else ()) + payments(part)
    if lines:
        yield Prose(lines)
    if part.total is not None:
        columns = (Column("Woord", width=2), Column("Betekenis", width=7))
        yield Table("Wat deze woorden betekenen", "", columns, GLOSSARY, places=ON_PAPER)


def payments(part: Money) -> tuple[str, ...]:
    """What insurers pay, a sentence for each project."""
    state = f"{part.payments_as_of}; ZVW-geld wordt niet teruggevorderd."
    return tuple(f"ZVW, {payment}. {state}" for payment in part.payments)


def risk_table(part: Money) -> Table:
    pending = tuple((line.name, *_pending(part)) for line in part.pending_lines)
    return Table(
        message=_most_expected(part.lines),
        name="Afrekenrisico per project",
        columns=(Column("Project", width=4), *RISK_COLUMNS, Column("Afgerekend op", width=4)),
        rows=(*(_row(line) for line in part.lines), *pending),
        total=("SPUK totaal", *risk_cells(part.total), part.lacking) if part.total else (),
        note="Bedragen in euro. De bedragen overlappen: tel ze nooit op.",
    )


def _most_expected(lines: Sequence[RiskLine]) -> str:
    """`De verwachte terugbetaling is het hoogst bij Zorgstart: € 103.050`."""
    expected = [(line.figures.expected, line.name) for line in lines if line.figures.expected]
    if not expected:
        return "Van geen project verwachten we dat er SPUK terug moet"
    amount, name = max(expected, key=lambda found: found[0])
    return f"De verwachte terugbetaling is het hoogst bij {name}: {euro(amount)}"


def _row(line: RiskLine) -> tuple[Cell, ...]:
    return (line.name, *risk_cells(line.figures), line.note)


def _pending(part: Money) -> tuple[Cell, ...]:
    """A grant without figures says so instead of showing zeros."""
    return (part.pending, *("" for _ in RISK_COLUMNS[1:]), "")
