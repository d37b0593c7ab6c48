"""Figures of the board as cells: what is absent says how, and a sum that is a range stays one."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from izaportal.core.formatting import Unknown
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


def known(amount: Decimal | None) -> Decimal | Unknown:
    """*n.v.t.* for a figure that does not apply."""
    return Unknown.NOT_APPLICABLE if amount is None else amount


def expected(figures: RiskFigures) -> Cell:
    if figures.is_range and figures.expected is not None and figures.expected_low is not None:
        return Span(figures.expected_low, figures.expected)
    return known(figures.expected)


def risk_cells(figures: RiskFigures) -> tuple[Cell, ...]:
    """In the order of RISK_COLUMNS."""
    return (
        known(figures.maximum),
        known(figures.at_stake),
        known(figures.unsecured),
        known(figures.due_gap),
        expected(figures),
        figures.level or Unknown.NOT_APPLICABLE,
        known(figures.unspent),
    )


def count_of(counts: Counter[Status] | Mapping[Status, int], status: Status) -> Decimal | None:
    """A gap where none is, so that no bar says 0."""
    return Decimal(counts.get(status, 0)) or None
