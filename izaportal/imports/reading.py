"""Opens a workbook and reads its rows one by one, so that its size hardly matters.

The gates stand in order: it is a workbook, of this portal, of a known kind and version, of this programme,
with its tabs and columns; only then its cells are looked at.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, BinaryIO
from warnings import catch_warnings

from openpyxl import Workbook, load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from izaportal.core.errors import Refused
from izaportal.core.formatting import number
from izaportal.imports.archive import require_workbook
from izaportal.imports.findings import Finding
from izaportal.imports.layout import FIRST_LINE, HEAD_ROWS, ID, MOST_ROWS, Book, Choices, Record, Row, Tab
from izaportal.imports.values import NotUnderstoodError, Percentage, Raw, read

ABOUT = "_izaportal"
SEEN = "_gezien "  # and the title of the tab: what it held when the template was made
MOST_COLUMNS = 200
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
NEW_TEMPLATE = "Haal op deze pagina een nieuw sjabloon op en zet uw wijzigingen daarin."
# What openpyxl may stumble over in a file that is no proper workbook.
BROKEN = (
    zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError,
    SyntaxError, OSError, EOFError, OverflowError,
)  # fmt: skip


class Wrong(Refused):
    """The file as a whole is not what is asked for; `how` mends it."""

    def __init__(self, group: str, what: str, how: str) -> None:
        super().__init__(what)
        self.finding = Finding(group, what, how)


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook of the portal says of itself."""

    book: str
    version: str
    programme: str


@dataclass(frozen=True)
class OpenTab:
    """A tab of the file: `columns` gives the place of each column's name, counted from 0."""

    tab: Tab
    title: str
    columns: Mapping[str, int]

    @property
    def cells(self) -> dict[str, str]:
        """The letter of each column."""
        return {name: get_column_letter(place + 1) for name, place in self.columns.items()}


