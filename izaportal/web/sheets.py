"""Lists as files: CSV that Excel opens as it is, and XLSX. A text is never a formula.

A cell that begins with `=`, `+`, `-`, `@` or white space that a spreadsheet skips would be run as a formula
by who opens the file; such a text gets an apostrophe in front (OWASP: CSV injection).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell: TypeAlias = str | int | Decimal | date | datetime | None
CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"
LONGEST_CELL = 32_767
# XML, which an XLSX file is made of, has no words for these.
UNPRINTABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


def neutral(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    plain = text.translate(UNPRINTABLE)
    return f"'{plain}" if plain.startswith(FORMULA_STARTS) else plain


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Line by line; semicolons and a BOM, as a Dutch Excel expects."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow(head)
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([_csv_cell(cell) for cell in row])
        yield buffer.getvalue()


def xlsx_bytes(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    bold = []
    for word in head:
        cell = WriteOnlyCell(sheet, word)
        cell.font = Font(bold=True)
        bold.append(cell)
    sheet.append(bold)
    for row in rows:
        sheet.append([_xlsx_cell(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%d-%m-%Y %H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, int | Decimal):
        return f"{cell:f}".replace(".", ",") if isinstance(cell, Decimal) else str(cell)
    return "" if cell is None else neutral(cell)


def _xlsx_cell(cell: Cell) -> Cell:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    return neutral(cell)[:LONGEST_CELL] if isinstance(cell, str) else cell
