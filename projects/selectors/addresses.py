"""On which page a project stands: what links in lists over many things need."""

from collections.abc import Collection

from izaportal.core.viewer import Viewer
from projects.selectors.projects import visible_projects


def of_projects(viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Slugs of programme and project by id, as far as the viewer may see them; one query."""
    rows = visible_projects(viewer).filter(pk__in=ids).order_by()
    return {
        str(pk): (programme, slug)
        for pk, programme, slug in rows.values_list("pk", "programme__slug", "slug")
    }