@dataclass
class OpenBook:
    """A workbook that lies open for reading."""

    workbook: Workbook
    file: BinaryIO
    _formulas: dict[str, set[tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def open(cls, file: BinaryIO) -> "OpenBook":
        """Raises Wrong when it is no workbook at all."""
        try:
            require_workbook(file)
            with catch_warnings(action="ignore"):  # of what it never reads, such as names of print areas
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            return cls(book, file)
        except Refused as refusal:
            raise Wrong("Geen werkmap", str(refusal), NEW_TEMPLATE) from refusal
        except BROKEN as broken:
            what = "Dit bestand is beschadigd en kan niet worden gelezen."
            raise Wrong("Geen werkmap", what, "Open het in Excel en sla het opnieuw op.") from broken

    def lines(self, title: str) -> Iterator[tuple[Any, ...]]:
        """What the cells of a sheet hold, line by line. Raises Wrong when the file turns out to be broken."""
        sheet = self.workbook[title]
        try:
            if self._percentages:
                yield from map(self._meant, sheet.iter_rows(max_col=MOST_COLUMNS))
            else:
                yield from sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
        except BROKEN as broken:
            what = f"Het tabblad {title} is beschadigd en kan niet worden gelezen."
            raise Wrong("Beschadigd tabblad", what, "Open het in Excel en sla het opnieuw op.") from broken

    @cached_property
    def _percentages(self) -> frozenset[int]:
        """The styles of the workbook that show a number as a percentage; few have any."""
        own, styles = self.workbook._number_formats, self.workbook._cell_styles  # type: ignore[attr-defined]  # no other way
        formats = {**BUILTIN_FORMATS, **dict(enumerate(own, start=BUILTIN_FORMATS_MAX_SIZE))}
        return frozenset(
            place for place, style in enumerate(styles) if "%" in formats.get(style.numFmtId, "")
        )

    def _meant(self, cells: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            Percentage(cell.value)
            if isinstance(cell.value, int | float) and cell._style_id in self._percentages
            else cell.value
            for cell in cells
        )

    def height(self, title: str) -> int:
        """How many rows the sheet says it has; 0 when it does not."""
        return max(0, (self.workbook[title].max_row or 0) - HEAD_ROWS)

    def about(self) -> About:
        """Raises Wrong for a workbook that the portal did not make."""
        if ABOUT not in self.workbook.sheetnames:
            what = "Deze werkmap is geen sjabloon van het portaal."
            raise Wrong("Verkeerde werkmap", what, NEW_TEMPLATE)
        facts = {str(line[0]): str(line[1]) for line in islice(self.lines(ABOUT), 20) if len(line) > 1}
        return About(facts.get("soort", ""), facts.get("versie", ""), facts.get("programma", ""))

    def tab(self, tab: Tab, *, title: str = "") -> OpenTab:
        """Raises Wrong when the tab or one of its columns is not there."""
        title = title or tab.title
        if title not in self.workbook.sheetnames:
            what = f"Het tabblad ‘{title}’ ontbreekt."
            raise Wrong("Tabblad ontbreekt", what, "Zet de oude naam van het tabblad terug. " + NEW_TEMPLATE)
        names = [str(name) if name is not None else "" for name in next(self.lines(title), ())]
        wanted = [ID, *(column.name for column in tab.columns)]
        if ID not in names:
            what = f"Op ‘{title}’ ontbreekt de verborgen eerste regel of de verborgen eerste kolom."
            raise Wrong("Verborgen regel ontbreekt", what, NEW_TEMPLATE)
        if lacking := [tab.title_of(name) for name in wanted[1:] if name not in names]:
            what = f"Op ‘{title}’ ontbreekt de kolom {', '.join(f'‘{one}’' for one in lacking)}."
            raise Wrong("Kolom ontbreekt", what, "Zet de kolom terug. " + NEW_TEMPLATE)
        if double := next((name for name in wanted if names.count(name) > 1), None):
            what = f"Op ‘{title}’ staat de kolom ‘{double}’ er twee keer."
            raise Wrong("Kolom staat er twee keer", what, "Haal de kopie van de kolom weg.")
        return OpenTab(tab, title, {name: names.index(name) for name in wanted})

    def seen(self, tab: Tab) -> dict[str, Record]:
        """What the template held when it was made, by id; nothing of a tab whose rows never change."""
        if not tab.changes:
            return {}
        title = seen_title(tab)
        # What could be chosen then may be gone by now.
        unlimited = replace(tab, columns=tuple(replace(column, choices="") for column in tab.columns))
        opened = self.tab(unlimited, title=title)
        return {row.id: row.record for row, _ in self.rows(opened, {}) if row.id}

    def rows(self, opened: OpenTab, choices: Choices) -> Iterator[tuple[Row, list[Finding]]]:
        """Every row that is not empty, with what is wrong in it. Raises Wrong when there are too many."""
        formulas = self._unanswered(opened.title)
        count = 0
        for line, cells in enumerate(islice(self.lines(opened.title), HEAD_ROWS, None), start=FIRST_LINE):
            if _is_empty(cells, opened):
                continue
            count += 1
            if count > MOST_ROWS:
                most = number(MOST_ROWS)
                what = f"Op ‘{opened.title}’ staan meer dan {most} regels."
                raise Wrong("Te veel regels", what, "Verdeel het over meer bestanden.")
            yield _row(opened, line, cells, choices, formulas)

    def _unanswered(self, title: str) -> set[tuple[int, int]]:
        """(line, place) of formulas without their outcome: written by a program that does not calculate."""
        if title not in self._formulas:
            self._formulas[title] = self._formula_cells(title) if self._has_formulas(title) else set()
        return self._formulas[title]

    def _has_formulas(self, title: str) -> bool:
        path = str(getattr(self.workbook[title], "_worksheet_path", "")).lstrip("/")
        with zipfile.ZipFile(self.file) as archive, archive.open(path) as content:
            before = b""
            while piece := content.read(2**20):
                if FORMULA.search(before + piece):
                    return True
                before = piece[-16:]
        return False

    def _formula_cells(self, title: str) -> set[tuple[int, int]]:
        written = load_workbook(self.file, read_only=True, keep_links=False)
        both = zip(written[title].iter_rows(max_col=MOST_COLUMNS), self.lines(title), strict=True)
        return {
            (line, place)
            for line, (cells, values) in enumerate(both, start=1)
            for place, (cell, value) in enumerate(zip(cells, values, strict=True))
            if cell.data_type == "f" and value is None
        }


def require_book(about: About, book: Book | None, programme: str) -> Book:
    """The book it is. Raises Wrong for one of another kind, version or programme."""
    if book is None:
        what = f"Deze werkmap is van een soort die het portaal niet kent: “{about.book}”."
        raise Wrong("Verkeerde werkmap", what, NEW_TEMPLATE)
    if about.version != str(book.version):
        what = f"Dit sjabloon is versie {about.version}; het portaal leest nu versie {book.version}."
        raise Wrong("Andere versie", what, NEW_TEMPLATE)
    if about.programme != programme:
        what = f"Dit sjabloon is van een ander programma: “{about.programme}”."
        raise Wrong("Ander programma", what, "Ga naar dat programma en lees het bestand daar in.")
    return book


def seen_title(tab: Tab) -> str:
    return f"{SEEN}{tab.title}"


def _is_empty(cells: Sequence[object], opened: OpenTab) -> bool:
    """Whether nothing stands in the columns that are read; a lone id is an empty row of a template."""
    places = (place for name, place in opened.columns.items() if name != ID)
    return all(_is_blank(cells[place]) if place < len(cells) else True for place in places)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _require_outcome(formulas: set[tuple[int, int]], line: int, place: int) -> None:
    if formulas and (line, place) in formulas:
        raise NotUnderstoodError(
            "Formule zonder uitkomst",
            "de uitkomst van deze formule staat niet in het bestand",
            "Open het bestand in Excel en sla het op, of typ de waarde zelf.",
        )


def _row(
    opened: OpenTab,
    line: int,
    cells: Sequence[Raw],
    choices: Choices,
    formulas: set[tuple[int, int]],
) -> tuple[Row, list[Finding]]:
    findings: list[Finding] = []
    values: list[Any] = []
    unread: list[str] = []
    for column in opened.tab.columns:
        place = opened.columns[column.name]
        try:
            _require_outcome(formulas, line, place)
            raw = cells[place] if place < len(cells) else None
            values.append(read(column, raw, choices.get(column.choices, ())))
        except NotUnderstoodError as wrong:
            cell = f"{get_column_letter(place + 1)}{line}"
            findings.append(Finding(wrong.group, str(wrong), wrong.how, tab=opened.title, cell=cell))
            unread.append(column.name)
            values.append(None)
    first = opened.columns[ID]
    row_id = cells[first] if first < len(cells) else None
    return Row(line, str(row_id or "").strip(), tuple(values), frozenset(unread)), findings
