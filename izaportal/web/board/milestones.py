"""Milestones that were pushed out this quarter."""

from dataclasses import dataclass
from datetime import date

from izaportal.core.formatting import number_of
from izaportal.reporting.selectors.board_rows import PushedMilestone, Rows
from izaportal.web.board.links import Links

WEEK = 7
LONG = 8 * WEEK
DAYS_IN_MONTH = 30


@dataclass(frozen=True, slots=True)
class PushedLine:
    label: str
    project: str
    url: str
    was: date
    now: date
    later: str


@dataclass(frozen=True, slots=True)
class Milestones:
    """The furthest first. `since` empty: no quarter lies before this one."""

    lines: tuple[PushedLine, ...]
    since: str

    @property
    def title(self) -> str:
        """A sentence that somebody can repeat."""
        count = len(self.lines)
        if not count:
            return "Geen mijlpaal schoof dit kwartaal op"
        return f"{number_of(count, 'mijlpaal schoof', 'mijlpalen schoven')} dit kwartaal op"


def milestones(rows: Rows, links: Links) -> Milestones:
    lines = tuple(_line(row, links) for row in rows.pushed)
    return Milestones(lines, rows.previous.label if rows.previous else "")


def _line(row: PushedMilestone, links: Links) -> PushedLine:
    return PushedLine(
        label=row.label,
        project=row.project_name,
        url=links.report(row.project) if row.project else links.home(),
        was=row.was,
        now=row.now,
        later=later(row.days),
    )


def later(days: int) -> str:
    """`9 dagen later`, `3 weken later`, `2 maanden later`: as people say it."""
    if days < 2 * WEEK:
        return f"{number_of(days, 'dag', 'dagen')} later"
    if days <= LONG - WEEK:
        return f"{round(days / WEEK)} weken later"
    return f"{round(days / DAYS_IN_MONTH)} maanden later"
