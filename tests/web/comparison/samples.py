"""Sides of a comparison, each with only what a test is about."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from izaportal.reporting.selectors.basis import Settings
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.sides import Side, Terms
from izaportal.web.board.links import Links
from izaportal.web.comparison.asked import Asked
from izaportal.web.comparison.page import Comparison, Look, build
from kpis.selectors.status_rows import StatusRow
from pillars.selectors.quarters import Period
from tests.web.board.samples import FROZEN, Q1, Q2, rows

LINKS = Links("nml-o")
SETTINGS = Settings(Decimal(10), Decimal(10), Decimal(33), Decimal(1), Decimal("0.5"), Decimal(0))
PERIODS = (Period(Q1, True), FROZEN)
ASKED = Asked("2026-Q1", "2026-Q2")


def first(*statuses: StatusRow, **changed: Any) -> Rows:
    """2026-Q1, with these statuses in it."""
    held = [replace(row, quarter=Q1) for row in statuses]
    return replace(rows(*held, **changed), period=Period(Q1, True), periods=(Period(Q1, True),))


def side(of: Rows, **terms: Any) -> Side:
    return Side(of, replace(Terms(SETTINGS, (), ()), **terms))


def compared(then: Rows, now: Rows, asked: Asked = ASKED) -> Comparison:
    return build(side(then), side(now), asked, look())


def look() -> Look:
    return Look(links=LINKS, periods=PERIODS, versions=(), own=frozenset({"GM0984"}), opened={})


__all__ = ["ASKED", "LINKS", "Q1", "Q2", "compared", "first", "look", "rows", "side"]
