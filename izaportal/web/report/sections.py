"""The sections of a report: to fill in, to judge or to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from izaportal.core.formatting import number_of
from izaportal.reporting.report.differences import in_force, in_order
from izaportal.reporting.report.judged import AspectItem
from izaportal.reporting.report.questions import SECTION_WORDS, Section, field_id, thing_id
from izaportal.reporting.report.sheet import Progress, Stage
from izaportal.web.link import Link
from izaportal.web.report.blocks import Block, Blocks
from izaportal.web.report.fields import Fields
from izaportal.web.report.read import Seen


@dataclass(frozen=True, slots=True)
class Post:
    """What a form brought that the page must show again: own texts, the other's, mistakes, a refusal."""

    mine: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    tried_to_submit: bool = False
    from_sign_in: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """How far the sections are, and what there is of evidence."""

    progress: tuple[Progress, ...]
    evidence: str

    @property
    def done(self) -> int:
        return sum(one.stage == Stage.DONE for one in self.progress)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What a submitted report says in one field; it stands in one part of the table with all of its thing."""

    name: str
    label: str
    text: str
    before: str = ""

    @property
    def thing(self) -> str:
        return thing_id(self.name)

    @property
    def id(self) -> str:
        """Where the field was; empty when it is all that is said of its thing."""
        own = field_id(self.name)
        return own if own != self.thing else ""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """`blocks` to fill in, or `rows` to read; `remark` of who sent it back."""

    key: str
    word: str
    progress: Progress | None = None
    blocks: tuple[Block, ...] = ()
    rows: tuple[ReadRow, ...] = ()
    remark: str = ""
    draft_remark: str = ""

    @property
    def id(self) -> str:
        return f"onderdeel-{self.key}"


def steps(seen: Seen) -> Steps:
    number = len(seen.drafted.facts.evidence)
    words = number_of(number, "stuk", "stukken") if number else "nog leeg"
    return Steps(seen.drafted.reading.all_progress, words)


def evidence(seen: Seen) -> tuple[Link, ...]:
    """What proves the project: of this quarter or of no quarter in particular."""
    rows = (row for row in seen.drafted.facts.evidence if row.quarter in (None, seen.quarter))
    return tuple(
        Link(
            row.label,
            row.url or reverse("evidence-file", kwargs={"evidence": row.pk}),
            row.quarter.label if row.quarter else "",
        )
        for row in rows
    )


def draft_fields(seen: Seen, post: Post) -> tuple[Fields, Blocks]:
    fields = fields_of(seen, post)
    return fields, Blocks(seen.drafted, fields, label_before(seen))


def fields_of(seen: Seen, post: Post) -> Fields:
    before = seen.drafted.facts.before
    return Fields(
        seen.drafted.reading,
        all_findings=post.tried_to_submit,
        mine=post.mine,
        theirs=post.theirs,
        refused=post.refused,
        last={name: told["shown"] for name, told in in_force(before.content).items()} if before else {},
    )


def to_write(seen: Seen, post: Post) -> Iterator[ShownSection]:
    reading = seen.drafted.reading
    _, blocks = draft_fields(seen, post)
    remarks = _remarks(seen)
    for section in reading.sheet.sections:
        items = reading.sheet.in_section(section)
        yield ShownSection(
            section.value,
            SECTION_WORDS[section],
            progress=reading.progress(section) if items else None,
            blocks=tuple(blocks.of(item) for item in items),
            remark=remarks.get(section, ""),
        )


def to_read(seen: Seen, post: Post) -> Iterator[ShownSection]:
    submission = seen.submission
    if submission is None:
        return
    before = seen.drafted.facts.before
    said = before.content if before else {}
    for section in Section:
        rows = [
            ReadRow(name, told["label"], told["shown"], said.get(name, {}).get("shown", ""))
            for name in in_order(submission.content)
            if (told := submission.content[name])["section"] == section and section is not Section.JUDGEMENT
        ]
        if rows or section in (Section.JUDGEMENT, Section.EVIDENCE):
            yield ShownSection(
                section.value,
                SECTION_WORDS[section],
                rows=tuple(rows),
                remark={row.section: row.text for row in submission.remarks.all()}.get(section, ""),
                draft_remark=post.mine.get(f"opmerking.{section}", ""),
            )


def judging_blocks(seen: Seen, post: Post) -> tuple[Block, ...]:
    """The aspects for the manager, as the lead proposed them or as was typed."""
    reading = seen.judging(post.mine)
    if reading is None:
        return ()
    fields = Fields(reading, all_findings=True, refused=post.refused)
    blocks = Blocks(seen.drafted, fields, label_before(seen))
    return tuple(blocks.of(item) for item in reading.sheet.items if isinstance(item, AspectItem))


def _remarks(seen: Seen) -> dict[str, str]:
    """Of a report that was sent back."""
    if seen.report is None or seen.report.state != "returned" or seen.submission is None:
        return {}
    return {row.section: row.text for row in seen.submission.remarks.all()}


def label_before(seen: Seen) -> str:
    before = seen.drafted.facts.before
    return before.report.quarter.label if before else seen.quarter.previous.label
