"""A document as a workbook: a sheet per table and per chart, with figures to calculate on."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from izaportal.core.quarter import Quarter
from izaportal.core.workbook import Shape as SheetShape
from izaportal.core.workbook import Sheet, SheetColumn, Value, write_xlsx
from izaportal.web.documents.blocks import Cell, Column, Document, Place, Plot, Shape, Span, Table
from izaportal.web.documents.words import text_of

SHAPES = {Shape.EUROS: SheetShape.EUROS, Shape.DAY: SheetShape.DAY}
NARROWEST, WIDEST = 12, 60


def xlsx(document: Document) -> bytes:
    imprint = document.imprint
    foot = f"{imprint.line}, kenmerk {imprint.freeze}"
    return write_xlsx([about(document), *(sheet(one, foot) for one in tables(document))])


def tables(document: Document) -> Iterator[Table]:
    """Those of the workbook, each name once."""
    for block in document.blocks:
        if Place.BOOK not in block.places:
            continue
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Plot):
            yield block.native.table


def about(document: Document) -> Sheet:
    imprint = document.imprint
    rows = (
        ("Programma", imprint.programme_name),
        ("Kwartaal", imprint.quarter.label),
        ("Versie", str(imprint.version)),
        ("Vastgesteld", imprint.frozen),
        ("Kenmerk", imprint.freeze),
        ("SHA-256 van de vastgestelde cijfers", imprint.sha256),
        ("Oordeel", document.verdict),
        ("Let op", ", ".join(imprint.marks)),
    )
    return Sheet("Over dit werkboek", (SheetColumn("Wat", width=36), SheetColumn("Waarde", width=90)), rows)


def sheet(table: Table, foot: str = "") -> Sheet:
    """An amount that is a range becomes two columns, so that both can be calculated on."""
    spans = _spans(table)
    cells = [[line[at] for line in table.lines] for at in range(len(table.columns))]
    columns = [
        one
        for at, column in enumerate(table.columns)
        for one in _columns(column, _shape(column, cells[at]), _width(column.label, cells[at]), at in spans)
    ]
    rows = (
        [one for at, cell in enumerate(line) for one in _values(cell, at in spans)] for line in table.lines
    )
    is_long = any(column.width == WIDEST for column in columns)
    return Sheet(table.name, columns, rows, foot=foot, wraps=is_long)


def _shape(column: Column, cells: Iterable[Cell]) -> SheetShape:
    """Whole figures stand by thousands; a measure is as precise as it is."""
    if column.shape is not Shape.FIGURE:
        return SHAPES.get(column.shape, SheetShape.TEXT)
    figures = [cell for cell in cells if isinstance(cell, Decimal | int)]
    spread = [end for cell in cells if isinstance(cell, Span) for end in (cell.low, cell.high)]
    is_whole = all(figure == int(figure) for figure in (*figures, *spread))
    return SheetShape.WHOLE if is_whole else SheetShape.TEXT


def _spans(table: Table) -> frozenset[int]:
    return frozenset(at for line in table.lines for at, cell in enumerate(line) if isinstance(cell, Span))


def _width(label: str, cells: Iterable[Cell]) -> int:
    """So that what stands in it is seen whole, and its head breaks between words; what is very long is read
    in its cell."""
    word = max(len(part) for part in label.split(" "))
    longest = max((len(text_of(cell)) for cell in cells), default=0)
    return max(NARROWEST, min(WIDEST, longest + 2), word + 4)


def _columns(column: Column, shape: SheetShape, width: int, is_span: bool) -> Iterable[SheetColumn]:
    labels = (f"{column.label} (laagst)", f"{column.label} (hoogst)") if is_span else (column.label,)
    return [SheetColumn(label, shape, width) for label in labels]


def _values(cell: Cell, is_span: bool) -> Iterable[Value]:
    if isinstance(cell, Span):
        return (cell.low, cell.high)
    return (_value(cell), _value(cell)) if is_span else (_value(cell),)


def _value(cell: Cell) -> Value:
    if cell is None or (isinstance(cell, Decimal | int | date) and not isinstance(cell, Quarter)):
        return cell
    return text_of(cell)
