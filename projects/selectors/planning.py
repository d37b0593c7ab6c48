"""Milestones, risks, preconditions and conditions of decisions, of a programme or one project."""

from django.db.models import Prefetch, QuerySet

from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import (
    Decision,
    DecisionCondition,
    Milestone,
    Precondition,
    Project,
    Risk,
)


def milestones_of(viewer: Viewer, programme: Programme) -> QuerySet[Milestone]:
    """First due first, with pillar and project."""
    rows = Milestone.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return rows.select_related("pillar", "project")


def milestones_of_project(viewer: Viewer, project: Project) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(programme__in=visible_ids(viewer), project=project)
    return rows.select_related("pillar", "project")


def risks_of(viewer: Viewer, programme: Programme) -> QuerySet[Risk]:
    rows = Risk.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return rows.select_related("project")


def risks_of_project(viewer: Viewer, project: Project) -> QuerySet[Risk]:
    return Risk.objects.filter(programme__in=visible_ids(viewer), project=project)


def preconditions_of(viewer: Viewer, programme: Programme) -> QuerySet[Precondition]:
    """By category, with project."""
    rows = Precondition.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return rows.select_related("project")


def preconditions_of_project(viewer: Viewer, project: Project) -> QuerySet[Precondition]:
    return Precondition.objects.filter(programme__in=visible_ids(viewer), project=project)


def decisions_with_conditions(viewer: Viewer, programme: Programme) -> QuerySet[Decision]:
    """Every decision that counts with its conditions and projects; three queries."""
    rows = Decision.standing.filter(programme__in=visible_ids(viewer), programme=programme)
    return _with_conditions(rows)


def decisions_about(viewer: Viewer, project: Project) -> QuerySet[Decision]:
    """Likewise, only those about the project."""
    rows = Decision.standing.filter(programme__in=visible_ids(viewer), projects=project)
    return _with_conditions(rows)


def _with_conditions(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    return rows.select_related("body", "owner", "replaced_by").prefetch_related(
        Prefetch("conditions", queryset=DecisionCondition.objects.order_by("slug")), "projects"
    )
