"""The measurements a report asks for: one per indicator, or one per municipality. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from izaportal.core.formatting import number, sentence_case
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.reporting.report.questions import (
    Answers,
    Finding,
    Kind,
    Question,
    Section,
    Weight,
    missing,
    wrong,
)
from kpis.explanation import is_percentage
from kpis.plausibility import Entry, doubts
from kpis.targets import Accumulation

NUMERATOR, DENOMINATOR, CONFIRMATION, ABSENT = "teller", "noemer", "bevestiging", "ontbreekt"
VALUE_PLACES = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one value is entered: for the programme as a whole (no `code`) or one municipality of it.

    `last` is the latest value of an earlier quarter, `present` the one this quarter has already,
    `parts` its numerator and denominator.
    """

    code: str = ""
    name: str = ""
    last: tuple[Quarter, Decimal] | None = None
    present: Decimal | None = None
    parts: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class MeasuredValue:
    """A value as it goes to kpis: `municipality` a CBS code, empty for the programme as a whole."""

    indicator: str
    municipality: str
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    confirmation: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorItem:
    """An indicator that is measured this quarter; `is_fraction`: value = numerator over denominator."""

    slug: str
    label: str
    quarter: Quarter
    accumulation: Accumulation
    spots: tuple[Spot, ...] = (Spot(),)
    unit: str = ""
    help: str = ""
    is_change: bool = False
    may_be_negative: bool = False
    is_fraction: bool = False
    section: Section = Section.MEASUREMENTS
    is_optional: bool = False

    @property
    def key(self) -> str:
        return f"meting.{self.slug}"

    @property
    def is_per_municipality(self) -> bool:
        return any(spot.code for spot in self.spots)

    @property
    def questions(self) -> tuple[Question, ...]:
        asked = [question for spot in self.spots for question in self.asked_at(spot)]
        reason = self._ask(
            f"{self.key}.{ABSENT}",
            "Geen meting dit kwartaal? Schrijf waarom",
            Kind.TEXT,
            told=f"{self.label}: waarom er geen meting is",
        )
        return (*asked, reason)

    def name_at(self, spot: Spot) -> str:
        return f"{self.key}.{spot.code}" if spot.code else self.key

    def asked_at(self, spot: Spot) -> tuple[Question, ...]:
        """The value (or its two parts), then the reason that an odd one asks for."""
        name = self.name_at(spot)
        label, told = spot.name or self.label, self._told(spot)
        return (
            *(self._parts(name, told, spot) if self.is_fraction else (self._value(name, label, told, spot),)),
            self._ask(
                f"{name}.{CONFIRMATION}",
                "Toch juist? Schrijf waarom",
                Kind.TEXT,
                told=f"{told}: bevestiging",
            ),
        )

    def value_at(self, spot: Spot, answers: Answers) -> Decimal | None:
        """What was entered; of a fraction what its parts make, in percent where the unit is one."""
        name = self.name_at(spot)
        if not self.is_fraction:
            return answers.number(name)
        numerator = answers.number(f"{name}.{NUMERATOR}")
        denominator = answers.number(f"{name}.{DENOMINATOR}")
        if numerator is None or not denominator:
            return None
        scale = 100 if is_percentage(self.unit) else 1
        return rounded(numerator * scale / denominator, VALUE_PLACES).normalize() + 0

    def values(self, answers: Answers) -> Iterator[MeasuredValue]:
        for spot in self.spots:
            value, name = self.value_at(spot, answers), self.name_at(spot)
            if value is not None:
                yield MeasuredValue(
                    self.slug,
                    spot.code,
                    value,
                    answers.number(f"{name}.{NUMERATOR}") if self.is_fraction else None,
                    answers.number(f"{name}.{DENOMINATOR}") if self.is_fraction else None,
                    answers.text(f"{name}.{CONFIRMATION}"),
                )

    def filled(self, answers: Answers) -> int:
        """At how many of the spots something was entered."""
        return sum(self._is_filled(spot, answers) for spot in self.spots)

    def doubt_at(self, spot: Spot, answers: Answers) -> str:
        """What is odd about the value, in one or two sentences; empty when it is believable."""
        value = self.value_at(spot, answers)
        if value is None or value == spot.present:
            return ""
        entry = Entry(
            quarter=self.quarter,
            value=value,
            accumulation=self.accumulation,
            unit=self.unit,
            is_change=self.is_change,
            may_be_negative=self.may_be_negative,
            previous=spot.last,
        )
        return " ".join(doubt.sentence for doubt in doubts(entry))

    def findings(self, answers: Answers) -> Iterator[Finding]:
        has_reason = answers.has(f"{self.key}.{ABSENT}")
        for spot in self.spots:
            yield from self._findings_at(spot, answers, may_be_empty=has_reason)
        if has_reason and self.filled(answers) == len(self.spots):
            yield wrong(
                f"{self.key}.{ABSENT}", "Er staat een waarde. Maak dit veld leeg, of haal de waarde weg."
            )

    def _findings_at(self, spot: Spot, answers: Answers, *, may_be_empty: bool) -> Iterator[Finding]:
        name = self.name_at(spot)
        if not self._is_filled(spot, answers):
            if not may_be_empty:
                yield missing(self._first(name), "Vul een waarde in, of schrijf waarom er geen meting is.")
            return
        if self.is_fraction:
            yield from self._of_fraction(name, answers)
        doubt = self.doubt_at(spot, answers)
        if doubt and not answers.has(f"{name}.{CONFIRMATION}"):
            message = f"{doubt} Klopt dit? Schrijf dan waarom; anders verbetert u de waarde."
            yield Finding(f"{name}.{CONFIRMATION}", message, Weight.DOUBTFUL)

    def _of_fraction(self, name: str, answers: Answers) -> Iterator[Finding]:
        numerator, denominator = f"{name}.{NUMERATOR}", f"{name}.{DENOMINATOR}"
        for part in (numerator, denominator):
            if not answers.has(part):
                yield missing(part, "Teller en noemer horen bij elkaar; vul beide in.")
        size = answers.number(denominator)
        if size is not None and size <= 0:
            yield wrong(denominator, "De noemer is groter dan 0. Schrijf anders waarom er geen meting is.")

    def _is_filled(self, spot: Spot, answers: Answers) -> bool:
        name = self.name_at(spot)
        parts = (f"{name}.{NUMERATOR}", f"{name}.{DENOMINATOR}") if self.is_fraction else (name,)
        return any(answers.has(part) for part in parts)

    def _first(self, name: str) -> str:
        return f"{name}.{NUMERATOR}" if self.is_fraction else name

    def _told(self, spot: Spot) -> str:
        return f"{self.label}, {spot.name}" if spot.name else self.label

    def _value(self, name: str, label: str, told: str, spot: Spot) -> Question:
        given = "" if spot.present is None else number(spot.present)
        return Question(
            name, label, Kind.NUMBER, self.section,
            help="" if spot.code else self.help, unit=self.unit, given=given, full_label=told,
        )  # fmt: skip

    def _parts(self, name: str, told: str, spot: Spot) -> tuple[Question, ...]:
        given = ("", "") if spot.parts is None else tuple(number(part) for part in spot.parts)
        return tuple(
            replace(
                self._ask(f"{name}.{part}", sentence_case(part), Kind.NUMBER, told=f"{told}: {part}"),
                given=text,
            )
            for part, text in zip((NUMERATOR, DENOMINATOR), given, strict=True)
        )

    def _ask(self, name: str, label: str, kind: Kind, *, told: str) -> Question:
        return Question(name, label, kind, self.section, full_label=told)
