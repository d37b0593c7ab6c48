"""What a report still lacks, section by section and in words. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from izaportal.core.formatting import number_of
from izaportal.reporting.report.items import Item
from izaportal.reporting.report.judged import NoteItem
from izaportal.reporting.report.questions import Section, field_id
from izaportal.reporting.report.sheet import Reading

# One and several of what a section is about; the same words where there is never more than one.
THINGS = {
    Section.MEASUREMENTS: ("meting", "metingen"),
    Section.SPENDING: ("besteding", "bestedingen"),
    Section.MILESTONES: ("mijlpaal", "mijlpalen"),
    Section.RISKS: ("risico", "risico’s"),
    Section.JUDGEMENT: ("oordeel", "oordelen"),
    Section.NARRATIVE: ("voortgang", "voortgang"),
    Section.DECISION: ("besluit", "besluit"),
    Section.EVIDENCE: ("bewijs", "bewijs"),
}
SINGLE = (Section.NARRATIVE, Section.DECISION)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report: of how many things how many are complete; `place`: the first field to mend."""

    section: Section
    done: int
    total: int
    place: str = ""

    @property
    def lacks(self) -> int:
        return self.total - self.done

    @property
    def words(self) -> str:
        """`2 metingen`; empty when nothing lacks."""
        if not self.lacks:
            return ""
        one, several = THINGS[self.section]
        if self.section in SINGLE:
            return one
        return number_of(self.lacks, one, several)

    @property
    def anchor(self) -> str:
        return field_id(self.place) if self.place else ""


def parts_of(reading: Reading) -> tuple[Part, ...]:
    """Of every section that asks something, in the order of the report. Remarks that may stay empty do not
    count."""
    return tuple(_part(section, items, reading) for section, items in _asked(reading))


def complete(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts of a report that was handed in: nothing of it lacks any more."""
    return tuple(Part(part.section, part.total, part.total) for part in parts)


def lacking(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.lacks)


def _asked(reading: Reading) -> Iterator[tuple[Section, tuple[Item, ...]]]:
    for section in reading.sheet.sections:
        items = tuple(
            item
            for item in reading.sheet.in_section(section)
            if not (isinstance(item, NoteItem) and item.is_optional)
        )
        if items:
            yield section, items


def _part(section: Section, items: tuple[Item, ...], reading: Reading) -> Part:
    done = sum(not reading.by_item[item.key] for item in items)
    names = {question.name for item in items for question in item.questions}
    return Part(section, done, len(items), next((name for name in reading.findings if name in names), ""))
