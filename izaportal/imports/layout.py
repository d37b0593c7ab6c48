"""What a workbook for people looks like, declared once; template, reading and report follow. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

# What a cell means. Empty is None; a figure is exact; what is chosen stands as its word.
Value = str | Decimal | date | bool | None
Record = tuple[Value, ...]
Choices = Mapping[str, Sequence[str]]

ID = "kenmerk"  # the hidden first column
HEAD_ROWS = 2  # the hidden names of the columns, then their headings
FIRST_LINE = HEAD_ROWS + 1
MOST_ROWS = 120_000


class Form(StrEnum):
    """What kind of value a column holds."""

    TEXT = "tekst"
    WHOLE = "geheel getal"
    YEAR = "jaartal"
    NUMBER = "getal"
    EUROS = "bedrag in euro"
    DAY = "datum"
    YES_NO = "ja of nee"
    OUTLINE = "grens"


class Writes(StrEnum):
    """When what stands in a column is taken over."""

    ALWAYS = "altijd"
    NEW = "alleen in een nieuwe regel"
    NEVER = "nooit: alleen ter informatie"


@dataclass(frozen=True, slots=True)
class Column:
    """`choices` names a list that the programme fills in; `is_key`: part of what tells rows apart.

    `takes_days`: a day is a proper value of this text; elsewhere it is what Excel made of `5-10`.
    """

    name: str
    title: str
    form: Form = Form.TEXT
    writes: Writes = Writes.ALWAYS
    required: bool = False
    choices: str = ""
    longest: int = 200
    positive: bool = False
    is_key: bool = False
    takes_days: bool = False
    width: int = 16
    help: str = ""


@dataclass(frozen=True)
class Tab:
    """A worksheet.

    `adds`: rows without an id become new ones; `finds`: unless their key is that of a stored row. `changes`:
    stored rows can be changed, so that a template must remember what it held.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    adds: bool = True
    finds: bool = False
    changes: bool = True
    help: str = ""

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {column.name: place for place, column in enumerate(self.columns)}

    @cached_property
    def key_places(self) -> tuple[int, ...]:
        return tuple(place for place, column in enumerate(self.columns) if column.is_key)

    def key_of(self, record: Record) -> Record:
        return tuple(record[place] for place in self.key_places)

    def get(self, record: Record, name: str) -> Value:
        return record[self.places[name]]

    def record(self, values: Mapping[str, Value]) -> Record:
        """The values in the order of the columns; what is not given or is an empty text is None."""
        return tuple(None if (value := values.get(column.name)) == "" else value for column in self.columns)

    def title_of(self, name: str) -> str:
        return self.columns[self.places[name]].title


@dataclass(frozen=True)
class Book:
    """A workbook of some tabs. A newer version reads differently, so an older one is refused."""

    key: str
    title: str
    tabs: tuple[Tab, ...]
    version: int = 1
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read, at its line of the sheet; `id` is that of a stored one, empty for a new one."""

    line: int
    id: str
    record: Record
    # Columns whose cell could not be read; their value is unknown.
    unread: frozenset[str] = field(default_factory=frozenset)
