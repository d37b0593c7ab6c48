"""Decisions asked, those taken before, and those that are still to come."""

from collections.abc import Iterable, Iterator

from izaportal.core.formatting import sentence_case
from izaportal.web.board.board import Board
from izaportal.web.board.decisions import Decisions, Taken
from izaportal.web.board.words import are, how_many
from izaportal.web.documents.blocks import (
    ON_PAPER,
    Block,
    Cell,
    Column,
    Item,
    Items,
    Prose,
    Section,
    Shape,
    Table,
)
from izaportal.web.documents.sections.opening import MOST

COLUMNS = (
    Column("Datum", Shape.DAY),
    Column("Besluit", width=5),
    Column("Soort"),
    Column("Projecten", width=4),
)


def decisions(board: Board) -> Iterator[Section]:
    """What was decided before; what is asked stands on the first page, and here when there is more of it."""
    part = board.decisions
    blocks: list[Block] = []
    if len(part.asked) > MOST:
        items = tuple(Item(one.question, one.why) for one in part.asked)
        blocks.append(Items("Gevraagde besluiten", "", items, places=ON_PAPER))
    rows = decided(part)
    if rows:
        blocks.append(Table(_counted(part), "Besluiten", COLUMNS, rows))
    else:
        blocks.append(Prose(("Er zijn nog geen besluiten genomen.",)))
    yield Section("Besluiten", tuple(blocks))


def _counted(part: Decisions) -> str:
    """`2 besluiten genomen, 1 nog te nemen`."""
    taken, to_come = len(part.taken), len(part.to_come)
    told = f"{how_many(taken)} {are(taken, 'besluit', 'besluiten')} genomen"
    return sentence_case(f"{told}, {to_come} nog te nemen" if to_come else told)


def decided(part: Decisions) -> tuple[tuple[Cell, ...], ...]:
    """Taken and still to be taken, in the order of COLUMNS."""
    return (*_rows(part.taken), *_rows(part.to_come))


def _rows(taken: Iterable[Taken]) -> Iterator[tuple[Cell, ...]]:
    for one in taken:
        label = f"{one.label} (illustratief)" if one.illustrative else one.label
        yield (
            one.decided_on or "nog te nemen",
            label,
            one.word,
            ", ".join(link.label for link in one.projects),
        )
