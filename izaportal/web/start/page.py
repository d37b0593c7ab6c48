"""Mijn werk: what waits for this person, what changed since they were here, and their programmes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from izaportal.core.formatting import date_long
from izaportal.core.viewer import Viewer
from izaportal.web.start.cards import ProgrammeCard, cards, quarters_shown
from izaportal.web.start.changes import Changes, since_last_visit
from izaportal.web.start.lines import Source, Work, arrange
from izaportal.web.start.sources import SOURCES
from izaportal.web.start.sources.periods import periods_of
from kpis.selectors import statuses
from pillars.selectors.municipalities import SeenMunicipality, municipalities
from pillars.selectors.programmes import seen_by


@dataclass(frozen=True, slots=True)
class StartPage:
    work: Work
    changes: Changes
    cards: tuple[ProgrammeCard, ...]
    comes_next: str
    own: tuple[SeenMunicipality, ...] = ()


def build(viewer: Viewer, today: date, sources: Iterable[Source] = SOURCES) -> StartPage:
    """A fixed number of queries for each kind of person."""
    lines = [line for source in sources for line in source(viewer, today)]
    seen = sorted(seen_by(viewer), key=lambda one: one.short_name)
    periods = periods_of(viewer) if seen else ()
    found = statuses.statuses_everywhere(viewer, quarters_shown(periods)) if seen else ()
    return StartPage(
        work=arrange(lines, today),
        changes=since_last_visit(viewer),
        cards=cards(seen, periods, found),
        own=own_municipalities(viewer),
        comes_next=comes_next(viewer, today),
    )


def own_municipalities(viewer: Viewer) -> tuple[SeenMunicipality, ...]:
    """For which the viewer sits on the board; no query for anybody else."""
    if not viewer.board_municipalities:
        return ()
    return tuple(one for one in municipalities(viewer) if one.code in viewer.board_municipalities)


def comes_next(viewer: Viewer, today: date) -> str:
    """The next day on which a quarter asks something, for who has nothing to do now."""
    days = [
        (day, f"{period.quarter.label} van {period.programme.short_name}", what)
        for period in (periods_of(viewer) if seen_by(viewer) else ())
        for day, what in ((period.submit_until, "indienen"), (period.approve_until, "goedkeuren"))
        if day >= today
    ]
    if not days:
        return "Zodra er een kwartaal opengaat, staat hier wat er van u gevraagd wordt."
    day, of, what = min(days)
    return f"De eerstvolgende termijn is {date_long(day)}: {what} van {of}."


def greeting(page: StartPage, today: date) -> str:
    """One sentence: what waits today."""
    day, count, late = f"Het is {date_long(today)}.", page.work.count, page.work.overdue
    if not count:
        return day
    waits = "wacht één ding" if count == 1 else f"wachten {count} dingen"
    if not late:
        return f"{day} Er {waits} op u."
    which = "dat is" if count == 1 else "één daarvan is" if late == 1 else f"{late} daarvan zijn"
    return f"{day} Er {waits} op u; {which} te laat."
