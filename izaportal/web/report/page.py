"""Puts the page of a report together: to write, to judge or to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core import clock
from izaportal.core.formatting import date_long, sentence_case
from izaportal.reporting.report.judged import ReopeningItem
from izaportal.reporting.report.sheet import Reading, Sheet
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.link import Link
from izaportal.web.report.blocks import Block
from izaportal.web.report.fields import Fields, ShownField
from izaportal.web.report.read import Seen
from izaportal.web.report.sections import (
    Post,
    ReadRow,
    ShownSection,
    Steps,
    evidence,
    fields_of,
    judging_blocks,
    label_before,
    steps,
    to_read,
    to_write,
)
from izaportal.web.report.trail import Act, Judged, Version, acts, judged, versions
from izaportal.web.report_words import moment, person, report_url, state_word

if TYPE_CHECKING:
    from izaportal.reporting.report.questions import Question
    from projects.models import Project

BADGE = {"concept": "draft", "approved": "frozen"}
REOPENING = Sheet((ReopeningItem(),))


@dataclass(frozen=True)
class ReportPage:
    seen: Seen
    title: str
    lead: str
    crumbs: tuple[Link, ...]
    badge: str
    state: str
    sections: tuple[ShownSection, ...]
    steps: Steps | None = None
    basis: str = ""
    summary: tuple[ShownField, ...] = ()
    post: Post = field(default_factory=Post)
    judged: tuple[Judged, ...] = ()
    judging: tuple[Block, ...] = ()
    versions: tuple[Version, ...] = ()
    acts: tuple[Act, ...] = ()
    saved: str = ""
    label_before: str = ""
    differs_from_before: bool = False
    evidence: tuple[Link, ...] = ()
    evidence_url: str = ""

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps a ruling from being given, where no field of the page tells it."""
        told = {field.name for block in self.judging for field in (*block.fields, *block.more)}
        if self.seen.can_write:
            return ()
        return tuple(message for place, message in self.post.refused.items() if place not in told)

    @property
    def can_reopen(self) -> bool:
        """The lead ran out of time, and the viewer may give more."""
        seen = self.seen
        state = seen.report.state if seen.report else ""
        is_open = seen.period.state == "open" and state in ("", "concept", "returned")
        return is_open and seen.rights.reopen and clock.today() > self.submit_until

    @property
    def submit_until(self) -> date:
        report, period = self.seen.report, self.seen.period
        return report.open_until if report and report.open_until else period.submit_until

    @property
    def url(self) -> str:
        return report_url(self.seen.project, self.seen.quarter)

    @property
    def place(self) -> dict[str, str]:
        return {"programme": self.seen.project.programme.slug, "project": self.seen.project.slug}

    @property
    def remarked(self) -> tuple[ShownSection, ...]:
        """What to mend in a report that was sent back."""
        return tuple(one for one in self.sections if one.remark) if self.seen.can_write else ()

    @property
    def typed_in_vain(self) -> tuple[ReadRow, ...]:
        """What was typed in a report that is shut by now, so that it can still be copied."""
        if self.seen.can_write or self.judging:
            return ()
        questions: dict[str, Question] = self.seen.drafted.reading.sheet.questions
        kept = ((name, text) for name, text in self.post.mine.items() if name in questions and text)
        return tuple(ReadRow(name, questions[name].told, text) for name, text in kept)

    @property
    def reopening(self) -> tuple[ShownField, ...]:
        reading = Reading(REOPENING, self.post.mine)
        fields = Fields(reading, refused=self.post.refused)
        return tuple(fields.of(question) for question in REOPENING.questions.values())

    @property
    def submitted_by(self) -> str:
        last = self.seen.submission
        return f"{person(last.submitted_by)}, {moment(last.submitted_at)}" if last else ""

    @property
    def is_illustrative(self) -> bool:
        """What the report shows beside what is typed was made up for show."""
        facts = self.seen.drafted.facts
        return any(row.illustrative for row in facts.last.values()) or any(
            grant.illustrative for grant in facts.grants
        )


def build(seen: Seen, post: Post | None = None) -> ReportPage:
    post = post or Post()
    sections = to_write(seen, post) if seen.can_write else to_read(seen, post)
    state = seen.report.state if seen.report is not None and _tells_state(seen) else ""
    fields = fields_of(seen, post) if seen.can_write else None
    word = state_word(seen.report if state else None, seen.rights)
    return ReportPage(
        seen=seen,
        title=f"Rapportage {seen.quarter.label}",
        lead=_lead(seen),
        crumbs=tuple(crumbs(seen)),
        badge=BADGE.get(state, "none"),
        state=sentence_case(word),
        sections=tuple(sections),
        steps=steps(seen) if seen.can_write else None,
        basis=json.dumps(seen.drafted.reading.texts, ensure_ascii=False) if seen.can_write else "",
        summary=fields.summary if fields and post.tried_to_submit else (),
        post=post,
        judged=tuple(judged(seen)),
        judging=judging_blocks(seen, post),
        versions=tuple(versions(seen)),
        acts=tuple(acts(seen)),
        saved=_saved(seen),
        label_before=label_before(seen),
        differs_from_before=seen.drafted.facts.before is not None and bool(seen.can_write or seen.submission),
        evidence=evidence(seen),
        evidence_url=_evidence_url(seen),
    )


def _lead(seen: Seen) -> str:
    until = seen.report.open_until if seen.report and seen.report.open_until else seen.period.submit_until
    if seen.can_write:
        return (
            f"{seen.project.name}. Indienen kan tot en met {date_long(until)}; "
            "daarna keurt de programmamanager goed."
        )
    return f"{seen.project.name}. Stand op {date_long(seen.quarter.last_day)}."


def crumbs(seen: Seen) -> Iterator[Link]:
    *others, reports = list_crumbs(seen.project)
    place = {"programme": seen.project.programme.slug, "project": seen.project.slug}
    yield from (*others, Link(reports.label, reverse("reports", kwargs=place)), Link(seen.quarter.label))


def list_crumbs(project: Project) -> tuple[Link, ...]:
    url = reverse("project", args=(project.programme.slug, project.slug))
    return programme_crumbs(project.programme, Link(project.name, url), Link("Rapportages"))


def _evidence_url(seen: Seen) -> str:
    """Evidence is kept with the project, where it can be added until the quarter is shut."""
    if not seen.rights.write:
        return ""
    place = {"programme": seen.project.programme.slug, "project": seen.project.slug}
    return reverse("add-project-row", kwargs={**place, "section": "bewijs"})


def _tells_state(seen: Seen) -> bool:
    return seen.rights.see_drafts or bool(seen.submissions)


def _saved(seen: Seen) -> str:
    if seen.report is None:
        return "Nog niets getypt. Wat u typt wordt vanzelf bewaard."
    return f"Concept bewaard op {moment(seen.report.saved_at)}. U kunt het venster sluiten."
