"""The files that can be taken in, each as tabs of rows: workbooks of the portal, CBS exports, boundaries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from izaportal.imports.books import BOOKS, Importable
from izaportal.imports.cbs import CbsFile
from izaportal.imports.findings import Finding
from izaportal.imports.geojson import GeoFile
from izaportal.imports.kinds.kind import Kind
from izaportal.imports.layout import Choices, Record, Row
from izaportal.imports.reading import OpenBook, OpenTab, require_book
from pillars.models import Programme


class SourceTab(Protocol):
    """`cells`: the letter of each column; `total`: about how many rows there are, 0 when nobody knows."""

    @property
    def kind(self) -> Kind: ...

    @property
    def cells(self) -> Mapping[str, str]: ...

    @property
    def total(self) -> int: ...

    def seen(self) -> Mapping[str, Record]: ...

    def rows(self, choices: Choices) -> Iterator[tuple[Row, list[Finding]]]: ...

    def remarks(self) -> Iterator[Finding]: ...


class Source(Protocol):
    @property
    def importable(self) -> Importable: ...

    def tabs(self) -> Iterator[SourceTab]: ...


@dataclass(frozen=True)
class WorkbookTab:
    kind: Kind
    book: OpenBook
    opened: OpenTab

    @property
    def cells(self) -> Mapping[str, str]:
        return self.opened.cells

    @property
    def total(self) -> int:
        return self.book.height(self.opened.title)

    def seen(self) -> Mapping[str, Record]:
        return self.book.seen(self.kind.tab)

    def rows(self, choices: Choices) -> Iterator[tuple[Row, list[Finding]]]:
        return self.book.rows(self.opened, choices)

    def remarks(self) -> Iterator[Finding]:
        return iter(())


@dataclass(frozen=True)
class WorkbookSource:
    importable: Importable
    book: OpenBook

    def tabs(self) -> Iterator[WorkbookTab]:
        # All of them must be there before the first one is read.
        opened = [(kind, self.book.tab(kind.tab)) for kind in self.importable.kinds]
        for kind, tab in opened:
            yield WorkbookTab(kind, self.book, tab)


def open_source(file: BinaryIO, name: str, programme: Programme) -> Source:
    """Raises Wrong when it is not a file that the programme can take in."""
    if name.lower().endswith(".csv"):
        return CbsFile.open(file, programme)
    if name.lower().endswith((".geojson", ".json")):
        return GeoFile.open(file, programme)
    book = OpenBook.open(file)
    about = book.about()
    found = BOOKS.get(about.book)
    require_book(about, found.book if found else None, programme.slug)
    if found is None:
        raise AssertionError("een onbekende soort is hiervoor geweigerd")
    return WorkbookSource(found, book)
