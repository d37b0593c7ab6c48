"""Meetings ahead, for who attends them, and what they decided, for who follows it up or decides on it too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import date_long
from izaportal.core.viewer import Role, Viewer
from izaportal.meetings.selectors.colleges import waiting_for
from izaportal.meetings.selectors.following import may_follow_up
from izaportal.meetings.selectors.following import to_follow_up as decisions_to_follow_up
from izaportal.web.decision_lines import owner_of
from izaportal.web.start.lines import Line, LineKind
from pillars.selectors.members import meetings_for

if TYPE_CHECKING:
    from pillars.models import Meeting
    from projects.models import Decision

AHEAD = timedelta(days=90)
SOON_ENOUGH = timedelta(days=30)
FOLLOW_UP = frozenset({Role.PROGRAMME_MANAGER, Role.PROJECT_LEAD, Role.SECRETARY})


def ahead(viewer: Viewer, today: date) -> Iterable[Line]:
    """Of bodies whose meetings concern the viewer."""
    if viewer.rights:
        yield from map(_line, meetings_for(viewer, today, today + AHEAD))


def to_follow_up(viewer: Viewer, today: date) -> Iterable[Line]:
    """Decisions that end soon or are late, for who leads or manages their projects or keeps the body."""
    if not any(right.role in FOLLOW_UP for right in viewer.rights):
        return
    for row in decisions_to_follow_up(viewer, until=today + SOON_ENOUGH):
        if may_follow_up(viewer, row):
            yield _follow_up(row)


def for_college(viewer: Viewer, today: date) -> Iterable[Line]:
    """Decisions that the own college decides on as well, and of which nothing is known yet."""
    if viewer.board_municipalities:
        yield from map(_of_college, waiting_for(viewer, viewer.board_municipalities))


def _of_college(row: Decision) -> Line:
    decided = f"{row.body or row.decided_by}, {date_long(row.decided_on)}"
    return Line(
        kind=LineKind.COLLEGE,
        title=f"College van {getattr(row, 'college', '')}: {row.label}",  # annotation of the selector
        url=f"{reverse('decision', args=(row.programme.slug, row.slug))}#colleges",
        why=f"{decided}: {row.get_kind_display()}. Van uw college is nog niets bekend.",
        where=row.programme.short_name,
        is_illustrative=row.illustrative,
    )


def _follow_up(row: Decision) -> Line:
    projects = [project.name for project in row.projects.all()]
    return Line(
        kind=LineKind.FOLLOW_UP,
        title=f"Opvolgen: {row.label}",
        url=reverse("decision", args=(row.programme.slug, row.slug)),
        why=f"Besloten: {row.get_kind_display()}. Opvolging door {owner_of(row) or 'nog niemand'}.",
        where=row.programme.short_name,
        part=projects[0] if len(projects) == 1 else "",
        due=row.deadline,
        is_illustrative=row.illustrative,
    )


def _line(row: Meeting) -> Line:
    programme = row.body.programme
    about = f"Bespreekt {row.quarter.label}." if row.quarter else "Staat in de planning."
    return Line(
        kind=LineKind.MEETING,
        title=str(row.body),
        url=reverse("meeting", args=(programme.slug, row.pk)),
        why=about,
        where=programme.short_name,
        due=row.held_on,
        is_event=True,
        is_illustrative=row.illustrative,
    )
