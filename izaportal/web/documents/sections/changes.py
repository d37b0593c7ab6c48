"""What changed since the quarter before."""

from collections.abc import Iterator

from izaportal.web.board.board import Board
from izaportal.web.board.changes import Change
from izaportal.web.board.milestones import Milestones
from izaportal.web.documents.blocks import Block, Cell, Column, Prose, Section, Shape, Table

COLUMNS = (Column("Indicator", width=5), Column("Was"), Column("Is nu"), Column("Gemeten", width=3))


def changes(board: Board) -> Iterator[Section]:
    """With the milestones that were pushed out; nothing before the first quarter."""
    part = board.changes
    if not part.since:
        return
    title = f"Gewijzigd sinds {part.since}"
    if part.is_empty and not board.milestones.lines:
        yield Section(title, (Prose((f"Er wijzigde niets ten opzichte van {part.since}.",)),), new_page=False)
        return
    yield Section(title, tuple(_blocks(board)), new_page=False)


def _blocks(board: Board) -> Iterator[Block]:
    part = board.changes
    rows = tuple(_row(change) for change in (*part.moved, *part.measured))
    if rows:
        yield Table(
            f"{len(rows)} indicatoren staan er anders voor dan in {part.since}", "Wijzigingen", COLUMNS, rows
        )
    if board.milestones.lines:
        yield pushed(board.milestones)
    lost = ", ".join(link.label for link in part.lost)
    lines = (*part.money, *((f"Niet meer gemeten: {lost}.",) if lost else ()))
    if lines:
        yield Prose(lines)


def pushed(part: Milestones) -> Table:
    columns = (
        Column("Mijlpaal", width=5),
        Column("Project", width=4),
        Column("Was", Shape.DAY),
        Column("Is nu", Shape.DAY),
        Column("Verschil"),
    )
    rows = tuple((one.label, one.project, one.was, one.now, one.later) for one in part.lines)
    return Table(part.title, "Opgeschoven mijlpalen", columns, rows)


def _row(change: Change) -> tuple[Cell, ...]:
    return (change.title, change.previous, change.current, change.note)
