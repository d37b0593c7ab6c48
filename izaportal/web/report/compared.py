"""What a report says differently from the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import Http404

from izaportal.core.formatting import sentence_case
from izaportal.reporting.report.differences import Difference, differences
from izaportal.reporting.report.questions import SECTION_WORDS
from izaportal.web.link import Link
from izaportal.web.report.page import crumbs
from izaportal.web.report_words import report_url

if TYPE_CHECKING:
    from izaportal.reporting.report.differences import Stored
    from izaportal.web.report.read import Seen


@dataclass(frozen=True, slots=True)
class Group:
    word: str
    rows: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """`old` and `new` say what is compared with what."""

    title: str
    lead: str
    crumbs: tuple[Link, ...]
    old: str
    new: str
    groups: tuple[Group, ...]
    back: str


def compare(seen: Seen, version: str) -> Compared:
    """Http404 for a version that is not there or may not be seen."""
    (old_word, old), (new_word, new) = _of_version(seen, version) if version else _of_quarter(seen)
    found = differences(old, new)
    return Compared(
        title=f"Verschil met {old_word}",
        lead=f"{seen.project.name}. {sentence_case(new_word)} naast {old_word}.",
        crumbs=tuple(_crumbs(seen)),
        old=old_word,
        new=new_word,
        groups=tuple(
            Group(SECTION_WORDS[section], tuple(rows))
            for section, rows in groupby(found, lambda one: one.section)
        ),
        back=report_url(seen.project, seen.quarter),
    )


def _of_quarter(seen: Seen) -> tuple[tuple[str, Stored], tuple[str, Stored]]:
    """What is written now, or else was submitted, against the last approved report before it."""
    before = seen.drafted.facts.before
    old: tuple[str, Stored] = (
        (before.report.quarter.label, before.content) if before else ("vorig kwartaal", {})
    )
    if seen.can_write:
        return old, (f"het concept van {seen.quarter.label}", seen.drafted.reading.content)
    return old, (seen.quarter.label, seen.submission.content if seen.submission else {})


def _of_version(seen: Seen, version: str) -> tuple[tuple[str, Stored], tuple[str, Stored]]:
    by_number = {str(one.number): one for one in seen.submissions}
    if version not in by_number:
        raise Http404("Deze versie is er niet.")
    new = by_number[version]
    old = by_number.get(str(new.number - 1))
    return (
        (f"versie {old.number}", old.content) if old else ("geen eerdere versie", {}),
        (f"versie {new.number}", new.content),
    )


def _crumbs(seen: Seen) -> Iterator[Link]:
    *others, last = crumbs(seen)
    yield from others
    yield Link(last.label, report_url(seen.project, seen.quarter))
    yield Link("Verschil")
