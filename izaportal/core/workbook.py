"""Lists as files people open in Excel: XLSX with real numbers and days, CSV as Dutch offices read it.

Text that a spreadsheet would take for a formula stays text. Any room may use this: it knows no domain.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from izaportal.core.formatting import date_nl
from izaportal.core.numbers import plain

# A moment without a zone: a spreadsheet knows none.
Value = str | int | Decimal | datetime | date | None
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes text that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FORBIDDEN = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
LONGEST_TITLE = 31
FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))


class Shape(StrEnum):
    """What a column holds; its value is how Excel shows it."""

    TEXT = "General"
    WHOLE = "#,##0"
    EUROS = "#,##0.00"
    DAY = "dd-mm-yyyy"
    MOMENT = "dd-mm-yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`width` in characters."""

    title: str
    shape: Shape = Shape.TEXT
    width: int = 18


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list. Where a figure is unknown its value is the word for it, such as n.t.b.; None is left empty."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value]] = field(default_factory=list)


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """One worksheet each, with its head in sight while scrolling."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write_sheet(book.create_sheet(_title(sheet.title)), sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def write_csv(sheet: Sheet) -> bytes:
    """Semicolons, a decimal comma, and the mark by which Excel knows that it is UTF-8."""
    return b"".join(csv_lines(sheet))


def csv_lines(sheet: Sheet) -> Iterator[bytes]:
    """The same line by line, for lists too long to hold."""
    head = [column.title for column in sheet.columns]
    yield BYTE_ORDER_MARK.encode()
    for row in chain([head], sheet.rows):
        cells = [_plain(value, column) for value, column in zip(row, sheet.columns, strict=True)]
        kept = io.StringIO(newline="")
        csv.writer(kept, delimiter=";", lineterminator="\r\n").writerow(cells)
        yield kept.getvalue().encode()


def _write_sheet(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        dimensions = page.column_dimensions  # type: ignore[attr-defined]  # missing in its types only
        dimensions[get_column_letter(place)].width = column.width
    page.freeze_panes = "A2"
    page.append(list(_head(page, sheet.columns)))
    for row in sheet.rows:
        page.append([_cell(page, value, column) for value, column in zip(row, sheet.columns, strict=True)])


def _head(page: WriteOnlyWorksheet, columns: Iterable[SheetColumn]) -> Iterator[Cell]:
    for column in columns:
        cell = _text(page, column.title)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        yield cell


def _cell(page: WriteOnlyWorksheet, value: Value, column: SheetColumn) -> Cell:
    if isinstance(value, str):
        return _text(page, value)
    cell = WriteOnlyCell(page, value=value)  # type: ignore[arg-type]  # it takes Decimal as well
    cell.number_format = column.shape.value
    return cell


def _text(page: WriteOnlyWorksheet, text: str) -> Cell:
    """Said to be text, so that `=1+1` is shown and not worked out."""
    cell = WriteOnlyCell(page, value=text.translate(FORBIDDEN))
    cell.data_type = "s"
    return cell


def _plain(value: Value, column: SheetColumn) -> str:
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return date_nl(value)
    if isinstance(value, Decimal):
        return _figure(value, column)
    if isinstance(value, int):
        return str(value)
    text = (value or "").translate(FORBIDDEN)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _figure(value: Decimal, column: SheetColumn) -> str:
    """Without the empty decimals that a database keeps; of money the cents stay, whole or not."""
    whole, _, decimals = plain(value).partition(".")
    if column.shape is Shape.EUROS:
        decimals = f"{decimals:0<2}"
    return f"{whole},{decimals}" if decimals else whole


def _title(title: str) -> str:
    return title.translate(FORBIDDEN_IN_TITLES)[:LONGEST_TITLE].strip() or "Blad"
