"""What a plan states of itself, where it states several values the one the portal uses."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from izaportal.core.viewer import Viewer
from pillars.models import PlanFigure, Programme
from pillars.selectors.programmes import visible_ids


def plan_figures(viewer: Viewer, programme: Programme, *, kinds: Collection[str]) -> QuerySet[PlanFigure]:
    """Figures of these kinds for the programme as a whole (`pillar` null) and for its pillars."""
    rows = PlanFigure.objects.filter(programme__in=visible_ids(viewer))
    return rows.filter(programme=programme, kind__in=kinds, is_default=True).order_by(
        "pillar__number", "kind"
    )


def confidential_figures(programme: UUID) -> frozenset[tuple[str | None, str]]:
    """By the slug of their pillar (None: of the whole programme) and their kind. For who makes files."""
    rows = PlanFigure.objects.filter(programme=programme, confidential=True).order_by()
    return frozenset(rows.values_list("pillar__slug", "kind"))


def confidential_kinds(programme: Programme) -> frozenset[str]:
    """Kinds of which any figure of the plan is confidential by its source. For who publishes."""
    rows = PlanFigure.objects.filter(programme=programme, confidential=True).order_by()
    return frozenset(rows.values_list("kind", flat=True))
