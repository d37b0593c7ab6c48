"""A GeoJSON file as a source with one tab: a feature is a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from izaportal.core.formatting import number
from izaportal.imports.books import BOOKS, Importable
from izaportal.imports.findings import Finding
from izaportal.imports.geometry import NoShapesError, Shape, shapes
from izaportal.imports.kinds.boundaries import TAB
from izaportal.imports.kinds.kind import Kind
from izaportal.imports.kinds.municipalities import member_names
from izaportal.imports.layout import Choices, Record, Row
from izaportal.imports.reading import Wrong
from pillars.models import Programme

BOOK = "grenzen"
LARGEST = 10 * 2**20
HOW = "Vraag de gemeentegrenzen op als GeoJSON in WGS 84 (EPSG:4326), met de CBS-code als eigenschap."


@dataclass(frozen=True)
class GeoFile:
    found: tuple[Shape, ...]
    members: frozenset[str]

    @classmethod
    def open(cls, file: BinaryIO, programme: Programme) -> "GeoFile":
        """Raises Wrong for what is no collection of shapes, or is too large."""
        content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Wrong("Te groot bestand", "Dit bestand is groter dan 10 MB.", "Vereenvoudig de grenzen.")
        try:
            found = tuple(shapes(content.decode("utf-8-sig")))
        except UnicodeDecodeError as binary:
            raise Wrong("Geen GeoJSON", "Dit is geen tekst in UTF-8.", HOW) from binary
        except NoShapesError as wrong:
            raise Wrong("Geen GeoJSON", str(wrong), HOW) from wrong
        return cls(found, frozenset(member_names(programme)))

    @property
    def importable(self) -> Importable:
        return BOOKS[BOOK]

    @property
    def kind(self) -> Kind:
        return self.importable.kinds[0]

    def tabs(self) -> Iterator["GeoFile"]:
        yield self

    @property
    def cells(self) -> Mapping[str, str]:
        return {}

    @property
    def total(self) -> int:
        return len(self.found)

    def seen(self) -> Mapping[str, Record]:
        return {}

    def rows(self, choices: Choices) -> Iterator[tuple[Row, list[Finding]]]:
        """Of the programme's municipalities, and of what names none."""
        del choices
        for shape in self.found:
            if shape.code in self.members:
                wrong = [_finding("Geen geldige grens", shape.number, shape.problem)] if shape.problem else []
                unread = frozenset({"geometry"}) if wrong else frozenset[str]()
                yield Row(shape.number, "", (shape.code, shape.geometry or None), unread), wrong

    def remarks(self) -> Iterator[Finding]:
        nameless = [shape for shape in self.found if not shape.code]
        for shape in nameless:
            yield _finding(
                "Gebied zonder CBS-code", shape.number, "geen eigenschap is een CBS-code als GM0984"
            )
        outside = len(self.found) - len(nameless) - sum(one.code in self.members for one in self.found)
        if outside:
            yield Finding(
                "Andere gemeenten",
                f"{number(outside)} gebieden zijn van gemeenten die niet in dit programma meedoen",
                "U hoeft niets te doen: zij zijn overgeslagen.",
                tab=TAB.title,
                is_warning=True,
            )


def _finding(group: str, place: int, what: str) -> Finding:
    return Finding(group, what, HOW, tab=TAB.title, cell=f"gebied {place}")
