"""The form of one report: reads what was typed, says what is wrong or missing and how far it is. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from izaportal.core.errors import Mistake
from izaportal.core.formatting import number_of
from izaportal.reporting.report.items import Item
from izaportal.reporting.report.questions import (
    SECTION_WORDS,
    Answers,
    Finding,
    Question,
    Section,
    Value,
    Weight,
    canonical,
    read,
    wrong,
)
from izaportal.reporting.report.typed import UnreadableError

Typed = Mapping[str, str]
Content = dict[str, dict[str, str]]


class Stage(StrEnum):
    """How far a section is."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Progress:
    """A section's things: how many are done and how many have a mistake."""

    section: Section
    stage: Stage
    done: int
    items: int
    mistakes: int

    @property
    def word(self) -> str:
        return SECTION_WORDS[self.section]

    @property
    def words(self) -> str:
        """`1 fout, 2 van 3 klaar`."""
        if self.stage is Stage.DONE:
            return "klaar"
        if self.stage is Stage.EMPTY:
            return "nog leeg"
        part = f"{self.done} van {self.items} klaar" if self.items > 1 else "begonnen"
        if not self.mistakes:
            return part
        return f"{number_of(self.mistakes, 'fout', 'fouten')}, {part}"


@dataclass(frozen=True)
class Sheet:
    """What a report asks: its things in order of section. Only sections that apply have any."""

    items: tuple[Item, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {question.name: question for item in self.items for question in item.questions}

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Those with something to fill in, and the evidence, which is kept with the project."""
        present = {item.section for item in self.items}
        return tuple(section for section in Section if section in present or section is Section.EVIDENCE)

    @cached_property
    def given(self) -> dict[str, str]:
        """What stands in the fields before anybody types."""
        return {name: question.given for name, question in self.questions.items()}

    def in_section(self, section: Section) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.section is section)

    def asking(self, section: Section) -> tuple[Item, ...]:
        """Those that must be filled in: what may stay empty is no progress."""
        return tuple(item for item in self.in_section(section) if not item.is_optional)


@dataclass(frozen=True)
class Reading:
    """A sheet with what was typed in it; what was typed in fields that are no more is left alone."""

    sheet: Sheet
    typed: Typed

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every field of the sheet with what stands in it."""
        return {name: self.typed.get(name, given) for name, given in self.sheet.given.items()}

    @cached_property
    def answers(self) -> Answers:
        values: dict[str, Value] = {}
        unreadable: dict[str, str] = {}
        for name, question in self.sheet.questions.items():
            try:
                value = read(question, self.texts[name])
            except UnreadableError as problem:
                unreadable[name] = str(problem)
            else:
                if value is not None:
                    values[name] = value
        return Answers(values, unreadable)

    @cached_property
    def by_item(self) -> dict[str, tuple[Finding, ...]]:
        """What is found about each thing, by its key."""
        return {item.key: tuple(self._found(item)) for item in self.sheet.items}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """The first finding of each field, in the order of the form."""
        found: dict[str, Finding] = {}
        for findings in self.by_item.values():
            for finding in findings:
                found.setdefault(finding.place, finding)
        return {name: found[name] for name in self.sheet.questions if name in found}

    @property
    def wrong(self) -> dict[str, Finding]:
        """What can be told as soon as it is typed: what is missing may still come."""
        return {name: one for name, one in self.findings.items() if one.weight is not Weight.MISSING}

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Everything that keeps the report from being submitted, at its field."""
        return tuple(Mistake(name, finding.message) for name, finding in self.findings.items())

    def progress(self, section: Section) -> Progress:
        items = self.sheet.asking(section)
        found = [self.by_item[item.key] for item in items]
        done = sum(not findings for findings in found)
        mistakes = sum(one.weight is not Weight.MISSING for findings in found for one in findings)
        return Progress(section, self._stage(section, done, mistakes), done, len(items), mistakes)

    @cached_property
    def all_progress(self) -> tuple[Progress, ...]:
        """Of the sections that have something to fill in."""
        return tuple(self.progress(section) for section in self.sheet.sections if section in self._asked)

    @property
    def content(self) -> Content:
        """What the report says, readable without the sheet: per field its place in the form (jsonb keeps no
        order), section, label, value and words."""
        return {
            name: {
                "at": f"{at:04d}",
                "section": question.section.value,
                "label": question.told,
                "value": canonical(self.answers.values[name]),
                "shown": question.shown(self.answers.values[name]),
            }
            for at, (name, question) in enumerate(self.sheet.questions.items())
            if name in self.answers.values
        }

    @property
    def _asked(self) -> set[Section]:
        return {item.section for item in self.sheet.items}

    def _found(self, item: Item) -> Iterator[Finding]:
        names = {question.name for question in item.questions}
        for name, message in self.answers.unreadable.items():
            if name in names:
                yield wrong(name, message)
        yield from (one for one in item.findings(self.answers) if one.place not in self.answers.unreadable)

    def _stage(self, section: Section, done: int, mistakes: int) -> Stage:
        items = self.sheet.asking(section)
        if mistakes:
            return Stage.WRONG
        if done == len(items):
            return Stage.DONE
        names = [question.name for item in items for question in item.questions]
        touched = any(self.texts[name].strip() for name in names)
        return Stage.BEGUN if touched or done else Stage.EMPTY
