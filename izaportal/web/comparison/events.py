"""What happened between two moments: milestones that were reached or moved, and decisions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from funding.selectors.risk_rows import RiskRow
from izaportal.core.formatting import date_long, date_nl, euro
from izaportal.core.money import ZERO
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.outlooks import ReportedMilestone
from izaportal.web.board import words
from izaportal.web.board.changes import judged
from izaportal.web.board.links import Links
from izaportal.web.link import Link
from projects.selectors.decisions import DecisionRow

NO_DAY = "geen datum"


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """`told` says what became of it: gehaald, later, eerder."""

    project: Link
    label: str
    was: str
    is_now: str
    told: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    when: str
    word: str
    label: str
    projects: tuple[Link, ...]


def milestones(
    then: Iterable[ReportedMilestone], now: Iterable[ReportedMilestone], links: Links
) -> tuple[MilestoneLine, ...]:
    """Of projects, as their approved reports say; by project, only what differs."""
    before = {row.pk: row for row in then}
    lines = [line for row in now if (line := _milestone(before.get(row.pk), row, links)) is not None]
    return tuple(sorted(lines, key=lambda line: (line.project.label, line.label)))


def _milestone(was: ReportedMilestone | None, row: ReportedMilestone, links: Links) -> MilestoneLine | None:
    """Before the first report on it the day of the plan holds."""
    old, new = (was.expected_on or was.planned) if was else row.planned, row.expected_on or row.planned
    told = _told(was.word if was else "", row, old, new)
    if not told:
        return None
    return MilestoneLine(
        project=Link(row.project_name, links.project(row.project)),
        label=row.label,
        was=_stood(was.word, was.reached_on, old) if was else f"plan: {_day(old)}",
        is_now=_stood(row.word, row.reached_on, new),
        told=told,
    )


def _told(word: str, row: ReportedMilestone, old: date | None, new: date | None) -> str:
    if row.reached_on is not None:
        return "" if word == row.word else "gehaald"
    if old is not None and new is not None and old != new:
        days = abs((new - old).days)
        return f"{days} {words.are(days, 'dag', 'dagen')} {'later' if new > old else 'eerder'}"
    return row.word if word and word != row.word else ""


def _stood(word: str, reached: date | None, expected: date | None) -> str:
    return f"{word} op {date_nl(reached)}" if reached else f"{word}, verwacht {_day(expected)}"


def _day(day: date | None) -> str:
    return date_nl(day) if day else NO_DAY


def verdicts(then: Rows, now: Rows) -> tuple[str, ...]:
    """Milestones of grants that the insurer confirmed or refused since, in euros per project."""
    return tuple(_verdicts(then.current_risks, now.current_risks))


def _verdicts(then: Iterable[RiskRow], now: Iterable[RiskRow]) -> Iterator[str]:
    earlier, listed = list(then), list(now)
    names = {row.project: row.project_name for row in listed}
    for achieved, word in ((True, "bevestigd"), (False, "afgewezen")):
        before, after = judged(earlier, achieved=achieved), judged(listed, achieved=achieved)
        for project, name in names.items():
            gained = after[project] - before.get(project, ZERO)
            if gained > 0:
                yield f"{name}: {euro(gained)} aan mijlpalen {word} door de verzekeraar."
            elif gained < 0:
                yield f"{name}: {euro(-gained)} minder aan mijlpalen {word} dan toen."


def decisions(then: Rows, now: Rows, links: Links) -> tuple[DecisionLine, ...]:
    """Taken since; latest first."""
    known = {_same(row) for row in then.decisions if row.decided_on is not None}
    return tuple(
        decision_line(row, links)
        for row in now.decisions
        if row.decided_on is not None and _same(row) not in known
    )


def decision_line(row: DecisionRow, links: Links) -> DecisionLine:
    return DecisionLine(
        when=date_long(row.decided_on) if row.decided_on else "",
        word=row.word,
        label=row.label,
        projects=tuple(Link(name, links.project(slug)) for slug, name in row.projects),
    )


def _same(row: DecisionRow) -> tuple[str, date | None, tuple[str, ...]]:
    """By what a decision is known: its text, its day, and the projects it is about."""
    return row.label, row.decided_on, tuple(slug for slug, _ in row.projects)
