"""What a plan states of its projects, and under which pillar each stands."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from izaportal.core.models import Knowledge
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Project, ProjectFigure


def stated_by_projects(
    viewer: Viewer, programme: Programme, *, kinds: Collection[str]
) -> QuerySet[ProjectFigure]:
    """Figures of these kinds at every place of the plan, by project; nothing confidential, no doubles."""
    rows = ProjectFigure.objects.filter(
        project__programme__in=visible_ids(viewer),
        project__programme=programme,
        project__duplicate_of__isnull=True,
        kind__in=kinds,
        knowledge=Knowledge.GIVEN,
        confidential=False,
    )
    return rows.order_by("project__pillar__number", "project__code_order", "project__name", "kind", "id")


def confidential_figures(programme: UUID) -> frozenset[tuple[str, str, str]]:
    """By their project's slug, their kind and their place in the plan. For who makes files."""
    rows = ProjectFigure.objects.filter(project__programme=programme, confidential=True).order_by()
    return frozenset(rows.values_list("project__slug", "kind", "source_place"))


def pillars_of_projects(viewer: Viewer, programme: Programme) -> dict[str, str]:
    """By a project's slug its pillar's, empty where it has none; no doubles, so one each of what is there."""
    rows = Project.objects.filter(
        programme__in=visible_ids(viewer), programme=programme, duplicate_of__isnull=True
    )
    return {slug: pillar or "" for slug, pillar in rows.order_by("slug").values_list("slug", "pillar__slug")}
