"""Scenarios kept in a programme, for all who may see its money; and who may keep and change them."""

from uuid import UUID

from django.db.models import QuerySet

from funding.models import Scenario
from izaportal.core.viewer import Role, ScopeKind, Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


def scenarios_of(viewer: Viewer, programme: Programme) -> QuerySet[Scenario]:
    """The newest first, with who made them."""
    rows = Scenario.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    return rows.select_related("made_by", "programme")


def find_scenario(viewer: Viewer, programme: Programme, scenario: UUID) -> Scenario:
    """Raises Scenario.DoesNotExist for another programme's as for none."""
    return scenarios_of(viewer, programme).get(pk=scenario)


def may_keep(viewer: Viewer, programme: str) -> bool:
    """Who runs the programme, a pillar or a project of it; to suppose without keeping, seeing is enough."""
    leads = viewer.keys(Role.PROJECT_LEAD, ScopeKind.PROJECT)
    return (
        viewer.controls(programme)
        or viewer.manages(programme)
        or bool(viewer.managed_pillars(programme))
        or any(key.startswith(f"{programme}/") for key in leads)
    )


def may_change(viewer: Viewer, scenario: Scenario) -> bool:
    """Its maker, as long as they may keep one, and who runs the programme."""
    slug = scenario.programme.slug
    is_own = viewer.user_id is not None and scenario.made_by_id == viewer.user_id
    return viewer.controls(slug) or viewer.manages(slug) or (is_own and may_keep(viewer, slug))
