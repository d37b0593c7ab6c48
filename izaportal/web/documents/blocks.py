"""What a document is made of: plain data, made once and shown as PDF, as slides and as a workbook.

A section is a page of the PDF. Each of its blocks is a slide (its message the slide's title) and each table
a sheet, unless `places` says otherwise. So a new part of the board is one function that returns a section.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown
from izaportal.core.quarter import Quarter
from izaportal.web.charts.model import Chart
from izaportal.web.templatetags.bands import Band
from kpis.status import Status


class Place(StrEnum):
    PDF = "pdf"
    SLIDES = "slides"
    BOOK = "book"


EVERYWHERE = frozenset(Place)
TO_READ = frozenset({Place.PDF, Place.SLIDES})
ON_PAPER = frozenset({Place.PDF})
ON_SLIDES = frozenset({Place.SLIDES})
IN_BOOK = frozenset({Place.BOOK})
NOT_ON_SLIDES = frozenset({Place.PDF, Place.BOOK})


class Shape(StrEnum):
    """What a column holds; figures stand flush right."""

    TEXT = "text"
    FIGURE = "figure"
    EUROS = "euros"
    DAY = "day"

    @property
    def is_figure(self) -> bool:
        return self in (Shape.FIGURE, Shape.EUROS)


@dataclass(frozen=True, slots=True)
class Mark:
    """A status with what was measured: `540` in a cell of the heat map."""

    status: Status
    text: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """An amount that lies between two, while something is still unknown."""

    low: Decimal
    high: Decimal


# None is left empty; unknown is never zero (docs/domain.md §1).
Cell: TypeAlias = (
    str | Decimal | int | date | Quarter | Unknown | Status | RiskLevel | Mark | Span | Band | None
)


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is relative to the other columns of the table; `places`: the decimals of all its figures."""

    label: str
    shape: Shape = Shape.TEXT
    width: int = 2
    places: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`message` says in a sentence what it shows, `name` is the sheet's; the first cell names a row."""

    message: str
    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    note: str = ""
    places: frozenset[Place] = EVERYWHERE

    @property
    def lines(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, and the total when there is one."""
        return (*self.rows, self.total) if self.total else self.rows


@dataclass(frozen=True, slots=True)
class Stat:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stats:
    """The few figures that a board member takes home."""

    message: str
    items: tuple[Stat, ...]
    places: frozenset[Place] = TO_READ


@dataclass(frozen=True, slots=True)
class Item:
    """Something to know or to decide, with why."""

    title: str
    text: str = ""
    place: str = ""
    mark: Status | RiskLevel | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """`heading` stands above them on paper, `message` on a slide; `empty` is said when there are none.

    `is_abreast`: on paper beside each other, for a few short ones.
    """

    heading: str
    message: str
    items: tuple[Item, ...]
    empty: str = ""
    note: str = ""
    is_abreast: bool = False
    places: frozenset[Place] = TO_READ


class Drawn(StrEnum):
    """How a slide draws a chart that can be edited there."""

    LINES = "lines"
    BARS = "bars"
    STACKED = "stacked"


class Ink(StrEnum):
    """Design tokens of lines and bars."""

    MEASURED = "--c-chart-1"
    PLANNED = "--c-chart-2"
    RECEIVED = "--c-chart-3"
    COMMITTED = "--c-seq-4"
    EXCEEDED = "--c-exceeded"
    ON_TRACK = "--c-ontrack"
    AT_RISK = "--c-risk"
    OFF_TRACK = "--c-off"
    NO_DATA = "--c-none"
    IN_PART = "--c-seq-3"


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the categories; None is a gap, never zero."""

    name: str
    values: tuple[Decimal | None, ...]
    ink: Ink = Ink.MEASURED
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Native:
    """The figures of a chart, of which a slide makes a chart of its own and the workbook a sheet.

    `stressed` are the bars that carry the message; the others stand back. Without any all are alike.
    `sub` says what a slide draws where that is not the drawing of the page.
    """

    drawn: Drawn
    name: str
    label: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    shape: Shape = Shape.EUROS
    stressed: tuple[str, ...] = ()
    sub: str = ""

    @property
    def table(self) -> Table:
        columns = (Column(self.label), *(Column(one.name, self.shape) for one in self.series))
        rows = zip(self.categories, *(one.values for one in self.series), strict=True)
        return Table("", self.name, columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart of the page and the very figures it draws; without `chart` only slides draw it.

    `is_told` when a table beside it tells the same figures already.
    """

    message: str
    description: str
    native: Native
    chart: Chart | None = None
    note: str = ""
    is_told: bool = False
    places: frozenset[Place] = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs; a heading makes them a part of their own."""

    lines: tuple[str, ...]
    heading: str = ""
    places: frozenset[Place] = ON_PAPER


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what was answered, such as a part of a report."""

    heading: str
    pairs: tuple[tuple[str, str], ...]
    places: frozenset[Place] = ON_PAPER


Block: TypeAlias = Facts | Table | Stats | Items | Plot | Prose


@dataclass(frozen=True, slots=True)
class Section:
    """`depth` 2 lies within the section of depth 1 before it."""

    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
    depth: int = 1
    new_page: bool = True

    @property
    def is_bare(self) -> bool:
        """Only words for what is not there: no page of its own."""
        return all(
            isinstance(one, Prose) or (isinstance(one, Items) and not one.items) for one in self.blocks
        )


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every file carries, so that anybody can tell which frozen figures these are."""

    programme: str
    programme_name: str
    quarter: Quarter
    version: int
    freeze: str
    sha256: str
    frozen: str
    marks: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Under what names no source of its own."""
        return f"Bron: cijfers van {self.quarter.label}. {self.frozen}."

    @property
    def line(self) -> str:
        return f"{self.programme} · {self.quarter.label} · versie {self.version}"


@dataclass(frozen=True, slots=True)
class Document:
    """`opening` fills the first page; the sections follow after the table of contents."""

    title: str
    kind: str
    lead: str
    verdict: str
    sub: str
    imprint: Imprint
    opening: tuple[Block, ...]
    sections: tuple[Section, ...] = field(default=())

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (*self.opening, *(block for section in self.sections for block in section.blocks))
