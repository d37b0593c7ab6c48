"""Measurements: what waits for an approval, and what was not handed in yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import with_unit
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.reporting.report.questions import field_id
from izaportal.reporting.selectors.reporters import reporters
from izaportal.reporting.selectors.reports import values_of_waiting_reports
from izaportal.web import states
from izaportal.web.report_words import report_url
from izaportal.web.start.lines import Line, LineKind
from izaportal.web.start.sources.periods import asking, periods_of
from kpis.selectors import statuses, waiting

if TYPE_CHECKING:
    from kpis.models import Indicator, Measurement
    from projects.models import Project


def to_approve(viewer: Viewer, today: date) -> Iterable[Line]:
    """Submitted values, for whoever may approve them; in a frozen quarter they cannot count any more, and
    those of a report that waits are judged with it."""
    changeable = (row for row in periods_of(viewer) if row.state != states.FROZEN)
    days = {(row.programme_id, row.quarter): row.approve_until for row in changeable}
    for row in statuses.waiting_everywhere(viewer).exclude(pk__in=values_of_waiting_reports(viewer)):
        due = days.get((row.indicator.programme_id, row.quarter))
        if due is not None and _manages(viewer, row.indicator):
            yield _to_approve(row, due)


def missing(viewer: Viewer, today: date) -> Iterable[Line]:
    """Values that are due and not there, for managers and for who leads a project that reports them; what
    stands in the lead's own report already, or came back with it, is asked by the line of that report."""
    periods = asking(viewer, today)
    if not periods or not (viewer.keys(Role.PROJECT_LEAD, ScopeKind.PROJECT) or _is_manager(viewer)):
        return
    asked = reporters(viewer, periods)
    for row in waiting.missing_values(viewer, periods):
        project = asked.writable(row.indicator, row.period)
        is_held = project is not None and asked.holds(project, row.indicator, row.period.quarter)
        if _manages(viewer, row.indicator) or (asked.led(row.indicator) and not is_held):
            yield _missing(row, project)


def _to_approve(row: Measurement, due: date) -> Line:
    indicator = row.indicator
    value = with_unit(Decimal(row.value), indicator.unit, indicator.decimals)
    return Line(
        kind=LineKind.APPROVE,
        title=f"{indicator} goedkeuren",
        url=f"{_page(indicator, row.quarter)}#meting-{row.pk}",
        why=f"Ingediend: {value}. Telt nog nergens mee.",
        where=indicator.programme.short_name,
        part=row.quarter.label,
        due=due,
        is_illustrative=row.illustrative,
    )


def _missing(row: waiting.MissingValue, project: Project | None) -> Line:
    """`project`: the one in whose report the value can be entered."""
    quarter = row.period.quarter
    why = f"Over {quarter.label} is nog geen waarde ingediend."
    if row.members:
        why = f"Van {row.measured} van {row.members} gemeenten is er een waarde over {quarter.label}."
    return Line(
        kind=LineKind.MEASURE,
        title=f"{row.indicator} meten",
        url=_entry(row.indicator, project, quarter),
        why=why,
        where=row.period.programme.short_name,
        part=quarter.label,
        due=row.period.submit_until,
    )


def _entry(indicator: Indicator, project: Project | None, quarter: Quarter) -> str:
    """Its field in the report of the project; without one the page that takes its value."""
    if project is None:
        return reverse("enter-measurement", args=(indicator.programme.slug, indicator.slug, quarter))
    return f"{report_url(project, quarter)}#{field_id(f'meting.{indicator.slug}')}"


def _page(indicator: Indicator, quarter: Quarter) -> str:
    return f"{reverse('indicator', args=(indicator.programme.slug, indicator.slug))}?kwartaal={quarter}"


def _manages(viewer: Viewer, indicator: Indicator) -> bool:
    return viewer.manages(indicator.programme.slug, indicator.pillar.slug if indicator.pillar else None)


def _is_manager(viewer: Viewer) -> bool:
    return any(right.role == Role.PROGRAMME_MANAGER for right in viewer.rights)
