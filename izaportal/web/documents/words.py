"""What a cell says as text, the same on paper and on slides."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from funding.choices import RISK_LEVELS
from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown, date_nl, number
from izaportal.core.quarter import Quarter
from izaportal.web.charts.notation import money_places
from izaportal.web.documents.blocks import Cell, Mark, Shape, Span, Table
from izaportal.web.templatetags.bands import Band
from kpis.choices import STATUS_WORDS
from kpis.status import Status

LEVEL_WORDS = dict(RISK_LEVELS)
GLYPHS = {
    Status.EXCEEDED: "▲",
    Status.ON_TRACK: "●",
    Status.AT_RISK: "◆",
    Status.OFF_TRACK: "■",
    Status.NO_DATA: "○",
}
OTHER_GLYPH = "–"
INKS = {
    Status.EXCEEDED: "--c-exceeded-ink",
    Status.ON_TRACK: "--c-ontrack-ink",
    Status.AT_RISK: "--c-risk-ink",
    Status.OFF_TRACK: "--c-off-ink",
}
LEVEL_INKS = {
    RiskLevel.LOW: "--c-ontrack-ink",
    RiskLevel.MEDIUM: "--c-risk-ink",
    RiskLevel.HIGH: "--c-off-ink",
}
OTHER_INK = "--c-none-ink"


def mark_of(cell: Cell) -> Status | RiskLevel | None:
    """The status or level that a cell shows a shape of."""
    if isinstance(cell, Mark):
        return cell.status
    return cell if isinstance(cell, Status | RiskLevel) else None


def glyph(mark: Status | RiskLevel) -> str:
    """The shape as a letter, where nothing can be drawn."""
    if isinstance(mark, RiskLevel):
        return "|" * (list(LEVEL_WORDS).index(mark) + 1)
    return GLYPHS.get(mark, OTHER_GLYPH)


def ink(mark: Status | RiskLevel) -> str:
    """The design token of its words."""
    return LEVEL_INKS[mark] if isinstance(mark, RiskLevel) else INKS.get(mark, OTHER_INK)


def word(mark: Status | RiskLevel) -> str:
    return LEVEL_WORDS[mark] if isinstance(mark, RiskLevel) else STATUS_WORDS[mark]


def places_of(table: Table) -> tuple[int | None, ...]:
    """The decimals of each column: cents when one of its amounts has them; a measure as precise as it is."""
    return tuple(
        money_places(_amounts(line[at] for line in table.lines))
        if column.shape is Shape.EUROS
        else column.places
        for at, column in enumerate(table.columns)
    )


def _amounts(cells: Iterable[Cell]) -> Iterable[Decimal]:
    for cell in cells:
        if isinstance(cell, Span):
            yield from (cell.low, cell.high)
        elif isinstance(cell, Decimal):
            yield cell


# In this order: a status is a text too.
TELLERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Unknown, lambda cell: cell.word),
    (Band, lambda cell: cell.bounds_text()),
    (Mark, lambda cell: cell.text or word(cell.status)),
    (Status, word),
    (RiskLevel, word),
    (Quarter, lambda cell: cell.label),
    (date, date_nl),
    (str, str),
)


def texts_of(table: Table) -> Iterator[list[str]]:
    """Its lines, each cell as text."""
    places = places_of(table)
    for line in table.lines:
        yield [text_of(cell, decimals) for cell, decimals in zip(line, places, strict=True)]


def text_of(cell: Cell, places: int | None = None) -> str:
    """`103.050,00`, `n.t.b.`, `achter`, `18-03-2025`; empty for None."""
    if isinstance(cell, Span):
        return f"{number(cell.low, places)} tot {number(cell.high, places)}"
    if isinstance(cell, Decimal | int):
        return number(cell, places)
    return next((tell(cell) for kind, tell in TELLERS if isinstance(cell, kind)), "")
