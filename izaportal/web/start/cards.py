"""Programmes on the start page: each with the tallies of its last fixed quarter and of the last other one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from izaportal.core.quarter import Quarter

if TYPE_CHECKING:
    from kpis.models import IndicatorStatus
    from pillars.models import Programme, ReportingPeriod


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


def quarters_shown(periods: Iterable[ReportingPeriod]) -> set[Quarter]:
    """Of every programme the last frozen quarter and the last one that is not, once that is over."""
    return {period.quarter for pair in _ends(periods).values() for period in pair if period is not None}


def cards(
    programmes: Iterable[Programme],
    periods: Iterable[ReportingPeriod],
    statuses: Iterable[IndicatorStatus],
) -> tuple[ProgrammeCard, ...]:
    ends, counts = _ends(periods), _counts(statuses)
    return tuple(_card(row, ends.get(row.pk, (None, None)), counts) for row in programmes)


def _ends(
    periods: Iterable[ReportingPeriod],
) -> dict[UUID, tuple[ReportingPeriod | None, ReportingPeriod | None]]:
    """Per programme (last frozen, last open or closed); periods come oldest first.

    A quarter that still runs is only told of when there is no other.
    """
    found: dict[UUID, tuple[ReportingPeriod | None, ReportingPeriod | None]] = {}
    for period in periods:
        frozen, current = found.get(period.programme_id, (None, None))
        if period.is_observed and (frozen or current):
            continue
        is_frozen = period.is_frozen
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
        dashboard_url=reverse("dashboard-latest", args=(programme.slug,)) if frozen or current else "",
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
    return Tally(period.quarter, period.is_frozen, dict(found))
