"""Milestones of plans: what is due within some months, and what passed without being reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.viewer import Viewer
from izaportal.web.start.lines import Line, LineKind
from projects.selectors.waiting import unreached_milestones

if TYPE_CHECKING:
    from projects.models import Milestone

AHEAD = timedelta(days=90)


def ahead(viewer: Viewer, today: date) -> Iterable[Line]:
    """For who manages the programme or pillar, or leads the project."""
    if not viewer.programme_slugs:
        return
    for row in unreached_milestones(viewer, until=today + AHEAD):
        if _is_theirs(viewer, row):
            yield _line(row, today)


def _is_theirs(viewer: Viewer, row: Milestone) -> bool:
    programme, pillar = row.programme.slug, row.pillar or (row.project.pillar if row.project else None)
    leads = row.project is not None and viewer.leads(f"{programme}/{row.project.slug}")
    return leads or viewer.manages(programme, pillar.slug if pillar else None)


def _line(row: Milestone, today: date) -> Line:
    is_past = row.due is not None and row.due < today
    return Line(
        kind=LineKind.MILESTONE,
        title=row.label,
        url=_url(row),
        why="De dag is voorbij en de mijlpaal staat niet als gehaald."
        if is_past
        else f"Stand: {row.get_state_display()}.",
        where=row.programme.short_name,
        part=row.project.name if row.project else "",
        due=row.due,
        is_illustrative=row.illustrative,
    )


def _url(row: Milestone) -> str:
    """To the row itself where it is edited; of the programme as a whole it stands in its planning."""
    programme = row.programme.slug
    if row.project is not None:
        return reverse("edit-project-row", args=(programme, row.project.slug, "mijlpalen", row.pk))
    return f"{reverse('programme', args=(programme,))}?deel=planning#mijlpaal-{row.slug}"
