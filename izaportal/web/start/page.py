"""What the start page shows: programmes with their tallies, and what waits for this person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from izaportal.core.formatting import date_long, with_unit
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web import states
from izaportal.web.shell import existing_url

if TYPE_CHECKING:
    from kpis.models import IndicatorStatus, Measurement
    from pillars.models import Meeting, Programme, ReportingPeriod

MOST_WAITING = 8
MOST_MEETINGS = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """Indicators per status at a quarter."""

    quarter: Quarter
    is_frozen: bool
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    slug: str
    label: str
    name: str
    url: str
    dashboard_url: str
    region: str
    state: str
    frozen: Tally | None = None
    current: Tally | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits, with the place where it can be done."""

    title: str
    url: str
    where: str
    why: str
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something can be done in an open quarter; negative days are over."""

    programme: str
    what: str
    until: date
    days_left: int

    @property
    def words(self) -> str:
        if self.days_left < 0:
            return "verstreken"
        if self.days_left == 0:
            return "vandaag"
        return f"nog {self.days_left} {'dag' if self.days_left == 1 else 'dagen'}"


@dataclass(frozen=True, slots=True)
class MeetingLine:
    day: date
    body: str
    programme: str
    about: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class StartPage:
    cards: tuple[ProgrammeCard, ...] = ()
    tasks: tuple[Task, ...] = ()
    more_tasks: int = 0
    deadlines: tuple[Deadline, ...] = ()
    meetings: tuple[MeetingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class StartFacts:
    """Everything that was read for the page."""

    viewer: Viewer
    today: date
    programmes: tuple[Programme, ...]
    periods: tuple[ReportingPeriod, ...] = ()
    statuses: tuple[IndicatorStatus, ...] = ()
    waiting: tuple[Measurement, ...] = ()
    meetings: tuple[Meeting, ...] = field(default=())


def quarters_shown(periods: Iterable[ReportingPeriod]) -> set[Quarter]:
    """Of every programme the last frozen quarter and the last one that is not, once that is over."""
    return {period.quarter for pair in _ends(periods).values() for period in pair if period is not None}


def build(facts: StartFacts) -> StartPage:
    ends = _ends(facts.periods)
    counts = _counts(facts.statuses)
    tasks = [
        _task(row) for row in facts.waiting if _may_approve(facts.viewer, row)
    ]  # others cannot do anything about it
    return StartPage(
        cards=tuple(_card(row, ends.get(row.pk, (None, None)), counts) for row in facts.programmes),
        tasks=tuple(tasks[:MOST_WAITING]),
        more_tasks=max(0, len(tasks) - MOST_WAITING),
        deadlines=tuple(_deadlines(facts)),
        meetings=tuple(_meeting(row) for row in facts.meetings[:MOST_MEETINGS]),
    )


def _ends(
    periods: Iterable[ReportingPeriod],
) -> dict[UUID, tuple[ReportingPeriod | None, ReportingPeriod | None]]:
    """Per programme (last frozen, last open or closed); periods come oldest first. A quarter that still runs
    is only told of when there is no other."""
    found: dict[UUID, tuple[ReportingPeriod | None, ReportingPeriod | None]] = {}
    for period in periods:
        frozen, current = found.get(period.programme_id, (None, None))
        if period.is_observed and current is not None:
            continue
        is_frozen = period.state == states.FROZEN
        found[period.programme_id] = (period, current) if is_frozen else (frozen, period)
    return found


def _counts(statuses: Iterable[IndicatorStatus]) -> dict[tuple[UUID, Quarter], Counter[str]]:
    counts: dict[tuple[UUID, Quarter], Counter[str]] = defaultdict(Counter)
    for row in statuses:
        counts[row.indicator.programme_id, row.quarter][row.status] += 1
    return counts


def _card(
    programme: Programme,
    ends: tuple[ReportingPeriod | None, ReportingPeriod | None],
    counts: Mapping[tuple[UUID, Quarter], Counter[str]],
) -> ProgrammeCard:
    frozen, current = ends
    return ProgrammeCard(
        slug=programme.slug,
        label=programme.short_name,
        name=programme.name,
        url=reverse("programme", kwargs={"programme": programme.slug}),
        dashboard_url=existing_url("dashboard-latest", programme=programme.slug) if frozen or current else "",
        region=programme.region.name,
        state=programme.get_state_display(),
        frozen=_tally(frozen, counts),
        current=_tally(current, counts),
    )


def _tally(
    period: ReportingPeriod | None, counts: Mapping[tuple[UUID, Quarter], Counter[str]]
) -> Tally | None:
    if period is None:
        return None
    found = counts.get((period.programme_id, period.quarter), Counter())
    return Tally(period.quarter, period.state == states.FROZEN, dict(found))


def _may_approve(viewer: Viewer, row: Measurement) -> bool:
    indicator = row.indicator
    return viewer.manages(indicator.programme.slug, indicator.pillar.slug if indicator.pillar else None)


def _task(row: Measurement) -> Task:
    indicator = row.indicator
    url = reverse("indicator", kwargs={"programme": indicator.programme.slug, "indicator": indicator.slug})
    value = with_unit(Decimal(row.value), indicator.unit, indicator.decimals)
    return Task(
        title=f"{indicator} goedkeuren",
        url=f"{url}?kwartaal={row.quarter}#metingen",
        where=f"{indicator.programme.short_name}, {row.quarter.label}",
        why=f"Ingediend: {value}. Telt nog nergens mee.",
        is_illustrative=row.illustrative,
    )


def _deadlines(facts: StartFacts) -> Iterable[Deadline]:
    """Of every open quarter the day to hand in and the day to approve; closed ones ask nothing more."""
    for period in facts.periods:
        if period.state != states.OPEN or period.is_observed:
            continue
        where = f"{period.programme.short_name}, {period.quarter.label}"
        for what, until in (("Indienen", period.submit_until), ("Goedkeuren", period.approve_until)):
            yield Deadline(where, what, until, (until - facts.today).days)


def _meeting(row: Meeting) -> MeetingLine:
    return MeetingLine(
        day=row.held_on,
        body=str(row.body),
        programme=row.body.programme.short_name,
        about=f"bespreekt {row.quarter.label}" if row.quarter else "",
        is_illustrative=row.illustrative,
    )


def greeting(viewer: Viewer, page: StartPage, today: date) -> str:
    """One sentence: what waits today."""
    count = len(page.tasks) + page.more_tasks
    if not page.cards:
        return f"Het is {date_long(today)}."
    if count == 0:
        return f"Het is {date_long(today)}. Er wacht niets op u."
    waits = "wacht één meting" if count == 1 else f"wachten {count} metingen"
    return f"Het is {date_long(today)}. Er {waits} op uw goedkeuring."
