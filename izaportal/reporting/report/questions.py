"""What a report asks, one field at a time, and how an answer to it is read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from izaportal.core.formatting import date_long, euro_cents, with_unit
from izaportal.core.numbers import plain
from izaportal.reporting.report import typed

Value = Decimal | date | str
LONG, SHORT = 4000, 300


class Section(StrEnum):
    """The parts of a report, in order; their values stand in the names of fields and in addresses."""

    MEASUREMENTS = "metingen"
    SPENDING = "besteding"
    MILESTONES = "mijlpalen"
    RISKS = "risicos"
    JUDGEMENT = "oordeel"
    NARRATIVE = "voortgang"
    DECISION = "besluit"
    EVIDENCE = "bewijs"


SECTION_WORDS = {
    Section.MEASUREMENTS: "Metingen",
    Section.SPENDING: "Besteding",
    Section.MILESTONES: "Mijlpalen",
    Section.RISKS: "Risico’s",
    Section.JUDGEMENT: "Oordeel",
    Section.NARRATIVE: "Voortgang in woorden",
    Section.DECISION: "Gevraagd besluit",
    Section.EVIDENCE: "Bewijs",
}


class Kind(StrEnum):
    """How an answer is typed and read."""

    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    CHOICE = "choice"
    TEXT = "text"


def field_id(name: str) -> str:
    """Of the control on the page of the report; names hold dots, which ids in links and styles cannot."""
    return f"veld-{name.replace('.', '-')}"


def thing_id(name: str) -> str:
    """Of what the field is about, written or read: `meting.kpi-1.GM0984` is about `meting.kpi-1`."""
    return field_id(".".join(name.split(".")[:2]))


@dataclass(frozen=True, slots=True)
class Question:
    """A field. `given` is what stands in it before anybody types; `last` last quarter's answer in words."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    section: Section = Section.NARRATIVE
    help: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    given: str = ""
    longest: int = LONG
    full_label: str = ""

    @property
    def told(self) -> str:
        """What it is called away from its form."""
        return self.full_label or self.label

    def shown(self, value: Value) -> str:
        """An answer as it is read, with unit and in Dutch notation."""
        if isinstance(value, Decimal):
            return euro_cents(value) if self.kind is Kind.MONEY else with_unit(value, self.unit)
        return date_long(value) if isinstance(value, date) else dict(self.choices).get(value, value)


class Weight(StrEnum):
    """What a finding asks for: a wrong answer to be mended, a doubtful one to be confirmed, a missing one."""

    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that keeps a report from being submitted, at the field `place`."""

    place: str
    message: str
    weight: Weight


def wrong(place: str, message: str) -> Finding:
    return Finding(place, message, Weight.WRONG)


def missing(place: str, message: str) -> Finding:
    return Finding(place, message, Weight.MISSING)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed, read: `values` by field; a field that is empty or could not be read has none."""

    values: Mapping[str, Value] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)

    def number(self, name: str) -> Decimal | None:
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None

    def day(self, name: str) -> date | None:
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def has(self, name: str) -> bool:
        """Whether something was typed there, right or wrong."""
        return name in self.values or name in self.unreadable


def read(question: Question, text: str) -> Value | None:
    """The answer, None for an empty one. Raises typed.UnreadableError."""
    bare = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not bare:
        return None
    if question.kind is Kind.NUMBER:
        return typed.number(bare)
    if question.kind is Kind.MONEY:
        return typed.amount(bare)
    if question.kind is Kind.DAY:
        return typed.day(bare)
    if question.kind is Kind.CHOICE and bare not in dict(question.choices):
        raise typed.UnreadableError("Kies een van de mogelijkheden.")
    if len(bare) > question.longest:
        raise typed.UnreadableError(
            f"Dit is {len(bare)} tekens lang; {question.longest} is het meeste. Kort de tekst in."
        )
    return bare


def canonical(value: Value) -> str:
    """One spelling per answer: `5`, `2026-12-31`."""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def from_canonical(question: Question, text: str) -> Value:
    """An answer as `canonical` wrote it."""
    if question.kind in (Kind.NUMBER, Kind.MONEY):
        return Decimal(text)
    return date.fromisoformat(text) if question.kind is Kind.DAY else text
