"""The fields of a report as its page shows them: what is in them, what is wrong, what another made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from izaportal.reporting.report.questions import Finding, Kind, Question, Weight, field_id
from izaportal.reporting.report.sheet import Reading
from izaportal.web.choosing import Choice

MONEY_PREFIX = "€"
LINES = {"metingen.toelichting": 5, "besteding.toelichting": 4, "voortgang.tekst": 7, "besluit.waarom": 4}


@dataclass(frozen=True, slots=True)
class ShownField:
    """`error` is what to mend, empty where nothing is wrong; `weight` how bad: a doubt is no mistake.

    `theirs`: what another typed here meanwhile, None unless both did. `last`: last quarter's answer.
    """

    question: Question
    value: str
    error: str = ""
    weight: str = ""
    theirs: str | None = None
    last: str = ""

    @property
    def name(self) -> str:
        return self.question.name

    @property
    def id(self) -> str:
        return field_id(self.question.name)

    @property
    def kind(self) -> str:
        return self.question.kind.value

    @property
    def is_wrong(self) -> bool:
        return bool(self.error) and self.weight != Weight.DOUBTFUL

    @property
    def prefix(self) -> str:
        return MONEY_PREFIX if self.question.kind is Kind.MONEY else ""

    @property
    def rows(self) -> int:
        return LINES.get(self.question.name, 2)

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(Choice(value, word, value == self.value) for value, word in self.question.choices)


@dataclass(frozen=True)
class Fields:
    """Makes the fields of a reading. `all_findings`: also what is missing is told, as after submitting.

    `mine` stands in fields in place of what is stored; `theirs` beside those that both changed; `refused` are
    mistakes that a service found, by field.
    """

    reading: Reading
    all_findings: bool = False
    mine: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)

    def of(self, question: Question) -> ShownField:
        name = question.name
        found = self.findings.get(name)
        return ShownField(
            question,
            self.mine.get(name, self.reading.texts[name]),
            error=self.refused.get(name) or (found.message if found else ""),
            weight=found.weight.value if found else "",
            theirs=self.theirs.get(name),
            last=self.last.get(name, ""),
        )

    @property
    def findings(self) -> Mapping[str, Finding]:
        return self.reading.findings if self.all_findings else self.reading.wrong

    @property
    def summary(self) -> tuple[ShownField, ...]:
        """Every field with something to mend, in the order of the form."""
        listed = (self.of(question) for question in self.reading.sheet.questions.values())
        return tuple(one for one in listed if one.error)
