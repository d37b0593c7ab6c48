"""What became of a report: judgements side by side, its versions, and who did what when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from izaportal.core.formatting import sentence_case
from izaportal.web.report.read import Seen
from izaportal.web.report_words import moment, person, report_url

if TYPE_CHECKING:
    from izaportal.reporting.models import AspectJudgement, ReportSubmission


@dataclass(frozen=True, slots=True)
class Judged:
    """Three facts side by side, never merged: what was computed, proposed and settled."""

    word: str
    computed: str
    sentence: str
    proposed: AspectJudgement | None
    settled: AspectJudgement | None

    @property
    def is_as_proposed(self) -> bool:
        if self.proposed is None or self.settled is None:
            return False
        texts = ("colour", "reason", "cause", "consequence", "steering")
        return all(getattr(self.proposed, name) == getattr(self.settled, name) for name in texts)


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    who: str
    ruling: str
    previous: int
    url: str


@dataclass(frozen=True, slots=True)
class Act:
    who: str
    at: str
    what: str
    why: str


def judged(seen: Seen) -> Iterator[Judged]:
    submission = seen.submission
    if submission is None:
        return
    rows = list(submission.judgements.all())
    for proposed in (row for row in rows if row.judged_as == "proposed"):
        same = (row for row in rows if row.aspect == proposed.aspect and row.judged_as == "settled")
        yield Judged(
            sentence_case(str(proposed.get_aspect_display())),
            proposed.computed,
            proposed.sentence,
            proposed,
            next(same, None),
        )


def versions(seen: Seen) -> Iterator[Version]:
    numbers = {submission.number for submission in seen.submissions}
    for submission in reversed(seen.submissions):
        before = submission.number - 1
        yield Version(
            submission.number,
            f"{person(submission.submitted_by)}, {moment(submission.submitted_at)}",
            _ruling(submission),
            before if before in numbers else 0,
            f"{report_url(seen.project, seen.quarter, 'report-differences')}?versie={submission.number}",
        )


def _ruling(submission: ReportSubmission) -> str:
    if not submission.ruling:
        return "wacht op de programmamanager"
    who = f"{person(submission.ruled_by)}, {moment(submission.ruled_at)}"
    return f"{submission.get_ruling_display()} door {who}"


def acts(seen: Seen) -> Iterator[Act]:
    """Latest first."""
    for entry in seen.history:
        yield Act(entry.actor_name, moment(entry.at), entry.action, entry.reason)
