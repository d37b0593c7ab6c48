"""How much fits on a slide: PowerPoint breaks lines itself, so their number is estimated on the safe side."""

import math
from collections.abc import Iterator
from dataclasses import replace

from pptx.util import Inches

from izaportal.web.documents.blocks import Cell, Item, Items, Table
from izaportal.web.documents.slides.frame import BODY_HEIGHT, INNER
from izaportal.web.documents.words import places_of, text_of

LETTER = 0.5
"""Mean width of a letter, as a part of its height."""
LINE = 1.2
POINTS = 72
ITEMS, ITEM_LETTERS, ITEM_HEAD = 5, 14, 1.9
ROW_HEIGHT = Inches(0.42)
LARGE, SMALL, FEW_COLUMNS = 13, 11, 7
INCH = Inches(1)


def parts_of_items(block: Items) -> Iterator[Items]:
    """At least one a slide, at most five."""
    part: list[Item] = []
    for one in block.items:
        if part and (len(part) == ITEMS or _height_of_items([*part, one]) > BODY_HEIGHT):
            yield replace(block, items=tuple(part))
            part = []
        part.append(one)
    yield replace(block, items=tuple(part))


def parts_of_table(table: Table) -> Iterator[Table]:
    """At least one row a slide; the total on the last."""
    part: list[tuple[Cell, ...]] = []
    heads = _height_of_heads(table)
    room = int(BODY_HEIGHT) - heads - (int(ROW_HEIGHT) if table.total else 0)
    left = room
    for row in table.rows:
        height = height_of_row(table, row)
        if part and height > left:
            yield replace(table, rows=tuple(part), total=())
            part, left = [], room
        part.append(row)
        left -= height
    yield replace(table, rows=tuple(part))


def letters_of(table: Table) -> int:
    return LARGE if len(table.columns) <= FEW_COLUMNS else SMALL


def height_of_row(table: Table, row: tuple[Cell, ...]) -> int:
    """In the units of a slide."""
    texts = [text_of(cell, decimals) for cell, decimals in zip(row, places_of(table), strict=True)]
    return max(int(ROW_HEIGHT), _height_of_cells(table, texts))


def _height_of_heads(table: Table) -> int:
    return max(int(ROW_HEIGHT), _height_of_cells(table, [column.label for column in table.columns]))


def _height_of_cells(table: Table, texts: list[str]) -> int:
    size, whole = letters_of(table), sum(column.width for column in table.columns)
    lines = (
        _lines(text, int(INNER) * column.width / whole - 0.12 * int(INCH), size)
        for text, column in zip(texts, table.columns, strict=True)
    )
    return int(max(lines) * size * LINE / POINTS * int(INCH) + 0.06 * int(INCH))


def _height_of_items(items: list[Item]) -> int:
    lines = sum(ITEM_HEAD + _lines(one.text, int(INNER), ITEM_LETTERS) for one in items)
    return int(lines * ITEM_LETTERS * LINE / POINTS * int(INCH))


def _lines(text: str, width: float, size: int) -> int:
    letters = max(1, int(width / int(INCH) * POINTS / (size * LETTER)))
    return max(1, math.ceil(len(text) / letters))
