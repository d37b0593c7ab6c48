"""The evidence of projects that belongs to a quarter or to one before it: for who found the projects."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from izaportal.core.quarter import Quarter
from projects.models import Evidence


def evidence_until(project: UUID, quarter: Quarter) -> Iterable[Evidence]:
    """Also what names no quarter; oldest first, one query."""
    return Evidence.objects.filter(_belongs(quarter), project=project).order_by("added_at", "id")


def evidence_marks(projects: Iterable[UUID], quarter: Quarter) -> Mapping[UUID, tuple[int, datetime]]:
    """By which it shows that there is more: how much of each project, and the last; one query."""
    rows = Evidence.objects.filter(_belongs(quarter), project__in=projects).order_by().values("project")
    found = rows.annotate(count=Count("id"), last=Max("added_at")).values_list("project", "count", "last")
    return {project: (count, last) for project, count, last in found}


def _belongs(quarter: Quarter) -> Q:
    return Q(quarter__lte=quarter) | Q(quarter__isnull=True)
