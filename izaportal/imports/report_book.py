"""The report as a workbook: all findings in a list, and the file itself with the wrong cells coloured.

The copy keeps what the portal must know of it, so that people can mend the cells there and hand it in again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import IO, Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from izaportal.core.formatting import sentence_case
from izaportal.core.workbook import Shape
from izaportal.imports.findings import Finding
from izaportal.imports.layout import HEAD_ROWS, ID
from izaportal.imports.reading import OpenBook, Wrong
from izaportal.imports.values import Percentage

LIST_TITLE = "Meldingen"
HEADS = (("Tabblad", 18), ("Cel", 10), ("Soort", 14), ("Wat is er", 70), ("Zo herstelt u het", 70))
ERROR, WARNING = PatternFill("solid", fgColor="FFC7CE"), PatternFill("solid", fgColor="FFEB9C")
WIDTH = 20
Cells = Mapping[str, Finding]


def findings_of(report: Mapping[str, Any]) -> list[Finding]:
    """As the report of an import keeps them."""
    return [Finding(**one) for group in report.get("groups", ()) for one in group["findings"]]


def write_report(file: BinaryIO, report: Mapping[str, Any], out: IO[bytes]) -> None:
    """Of a file that is no workbook only the list."""
    found = findings_of(report)
    book = Workbook(write_only=True)
    _write_list(book.create_sheet(LIST_TITLE), found)
    try:
        source = OpenBook.open(file)
        for title in source.workbook.sheetnames:
            if title != LIST_TITLE:
                cells = {one.cell: one for one in reversed(found) if one.tab == title and one.cell}
                _copy(book, source, title, cells)
    except Wrong:
        pass  # the list says what is wrong with the file
    book.save(out)


def _write_list(page: Any, found: Sequence[Finding]) -> None:
    for place, (_, width) in enumerate(HEADS, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    page.append([_cell(page, title, bold=True) for title, _ in HEADS])
    for one in found:
        kind = "waarschuwing" if one.is_warning else "fout"
        page.append([_cell(page, text) for text in (one.tab, one.cell, kind, one.what, one.how)])


def _copy(book: Workbook, source: OpenBook, title: str, found: Cells) -> None:
    lines = source.lines(title)
    first = next(lines, ())
    page: Any = book.create_sheet(title)
    page.sheet_state = source.workbook[title].sheet_state
    for place in range(1, len(first) + 1):
        page.column_dimensions[get_column_letter(place)].width = WIDTH
    if ID in first:
        page.row_dimensions[1].hidden = True
        page.column_dimensions[get_column_letter(first.index(ID) + 1)].hidden = True
        page.freeze_panes = f"A{HEAD_ROWS + 1}"
    page.append([_cell(page, value) for value in first])
    for line, values in enumerate(lines, start=2):
        page.append(list(_marked(page, line, values, found)))


def _marked(page: Any, line: int, values: Sequence[Any], found: Cells) -> Iterator[Cell]:
    for place, value in enumerate(values, start=1):
        cell = _cell(page, value)
        if found and (finding := found.get(f"{get_column_letter(place)}{line}")):
            cell.fill = WARNING if finding.is_warning else ERROR
            said = f"{sentence_case(finding.what.rstrip('.'))}. {finding.how}"
            cell.comment = Comment(said, "izaportal", height=110, width=280)
        yield cell


def _cell(page: Any, value: Any, *, bold: bool = False) -> Cell:
    shown_as_percentage = isinstance(value, Percentage)
    cell = WriteOnlyCell(page, value=value.part if shown_as_percentage else value)
    if shown_as_percentage:
        cell.number_format = "0.0###%"
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    if isinstance(value, datetime):
        cell.number_format = Shape.DAY
    if bold:
        cell.font = Font(bold=True)
    return cell
