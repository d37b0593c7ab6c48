"""Stored refund risks and shares: the last row of every grant, or project and municipality, and quarter."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from funding.models import Grant, MunicipalShare, RefundRisk
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


def visible_grants(viewer: Viewer) -> QuerySet[Grant]:
    """Grants of the programmes the viewer may see."""
    return Grant.objects.filter(project__programme__in=visible_ids(viewer))


def latest_risks(
    viewer: Viewer, programme: Programme, *, quarters: Iterable[Quarter] | None = None
) -> QuerySet[RefundRisk]:
    """One row per grant and quarter, with grant and project."""
    rows = RefundRisk.objects.filter(grant__project__programme__in=visible_ids(viewer))
    rows = rows.filter(grant__project__programme=programme)
    if quarters is not None:
        rows = rows.filter(quarter__in=list(quarters))
    latest = rows.order_by("grant_id", "quarter", "-id").distinct("grant_id", "quarter")
    return latest.select_related("grant__project")


def risks_of_grants(viewer: Viewer, grants: Iterable[Grant], quarter: Quarter) -> QuerySet[RefundRisk]:
    """The last row of each of these grants at the quarter; none for money without refund."""
    rows = RefundRisk.objects.filter(grant__project__programme__in=visible_ids(viewer))
    rows = rows.filter(grant__in=list(grants), quarter=quarter)
    return rows.order_by("grant_id", "-id").distinct("grant_id")


def latest_shares(viewer: Viewer, programme: Programme, quarter: Quarter) -> QuerySet[MunicipalShare]:
    """The table per municipality of a programme: one row per project and municipality."""
    rows = MunicipalShare.objects.filter(project__programme__in=visible_ids(viewer))
    rows = rows.filter(project__programme=programme, quarter=quarter)
    latest = rows.order_by("project_id", "municipality_id", "-id").distinct("project_id", "municipality_id")
    return latest.select_related("project", "municipality", "key")


def stored_risks(programme: Programme, quarter: Quarter) -> QuerySet[RefundRisk]:
    """For jobs: the last row of every grant, with grant and project."""
    rows = RefundRisk.objects.filter(grant__project__programme=programme, quarter=quarter)
    return rows.order_by("grant_id", "-id").distinct("grant_id").select_related("grant__project")


def risk_fingerprints(programme: Programme, quarter: Quarter) -> dict[UUID, str]:
    """For jobs: what the last result of every grant was calculated from."""
    rows = RefundRisk.objects.filter(grant__project__programme=programme, quarter=quarter)
    latest = rows.order_by("grant_id", "-id").distinct("grant_id")
    return dict(latest.values_list("grant_id", "fingerprint"))


def share_fingerprints(programme: Programme, quarter: Quarter) -> dict[tuple[UUID, UUID], str]:
    """For jobs: likewise per (project id, municipality id)."""
    rows = MunicipalShare.objects.filter(project__programme=programme, quarter=quarter)
    latest = rows.order_by("project_id", "municipality_id", "-id").distinct("project_id", "municipality_id")
    found = latest.values_list("project_id", "municipality_id", "fingerprint")
    return {(project, municipality): value for project, municipality, value in found}
