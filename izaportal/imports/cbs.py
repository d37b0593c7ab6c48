"""Reads an export of CBS StatLine: semicolons, headings with dots, titles above and notes below the table."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from izaportal.core.formatting import number
from izaportal.imports.books import BOOKS, Importable
from izaportal.imports.findings import Finding
from izaportal.imports.kinds.kind import Kind
from izaportal.imports.kinds.municipalities import TAB, member_names
from izaportal.imports.layout import Choices, Record, Row, Value
from izaportal.imports.reading import Wrong
from izaportal.imports.values import NotUnderstoodError, read
from pillars.models import Programme

BOOK = "gemeenten"
SEARCHED_LINES = 30
MOST_LINES = 200_000
REGION = (
    "regios", "regio", "gemeentecode", "gemcode", "statcode", "regiocode", "code", "gemeente", "gemeentenaam",
)  # fmt: skip
PERIOD = ("perioden", "periode", "jaar", "peiljaar")
COUNTED = ("inwoner", "bevolking", "population")
YEAR = re.compile(r"(?:19|20)\d\d")
CODE = re.compile(r"GM\d{4}")
UNKNOWN = {"", ".", "-", "x"}


@dataclass(frozen=True, slots=True)
class Head:
    """Places of the columns; `counted` gives the year of a column whose heading names one."""

    line: int
    region: int
    period: int | None
    counted: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True)
class CbsFile:
    """A source with one tab, and that tab: `lines` are the cells of the file."""

    programme: Programme
    lines: Sequence[Sequence[str]]
    head: Head

    @classmethod
    def open(cls, file: BinaryIO, programme: Programme) -> "CbsFile":
        """Raises Wrong for what is no such export."""
        text = _decoded(file.read())
        delimiter = ";" if text.count(";") >= text.count(",") else ","
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if len(lines) > MOST_LINES:
            raise Wrong(
                "Te veel regels", "Dit bestand heeft te veel regels.", "Kies minder regio’s en jaren."
            )
        found = [head for line, cells in enumerate(lines[:SEARCHED_LINES]) if (head := _head(line, cells))]
        if not found:
            what = "In dit csv-bestand staan geen kolommen met gemeente, jaar en inwoners."
            how = "Kies op CBS StatLine regio’s, perioden en bevolking op 1 januari, en exporteer als csv."
            raise Wrong("Verkeerd bestand", what, how)
        return cls(programme, lines, found[0])

    @property
    def importable(self) -> Importable:
        return BOOKS[BOOK]

    @property
    def kind(self) -> Kind:
        return self.importable.kinds[0]

    def tabs(self) -> Iterator["CbsFile"]:
        yield self

    @property
    def cells(self) -> Mapping[str, str]:
        places = {"code": self.head.region, "inhabitants": self.head.counted[0][0]}
        period = places["inhabitants"] if self.head.period is None else self.head.period
        return {name: get_column_letter(place + 1) for name, place in {**places, "year": period}.items()}

    @property
    def total(self) -> int:
        return len(self.lines)

    def seen(self) -> Mapping[str, Record]:
        return {}

    def rows(self, choices: Choices) -> Iterator[tuple[Row, list[Finding]]]:
        """Of the programme's municipalities only; see `remarks`."""
        for line, cells in self._table():
            code = self._code(cells[self.head.region])
            for place, year in self.head.counted if code else ():
                if place < len(cells) and cells[place].strip() not in UNKNOWN:
                    yield self._row(line, cells, code, (place, year), choices)

    def remarks(self) -> Iterator[Finding]:
        """Says how much was passed over."""
        outside = sum(not self._code(cells[self.head.region]) for _, cells in self._table())
        if outside:
            yield Finding(
                "Andere gebieden",
                "1 regel gaat over een gebied dat niet in dit programma meedoet"
                if outside == 1
                else f"{number(outside)} regels gaan over gebieden die niet in dit programma meedoen",
                "U hoeft niets te doen: zij zijn overgeslagen.",
                tab=TAB.title,
                is_warning=True,
            )

    def _table(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The lines under the heading, as counted in the file from 1."""
        for line, cells in enumerate(self.lines, start=1):
            if (
                line > self.head.line + 1
                and len(cells) > max(self.head.region, self.head.counted[0][0])
                and cells[self.head.region].strip()
            ):
                yield line, cells

    def _code(self, region: str) -> str:
        """The CBS code of a municipality of the programme, by code or by name; empty for others."""
        plain = region.strip()
        if found := CODE.fullmatch(plain):
            return found[0] if found[0] in self._names else ""
        return self._by_name.get(_folded(plain), "")

    @cached_property
    def _names(self) -> dict[str, str]:
        return member_names(self.programme)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {_folded(name): code for code, name in self._names.items()}

    def _row(
        self,
        line: int,
        cells: Sequence[str],
        code: str,
        counted: tuple[int, int | None],
        choices: Choices,
    ) -> tuple[Row, list[Finding]]:
        place, year = counted
        raw = {"code": code, "year": year or self._year(cells), "inhabitants": cells[place]}
        raw["name"] = self._names.get(code)
        values: list[Value] = []
        findings: list[Finding] = []
        unread: list[str] = []
        for column in TAB.columns:
            try:
                values.append(read(column, raw[column.name], choices.get(column.choices, ())))
            except NotUnderstoodError as wrong:
                cell = f"{self.cells[column.name]}{line}"
                findings.append(Finding(wrong.group, str(wrong), wrong.how, tab=TAB.title, cell=cell))
                unread.append(column.name)
                values.append(None)
        return Row(line, "", tuple(values), frozenset(unread)), findings

    def _year(self, cells: Sequence[str]) -> str | int | None:
        """`2025`, `2025JJ00`, `1 januari 2025`; else the text, to be refused at its cell."""
        place = self.head.period
        if place is None or place >= len(cells):
            return None
        found = YEAR.search(cells[place])
        return int(found[0]) if found else cells[place]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _head(line: int, cells: Sequence[str]) -> Head | None:
    names = [_folded(cell) for cell in cells]
    region = next((place for place, name in enumerate(names) if name in REGION), None)
    period = next((place for place, name in enumerate(names) if name in PERIOD), None)
    counted = [
        (place, int(found[0]) if (found := YEAR.search(cells[place])) else None)
        for place, name in enumerate(names)
        if any(word in name for word in COUNTED) and place != region
    ]
    if region is None or not counted:
        return None
    # With a column of periods the first count is the whole population; without, each heading names its year.
    counted = counted[:1] if period is not None else [one for one in counted if one[1] is not None]
    return Head(line, region, period, tuple(counted)) if counted else None


def _folded(text: str) -> str:
    """Without dots, spaces, capitals and numbers of columns: `Regio's` and `RegioS` are the same."""
    return re.sub(r"[^a-z]", "", text.casefold())
