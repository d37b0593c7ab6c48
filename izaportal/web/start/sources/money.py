"""Money of grants: clocks of the duty to report, and verdicts that are to be recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.selectors import waiting
from izaportal.core.formatting import date_long, euro
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.web.start.lines import Line, LineKind

if TYPE_CHECKING:
    from funding.models import Grant
    from projects.models import Project

AHEAD = timedelta(days=90)


def duties(viewer: Viewer, today: date) -> Iterable[Line]:
    """What must be reported to the state in writing, for controllers and managers."""
    if not viewer.programme_slugs:
        return
    for row in waiting.open_duties(viewer):
        project = row.milestone.grant.project
        if viewer.controls(project.programme.slug) or _manages(viewer, project):
            yield Line(
                kind=LineKind.DUTY,
                title=f"Melden: {row.milestone.label}",
                url=reverse("duty", args=(project.programme.slug, row.pk)),
                why=f"Meldplicht sinds {date_long(row.opened_on)}: {row.reason}",
                where=project.programme.short_name,
                part=project.name,
                due=row.report_by,
                is_illustrative=row.illustrative,
            )


def verdicts(viewer: Viewer, today: date) -> Iterable[Line]:
    """Milestones of a grant that the insurer has not judged, for who records the verdict."""
    if not viewer.keys(Role.CONTROLLER, ScopeKind.PROGRAMME):
        return
    for row in waiting.milestones_without_verdict(viewer, until=today + AHEAD):
        project = row.grant.project
        if viewer.controls(project.programme.slug):
            yield Line(
                kind=LineKind.VERDICT,
                title=f"Oordeel vastleggen: {row.label}",
                url=reverse("record-verdict", args=(*_grant(row.grant), row.pk)),
                why=f"Aan deze mijlpaal hangt {euro(row.amount)}; de verzekeraar heeft nog niet geoordeeld.",
                where=project.programme.short_name,
                part=project.name,
                due=row.due,
                is_illustrative=row.illustrative,
            )


def _manages(viewer: Viewer, project: Project) -> bool:
    return viewer.manages(project.programme.slug, project.pillar.slug if project.pillar else None)


def _grant(grant: Grant) -> tuple[str, str, str]:
    return grant.project.programme.slug, grant.project.slug, grant.slug
