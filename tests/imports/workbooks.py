"""Templates as people get them, changed as people change them."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from izaportal.core.viewer import Viewer
from izaportal.imports.books import BOOKS
from izaportal.imports.layout import FIRST_LINE, ID
from izaportal.imports.services.checking import Checked, check
from izaportal.imports.templates import write_template
from pillars.models import Programme

Edit = Callable[[Workbook], object]


def template(programme: Programme, book: str) -> bytes:
    kept = io.BytesIO()
    write_template(BOOKS[book], programme, kept)
    return kept.getvalue()


def edited(content: bytes, edit: Edit) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    edit(workbook)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def looked_at(actor: Viewer, programme: Programme, content: bytes, name: str = "werkmap.xlsx") -> Checked:
    return check(actor=actor, programme=programme, file=io.BytesIO(content), name=name, tell=lambda *_: None)


def place_of(sheet: Worksheet, column: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == column)


def put(sheet: Worksheet, line: int, **values: Any) -> None:
    """Values in the cells of a line, by the names of the columns."""
    for column, value in values.items():
        sheet.cell(line, place_of(sheet, column)).value = value


def add(sheet: Worksheet, **values: Any) -> int:
    """A new line under the last one."""
    line = max(sheet.max_row + 1, FIRST_LINE)
    put(sheet, line, **values)
    return line


def line_of(sheet: Worksheet, **values: Any) -> int:
    """The first line with these values."""
    places = {place_of(sheet, column): value for column, value in values.items()}
    return next(
        line
        for line in range(FIRST_LINE, sheet.max_row + 1)
        if all(sheet.cell(line, place).value == value for place, value in places.items())
    )


def id_of(sheet: Worksheet, line: int) -> str:
    return str(sheet.cell(line, place_of(sheet, ID)).value)
