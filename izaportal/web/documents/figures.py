"""Figures of the board as cells: what is absent says how, and a sum that is a range stays one."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from izaportal.core.formatting import Unknown, or_not_applicable
from izaportal.web.documents.blocks import Cell, Column, Shape, Span
from izaportal.web.risk_totals import RiskFigures
from kpis.status import Status

RISK_COLUMNS = (
    Column("Maximaal", Shape.EUROS),
    Column("Op het spel", Shape.EUROS),
    Column("Nog niet bevestigd", Shape.EUROS),
    Column("Achterstand", Shape.EUROS),
    Column("Verwacht terug", Shape.EUROS),
    Column("Risico", width=2),
    Column("Onbesteed", Shape.EUROS),
)


def expected(figures: RiskFigures) -> Cell:
    if figures.is_range and figures.expected is not None and figures.expected_low is not None:
        return Span(figures.expected_low, figures.expected)
    return or_not_applicable(figures.expected)


def risk_cells(figures: RiskFigures) -> tuple[Cell, ...]:
    """In the order of RISK_COLUMNS."""
    return (
        or_not_applicable(figures.maximum),
        or_not_applicable(figures.at_stake),
        or_not_applicable(figures.unsecured),
        or_not_applicable(figures.due_gap),
        expected(figures),
        figures.level or Unknown.NOT_APPLICABLE,
        or_not_applicable(figures.unspent),
    )


def count_of(counts: Counter[Status] | Mapping[Status, int], status: Status) -> Decimal | None:
    """A gap where none is, so that no bar says 0."""
    return Decimal(counts.get(status, 0)) or None
