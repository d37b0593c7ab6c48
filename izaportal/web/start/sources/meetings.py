"""Meetings ahead, for who attends them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.web.start.lines import Line, LineKind
from pillars.selectors import plan

if TYPE_CHECKING:
    from pillars.models import Meeting

AHEAD = timedelta(days=90)


def ahead(viewer: Viewer, today: date) -> Iterable[Line]:
    """Board members, the secretary of the body, and who manages or controls the programme."""
    if not viewer.rights:
        return
    for row in plan.meetings_from(viewer, today):
        if row.held_on <= today + AHEAD and _attends(viewer, row):
            yield _line(row)


def _attends(viewer: Viewer, row: Meeting) -> bool:
    programme = row.body.programme.slug
    is_secretary = viewer.holds(Role.SECRETARY, (ScopeKind.BODY, f"{programme}/{row.body.slug}"))
    by_municipality = bool(viewer.board_municipalities) and programme not in viewer.programme_slugs
    return is_secretary or by_municipality or viewer.manages(programme) or viewer.controls(programme)


def _line(row: Meeting) -> Line:
    programme = row.body.programme
    about = f"Bespreekt {row.quarter.label}." if row.quarter else "Staat in de planning."
    url = f"{reverse('programme', args=(programme.slug,))}?deel=planning#vergaderingen"
    if row.quarter is not None:
        url = reverse("dashboard", args=(programme.slug, row.quarter))
    return Line(
        kind=LineKind.MEETING,
        title=str(row.body),
        url=url,
        why=about,
        where=programme.short_name,
        due=row.held_on,
        is_event=True,
        is_illustrative=row.illustrative,
    )
