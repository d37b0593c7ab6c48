"""Makes the first cell of every row of a PDF's tables the head of that row, as it is on the page.

A listener then hears what a figure is about, and not only its column. In typst 0.15 only pdf.header-cell does
that, behind a flag that its Python package cannot give; the structure it writes is ISO 32000-1, 14.8.5.7.
"""

import io
from collections.abc import Iterator
from itertools import count

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, ObjectStreamMode, Pdf, String

TABLE, BODIES = "/Table", ("/TBody", "/TFoot")


def with_row_heads(made: bytes) -> bytes:
    """The same document, byte for byte the same each time."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        _head_rows(pdf)
        told = io.BytesIO()
        pdf.save(told, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return told.getvalue()


def _head_rows(pdf: Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    elements, numbers = list(_elements(tree.K)), count(1)
    if not any(element.S == TABLE for element in elements):
        return
    names = NameTree(tree.IDTree)
    for part in elements:
        if part.S in BODIES:
            for row in _children(part):
                name = f"R{next(numbers)}"
                names[name] = _head(_children(row), name)


def _head(cells: list[Object], name: str) -> Object:
    """The first of the cells, which the others then say they are headed by."""
    first, *others = cells
    first.S, first.ID = Name.TH, String(name)
    _of_table(first).Scope = Name.Row
    for cell in others:
        _of_table(cell).Headers.append(String(name))
    return first


def _of_table(cell: Object) -> Object:
    """What the cell says of its place in the table; typst tells so of every cell, by the heads above it."""
    attributes = cell.A
    listed = list(attributes) if isinstance(attributes, Array) else [attributes]
    return next(one for one in listed if one.O == TABLE)


def _children(element: Object) -> list[Object]:
    kids = element.K
    return list(kids) if isinstance(kids, Array) else [kids]


def _elements(node: Object) -> Iterator[Object]:
    """Every element of the structure, in the order in which it is read."""
    if isinstance(node, Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node.K)
