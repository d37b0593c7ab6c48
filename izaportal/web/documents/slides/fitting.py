"""How much fits on a slide: PowerPoint breaks lines itself, so their number is estimated on the safe side."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pptx.util import Inches

from izaportal.web.documents.blocks import Cell, Item, Items, Table
from izaportal.web.documents.slides.frame import BODY_HEIGHT, INNER
from izaportal.web.documents.words import texts_of

LETTER, BOLD_LETTER = 0.5, 0.56
"""Mean width of a letter, as a part of its height; of a single word in bold."""
LINE = 1.2
POINTS = 72
INCH = int(Inches(1))
ROOM, TALL = int(BODY_HEIGHT), int(INNER)
PADDING = int(0.16 * INCH)
"""What a cell keeps free, left and right together."""
TABLE_SIZES = (18, 16, 14, 12, 11)
ITEM_SIZES, ITEMS = (20, 18, 16, 14), 5


def size_of_items(block: Items) -> int:
    """Of the letters of a slide's things to know: as large as they fit."""
    fits = (size for size in ITEM_SIZES if _height_of_items(block.items, block.note, size) <= ROOM)
    return next(fits, ITEM_SIZES[-1])


def parts_of_items(block: Items) -> Iterator[Items]:
    """At least one a slide, at most five, evenly; what is only named stands on the last."""
    smallest = ITEM_SIZES[-2]
    count = max(1, math.ceil(len(block.items) / ITEMS))
    while count < len(block.items) and any(
        _height_of_items(part, block.note, smallest) > ROOM for part in _evenly(block.items, count)
    ):
        count += 1
    parts = list(_evenly(block.items, count))
    for at, part in enumerate(parts, start=1):
        yield replace(block, items=tuple(part), note=block.note if at == len(parts) else "")


def _evenly(items: Sequence[Item], count: int) -> Iterator[Sequence[Item]]:
    size = max(1, math.ceil(len(items) / count))
    yield from (items[at : at + size] for at in range(0, max(1, len(items)), size))


def _height_of_items(items: Sequence[Item], note: str, size: int) -> int:
    """The text below a title is a little smaller than it, and a little apart from the next."""
    heads = sum(_lines(f"{one.title} {one.place}", TALL, size) + 0.6 for one in items)
    told = sum(_lines(one.text, TALL, size - 2) for one in items if one.text)
    rest = _lines(note, TALL, size - 2) + 0.6 if note else 0
    return int((heads * size + (told + rest) * (size - 2)) * LINE / POINTS * INCH)


def size_of_table(table: Table) -> int:
    """The largest letters with which all of it fits; the smallest when it goes on over more slides."""
    return next((size for size in TABLE_SIZES if _fits(table, size)), TABLE_SIZES[-1])


def _fits(table: Table, size: int) -> bool:
    """Without breaking a word."""
    return sum(_narrowest(table, size)) <= TALL and sum(heights_of(table, size)) <= ROOM


def parts_of_table(table: Table, size: int) -> Iterator[Table]:
    """At least one row a slide, evenly; the total on the last."""
    count = len(list(_filled(table, size, len(table.rows))))
    parts = list(_filled(table, size, math.ceil(len(table.rows) / max(1, count))))
    for at, part in enumerate(parts, start=1):
        yield replace(table, rows=tuple(part), total=table.total if at == len(parts) else ())


def _filled(table: Table, size: int, most: int) -> Iterator[list[tuple[Cell, ...]]]:
    """Rows as far as they fit, at most so many together."""
    heads, *heights = heights_of(table, size)
    count = len(table.rows)
    left = room = ROOM - heads - sum(heights[count:])
    part: list[tuple[Cell, ...]] = []
    for row, height in zip(table.rows, heights[:count], strict=True):
        if part and (height > left or len(part) == most):
            yield part
            part, left = [], room
        part.append(row)
        left -= height
    yield part


def widths_of(table: Table, size: int) -> list[int]:
    """No word is broken; what is left is shared by how wide each column is meant to be."""
    narrowest = _narrowest(table, size)
    left, whole = TALL - sum(narrowest), sum(column.width for column in table.columns)
    if left < 0:
        return [TALL * width // sum(narrowest) for width in narrowest]
    return [
        width + left * column.width // whole for width, column in zip(narrowest, table.columns, strict=True)
    ]


def _narrowest(table: Table, size: int) -> list[int]:
    """As wide as the longest word of each column."""
    columns = zip(*_heads_and_texts(table), strict=True)
    longest = (max(len(word) for text in column for word in text.split(" ")) for column in columns)
    return [int((count + 1) * size * BOLD_LETTER / POINTS * INCH) + PADDING for count in longest]


def heights_of(table: Table, size: int) -> list[int]:
    """Of its heads and of each of its lines, in the units of a slide."""
    widths = widths_of(table, size)
    return [_height_of_line(texts, widths, size) for texts in _heads_and_texts(table)]


def _heads_and_texts(table: Table) -> list[list[str]]:
    return [[column.label for column in table.columns], *texts_of(table)]


def _height_of_line(texts: Sequence[str], widths: Sequence[int], size: int) -> int:
    lines = (_lines(text, width - PADDING, size) for text, width in zip(texts, widths, strict=True))
    return int((max(lines) * LINE + 0.7) * size / POINTS * INCH)


def _lines(text: str, width: float, size: int) -> int:
    letters = max(1, int(width / INCH * POINTS / (size * LETTER)))
    return max(1, math.ceil(len(text) / letters))
