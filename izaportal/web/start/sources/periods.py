"""Quarters: which are open, and what they ask of a controller."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import date_long
from izaportal.core.viewer import Viewer
from izaportal.web import states
from izaportal.web.start.lines import Line, LineKind
from pillars.selectors import plan

if TYPE_CHECKING:
    from pillars.models import ReportingPeriod


def periods_of(viewer: Viewer) -> tuple[ReportingPeriod, ...]:
    """Of all programmes seen, oldest first; read once, for several sources and the cards."""
    return viewer.remember("periods", lambda: tuple(plan.periods_everywhere(viewer)))


def asking(viewer: Viewer, today: date) -> list[ReportingPeriod]:
    """Open quarters that are over: only then can they be measured and reported on."""
    return [row for row in periods_of(viewer) if row.state == states.OPEN and not row.is_observed_on(today)]


def to_close_or_freeze(viewer: Viewer, today: date) -> Iterable[Line]:
    for period in periods_of(viewer):
        if (
            viewer.controls(period.programme.slug)
            and period.state != states.FROZEN
            and not period.is_observed_on(today)
        ):
            yield _line(period, today)


def _line(period: ReportingPeriod, today: date) -> Line:
    is_open = period.state == states.OPEN
    until = date_long(period.approve_until)
    if not is_open:
        why = "Het kwartaal is gesloten. Stel de cijfers vast zodra alles is doorgerekend."
    elif today > period.approve_until:
        why = f"Goedkeuren kon tot en met {until}."
    else:
        why = f"Goedkeuren kan nog tot en met {until}; daarna sluit u het kwartaal."
    return Line(
        kind=LineKind.PERIOD,
        title=f"{period.quarter.label} {'sluiten' if is_open else 'vaststellen'}",
        url=reverse("period" if is_open else "freeze-quarter", args=(period.programme.slug, period.quarter)),
        why=why,
        where=period.programme.short_name,
        due=period.approve_until,
    )
