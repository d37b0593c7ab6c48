"""Measurements: what waits for an approval, and what was not handed in yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.selectors import waiting as funding
from izaportal.core.formatting import with_unit
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.web.start.lines import Line, LineKind
from izaportal.web.start.sources.periods import asking, periods_of
from kpis.selectors import statuses, waiting

if TYPE_CHECKING:
    from kpis.models import Indicator, Measurement


def to_approve(viewer: Viewer, today: date) -> Iterable[Line]:
    """Submitted values, for whoever may approve them."""
    days = {(row.programme_id, row.quarter): row.approve_until for row in periods_of(viewer)}
    for row in statuses.waiting_everywhere(viewer):
        if _manages(viewer, row.indicator):
            yield _to_approve(row, days.get((row.indicator.programme_id, row.quarter)))


def missing(viewer: Viewer, today: date) -> Iterable[Line]:
    """Values that are due and not there, for managers and for who leads the project they are of."""
    periods = asking(viewer, today)
    if not periods or not (viewer.keys(Role.PROJECT_LEAD, ScopeKind.PROJECT) or _is_manager(viewer)):
        return
    of_grants = funding.projects_on_indicators(viewer)
    for row in waiting.missing_values(viewer, periods):
        indicator = row.indicator
        scopes = set(of_grants.get(indicator.pk, ()))
        if indicator.project is not None:
            scopes.add(f"{indicator.programme.slug}/{indicator.project.slug}")
        if _manages(viewer, indicator) or any(viewer.leads(scope) for scope in scopes):
            yield _missing(row)


def _to_approve(row: Measurement, due: date | None) -> Line:
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


def _missing(row: waiting.MissingValue) -> Line:
    quarter = row.period.quarter
    why = f"Over {quarter.label} is nog geen waarde ingediend."
    if row.members:
        why = f"Van {row.measured} van {row.members} gemeenten is er een waarde over {quarter.label}."
    return Line(
        kind=LineKind.MEASURE,
        title=f"{row.indicator} meten",
        url=f"{_page(row.indicator, quarter)}#metingen",
        why=why,
        where=row.period.programme.short_name,
        part=quarter.label,
        due=row.period.submit_until,
    )


def _page(indicator: Indicator, quarter: Quarter) -> str:
    return f"{reverse('indicator', args=(indicator.programme.slug, indicator.slug))}?kwartaal={quarter}"


def _manages(viewer: Viewer, indicator: Indicator) -> bool:
    return viewer.manages(indicator.programme.slug, indicator.pillar.slug if indicator.pillar else None)


def _is_manager(viewer: Viewer) -> bool:
    return any(right.role == Role.PROGRAMME_MANAGER for right in viewer.rights)
