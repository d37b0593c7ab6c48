"""What can be chosen in forms and filters of several pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from izaportal.core.forms import Choices
from izaportal.core.viewer import Viewer
from projects.selectors.projects import visible_projects

if TYPE_CHECKING:
    from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list that a filter or a form of a page lets choose from."""

    value: str
    label: str
    is_chosen: bool = False


def projects_of(viewer: Viewer, programme: Programme) -> Choices:
    """Projects of the programme by name; what is a double of another is left out."""
    rows = visible_projects(viewer).filter(programme=programme, duplicate_of__isnull=True)
    return [(str(pk), name) for pk, name in rows.order_by("name").values_list("pk", "name")]


def slugs_of_projects(viewer: Viewer, programme: Programme) -> Choices:
    """The same by their slugs, for filters in an address."""
    rows = visible_projects(viewer).filter(programme=programme, duplicate_of__isnull=True)
    return list(rows.order_by("name").values_list("slug", "name"))
