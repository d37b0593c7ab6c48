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
from math import ceil
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.worksheet import Worksheet

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
LAST_ROW = 1_048_576
UNLOCKED = Protection(locked=False)
LINE, HIGHEST = 15, 405  # points: of a line, and of a row (Excel takes 409)
FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))


class Shape(StrEnum):
    """What a column holds; its value is how Excel shows it."""

    TEXT = "General"
    TYPED = "@"  # text that comes back: Excel makes no day of 5-10, and no number of 007
    WHOLE = "#,##0"
    YEAR = "0"
    EUROS = "#,##0.00"
    DAY = "dd-mm-yyyy"
    MOMENT = "dd-mm-yyyy hh:mm"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`width` in characters.

    For a sheet that comes back: `name` stands above the title in a row that is hidden; `editable` cells of a
    protected sheet can be typed in; `choices` is the range with what can be chosen: `Keuzes!$A$2:$A$9`.
    """

    title: str
    shape: Shape = Shape.TEXT
    width: int = 18
    name: str = ""
    hidden: bool = False
    editable: bool = True
    choices: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list. Where a figure is unknown its value is the word for it, such as n.t.b.; None is left empty.

    `foot` stands below each printed page. `wraps`: text is read whole in its cell; for short lists only.
    """

    title: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Value]] = field(default_factory=list)
    hidden: bool = False
    protected: bool = False
    foot: str = ""
    wraps: bool = False


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """One worksheet each, with its head in sight while scrolling."""
    kept = io.BytesIO()
    save_xlsx(sheets, kept)
    return kept.getvalue()


def save_xlsx(sheets: Iterable[Sheet], file: IO[bytes]) -> None:
    """The same into a file."""
    book = Workbook(write_only=True)
    book.properties.creator = "izaportal"
    for sheet in sheets:
        _write_sheet(book.create_sheet(_title(sheet.title)), sheet)
    book.save(file)


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
    _set_up(page, sheet)
    heads = [[column.name for column in sheet.columns]] if _is_named(sheet) else []
    for names in heads:
        page.append(names)
    page.append(list(_head(page, sheet.columns)))
    # One cell per column serves all rows: a row is written before the next one is made.
    cells = [_blank(page, column, is_protected=sheet.protected) for column in sheet.columns]
    for number, row in enumerate(sheet.rows, start=len(heads) + 2):
        for cell, value in zip(cells, row, strict=True):
            _fill(cell, value)
        if sheet.wraps:
            _wrap(page, number, cells, sheet.columns)
        page.append(cells)


def _wrap(page: Any, number: int, cells: Iterable[Cell], columns: Iterable[SheetColumn]) -> None:
    """Spreadsheets do not all find out for themselves how high a row is."""
    texts = [(str(cell.value or ""), column.width) for cell, column in zip(cells, columns, strict=True)]
    page.row_dimensions[number].height = _height(texts)
    for cell in cells:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _height(texts: Iterable[tuple[str, int]]) -> int:
    """Of a row, by its texts and the widths in which they stand; words do not fill a line to its end."""
    lines = max(ceil(len(text) * 1.2 / width) for text, width in [*texts, ("x", 2)])
    return min(LINE * lines, HIGHEST)


def _is_named(sheet: Sheet) -> bool:
    return any(column.name for column in sheet.columns)


def _set_up(page: Any, sheet: Sheet) -> None:  # of its attributes some are missing in its types
    """Widths, what is hidden or locked, and what can be chosen."""
    head = 2 if _is_named(sheet) else 1
    page.freeze_panes = f"A{head + 1}"
    if _is_named(sheet):
        page.row_dimensions[1].hidden = True
    page.row_dimensions[head].height = _height((column.title, column.width) for column in sheet.columns)
    _set_print(page, sheet.foot, head)
    page.sheet_state = "veryHidden" if sheet.hidden else "visible"
    if sheet.protected:
        # Against mistakes, not against people: there is no password.
        page.protection = SheetProtection(
            sheet=True, sort=False, autoFilter=False, insertRows=False, formatColumns=False, formatRows=False
        )
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].hidden = column.hidden
        if sheet.protected and column.editable:
            page.column_dimensions[letter].protection = UNLOCKED
            page.column_dimensions[letter].number_format = column.shape.value
        if column.choices:
            below = f"{letter}{head + 1}:{letter}{LAST_ROW}"
            page.data_validations.append(_choosing(column.choices, below))


def _set_print(page: Any, foot: str, head: int) -> None:
    """Across, as wide as the paper, with the head on every page."""
    page.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"
    page.oddFooter.left.text = foot
    page.oddFooter.right.text = "&A, &P van &N"


def _choosing(choices: str, below: str) -> DataValidation:
    offered = DataValidation(type="list", formula1=choices, allow_blank=True, sqref=below)
    offered.errorTitle, offered.error = "Geen keuze uit de lijst", "Kies een waarde uit de lijst."
    offered.showErrorMessage = True
    return offered


def _head(page: WriteOnlyWorksheet, columns: Iterable[SheetColumn]) -> Iterator[Cell]:
    for column in columns:
        cell = WriteOnlyCell(page)
        _fill(cell, column.title)
        cell.font = Font(name="Calibri", bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if column.note:
            cell.comment = Comment(column.note, "izaportal", height=120, width=260)
        yield cell


def _blank(page: WriteOnlyWorksheet, column: SheetColumn, *, is_protected: bool) -> Cell:
    cell = WriteOnlyCell(page)
    cell.number_format = column.shape.value
    if is_protected and column.editable:
        cell.protection = UNLOCKED
    return cell


def _fill(cell: Cell, value: Value) -> None:
    """Text is said to be text, so that `=1+1` is shown and not worked out."""
    if isinstance(value, str):
        cell.value = value.translate(FORBIDDEN)
        cell.data_type = "s"
    else:
        cell.value = value


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
