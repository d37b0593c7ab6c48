"""What a report is about, one thing at a time: its fields, and what is wrong or missing in them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from izaportal.core.formatting import date_nl, euro_cents, number
from izaportal.reporting.report.questions import (
    Answers,
    Finding,
    Kind,
    Question,
    Section,
    missing,
    wrong,
)


class Item(Protocol):
    """One thing of a section: it is done when it finds nothing in the answers."""

    @property
    def section(self) -> Section: ...

    @property
    def key(self) -> str:
        """The beginning of the names of its fields."""

    @property
    def is_optional(self) -> bool:
        """Whether all of it may stay empty."""

    @property
    def questions(self) -> tuple[Question, ...]: ...

    def findings(self, answers: Answers) -> Iterator[Finding]: ...


@dataclass(frozen=True, slots=True)
class CostLine:
    """Costs in the quarter of a milestone of a grant, or of the grant as a whole (`milestone` empty).

    `booked`: what the ledger already holds of this quarter.
    """

    milestone: str
    label: str
    booked: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class GrantItem:
    """What was spent of a grant this quarter; `left`: what of the award is not booked yet."""

    slug: str
    label: str
    lines: tuple[CostLine, ...]
    left: Decimal
    section: Section = Section.SPENDING
    is_optional: bool = False

    @property
    def key(self) -> str:
        return f"besteding.{self.slug}"

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(
            Question(
                self.name_of(line), line.label, Kind.MONEY, self.section,
                given=number(line.booked, 2) if line.booked else "",
                full_label=f"{self.label}: {line.label}",
            )
            for line in self.lines
        )  # fmt: skip

    def name_of(self, line: CostLine) -> str:
        return f"{self.key}.{line.milestone}" if line.milestone else self.key

    def to_book(self, answers: Answers) -> Iterator[tuple[CostLine, Decimal]]:
        """What the answers say on top of what is booked."""
        for line in self.lines:
            amount = answers.number(self.name_of(line))
            if amount is not None and amount > line.booked:
                yield line, amount - line.booked

    def findings(self, answers: Answers) -> Iterator[Finding]:
        for line in self.lines:
            name = self.name_of(line)
            amount = answers.number(name)
            if not answers.has(name):
                yield missing(name, "Vul in wat er dit kwartaal is besteed. Niets besteed? Vul 0 in.")
            elif amount is not None and amount < line.booked:
                yield wrong(
                    name,
                    f"Er is al {euro_cents(line.booked)} geboekt in dit kwartaal. "
                    "Minder kan alleen met een tegenboeking van de controller.",
                )
        added = list(self.to_book(answers))
        if sum((amount for _, amount in added), Decimal(0)) > self.left:
            yield wrong(
                self.name_of(added[-1][0]),
                f"Samen is dat meer dan er van de toekenning over is: {euro_cents(self.left)} "
                "boven wat al is geboekt.",
            )


class Outlook(StrEnum):
    """How a milestone stands; the values are those of projects.models.MilestoneState."""

    PLANNED = "planned"
    LATE = "late"
    REACHED = "reached"
    DROPPED = "dropped"


OUTLOOK_WORDS = (
    (Outlook.PLANNED.value, "op schema"),
    (Outlook.LATE.value, "te laat"),
    (Outlook.REACHED.value, "gehaald"),
    (Outlook.DROPPED.value, "vervallen"),
)


@dataclass(frozen=True, slots=True)
class MilestoneItem:
    """A milestone of the project that is not behind us."""

    slug: str
    label: str
    due: date | None
    today: date
    state: str = ""
    expected_on: date | None = None
    reached_on: date | None = None
    section: Section = Section.MILESTONES
    is_optional: bool = False

    @property
    def key(self) -> str:
        return f"mijlpaal.{self.slug}"

    @property
    def questions(self) -> tuple[Question, ...]:
        state = self.state if self.state in {choice for choice, _ in OUTLOOK_WORDS} else ""
        expected = self.expected_on or self.due
        return (
            self._ask("stand", "Stand", Kind.CHOICE, choices=OUTLOOK_WORDS, given=state),
            self._ask("verwacht", "Verwacht op", Kind.DAY, given=date_nl(expected) if expected else ""),
            self._ask(
                "gehaald", "Gehaald op", Kind.DAY, given=date_nl(self.reached_on) if self.reached_on else ""
            ),
            self._ask("toelichting", "Toelichting", help="Bij te laat of vervallen: waarom?"),
        )

    def findings(self, answers: Answers) -> Iterator[Finding]:
        state = answers.text(f"{self.key}.stand")
        if not state:
            yield missing(f"{self.key}.stand", "Kies hoe deze mijlpaal ervoor staat.")
        elif state in (Outlook.PLANNED, Outlook.LATE):
            yield from self._when(answers)
        elif state == Outlook.REACHED:
            yield from self._reached(answers)
        if state in (Outlook.LATE, Outlook.DROPPED) and not answers.has(f"{self.key}.toelichting"):
            yield missing(f"{self.key}.toelichting", "Schrijf waarom.")

    def _when(self, answers: Answers) -> Iterator[Finding]:
        name = f"{self.key}.verwacht"
        expected = answers.day(name)
        if not answers.has(name):
            yield missing(name, "Vul in wanneer u deze mijlpaal verwacht.")
        elif (
            expected is not None
            and self.due is not None
            and expected > self.due
            and answers.text(f"{self.key}.stand") == Outlook.PLANNED
        ):
            yield wrong(name, f"Dit is na de afgesproken dag {date_nl(self.due)}. Kies dan te laat.")

    def _reached(self, answers: Answers) -> Iterator[Finding]:
        name = f"{self.key}.gehaald"
        reached = answers.day(name)
        if not answers.has(name):
            yield missing(name, "Vul in op welke dag deze mijlpaal is gehaald.")
        elif reached is not None and reached > self.today:
            yield wrong(name, "Deze dag moet nog komen. Kies op schema, of een dag die er al was.")

    def _ask(self, part: str, label: str, kind: Kind = Kind.TEXT, **more: object) -> Question:
        told = f"{self.label}: {label.lower()}"
        name = f"{self.key}.{part}"
        return Question(name, label, kind, self.section, full_label=told, **more)  # type: ignore[arg-type]  # the rest of a Question, by name


SCORES = tuple((str(score), str(score)) for score in range(1, 6))


@dataclass(frozen=True, slots=True)
class RiskItem:
    """A risk of the project, scored anew."""

    slug: str
    label: str
    likelihood: int | None = None
    impact: int | None = None
    measure: str = ""
    section: Section = Section.RISKS
    is_optional: bool = False

    @property
    def key(self) -> str:
        return f"risico.{self.slug}"

    @property
    def questions(self) -> tuple[Question, ...]:
        scores = (("kans", "Kans", self.likelihood), ("gevolg", "Gevolg", self.impact))
        return (
            *(
                Question(
                    f"{self.key}.{part}",
                    label,
                    Kind.CHOICE,
                    self.section,
                    choices=SCORES,
                    given="" if score is None else str(score),
                    full_label=f"{self.label}: {label.lower()}",
                )
                for part, label, score in scores
            ),
            Question(
                f"{self.key}.toelichting",
                "Wat is er veranderd?",
                section=self.section,
                full_label=f"{self.label}: toelichting",
            ),
        )

    def findings(self, answers: Answers) -> Iterator[Finding]:
        for part, word in (("kans", "de kans"), ("gevolg", "het gevolg")):
            if not answers.has(f"{self.key}.{part}"):
                yield missing(f"{self.key}.{part}", f"Geef {word} een cijfer van 1 (klein) tot 5 (groot).")
