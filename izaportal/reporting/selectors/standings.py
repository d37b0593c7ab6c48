"""Stored standings: the last row of every project and quarter."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from izaportal.core.errors import Refused
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import ProjectStanding
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


def latest_standings(
    viewer: Viewer, programme: Programme, *, quarters: Iterable[Quarter] | None = None
) -> QuerySet[ProjectStanding]:
    """One row per project and quarter: the last one stored."""
    rows = _visible(viewer).filter(project__programme=programme)
    if quarters is not None:
        rows = rows.filter(quarter__in=list(quarters))
    return rows.order_by("project_id", "quarter", "-id").distinct("project_id", "quarter")


def standing_fingerprints(programme: Programme, quarter: Quarter) -> dict[UUID, str]:
    """For jobs: what the last standing of every project was calculated from."""
    rows = ProjectStanding.objects.filter(project__programme=programme, quarter=quarter)
    latest = rows.order_by("project_id", "-id").distinct("project_id")
    return dict(latest.values_list("project_id", "fingerprint"))


def require_untold(project_id: UUID, frozen: Iterable[Quarter]) -> None:
    """Raises Refused when a frozen quarter tells how the project stood."""
    rows = ProjectStanding.objects.filter(project=project_id, quarter__in=list(frozen))
    told = rows.select_related("project").order_by("quarter").first()
    if told is not None:
        raise Refused(f"‘{told.project}’ staat in {told.quarter.label}, en dat kwartaal is vastgesteld.")


def standing_value(field: str, quarter: Quarter) -> Subquery:
    """A field of the last standing of each project in a query about projects; null without a standing."""
    rows = ProjectStanding.objects.filter(project=OuterRef("pk"), quarter=quarter)
    return Subquery(rows.order_by("-id").values(field)[:1])


def stands_as(condition: Q, quarter: Quarter) -> Exists:
    """In a query about projects: whether the last standing is so; one without a standing is in no way."""
    rows = ProjectStanding.objects.filter(project=OuterRef(OuterRef("pk")), quarter=quarter)
    last = Subquery(rows.order_by("-id").values("pk")[:1])
    return Exists(ProjectStanding.objects.filter(condition, pk=last))


def _visible(viewer: Viewer) -> QuerySet[ProjectStanding]:
    return ProjectStanding.objects.filter(project__programme__in=visible_ids(viewer))
