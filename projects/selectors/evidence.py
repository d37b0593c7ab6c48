"""The evidence of one project that belongs to a quarter or to one before it: for who found the project."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from izaportal.core.quarter import Quarter
from projects.models import Evidence


def evidence_until(project: UUID, quarter: Quarter, *, known_at: datetime) -> Iterable[Evidence]:
    """What names no quarter counts when it was there by then; oldest first, one query."""
    belongs = Q(quarter__lte=quarter) | Q(quarter__isnull=True, added_at__lte=known_at)
    return Evidence.objects.filter(belongs, project=project).order_by("added_at", "id")
