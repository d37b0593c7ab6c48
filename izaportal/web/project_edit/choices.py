"""What can be chosen in the forms of a project: only what belongs to its programme."""

from typing import TYPE_CHECKING

from izaportal.core.forms import Choices
from izaportal.core.viewer import Viewer
from pillars.selectors import plan, programmes
from projects.selectors.projects import visible_projects
from regions.selectors.organisations import organisation_choices

if TYPE_CHECKING:
    from projects.models import Project

NOTHING = ("", "niet vermeld")
NO_CHOICE = ("", "Maak een keuze")


def choices_of(viewer: Viewer, project: "Project", section: str) -> dict[str, Choices]:
    """By field of the section's form."""
    makers = {
        "kerngegevens": _core,
        "partners": _partners,
        "afhankelijkheden": _dependencies,
        "bewijs": _quarters,
        "bestanden": _quarters,
        "bestand": _quarters,
    }
    maker = makers.get(section)
    return maker(viewer, project) if maker else {}


def _core(viewer: Viewer, project: "Project") -> dict[str, Choices]:
    programme = project.programme
    pillars = [(str(row.pk), row.name) for row in programmes.pillars(viewer, programme)]
    bodies = [(str(row.pk), str(row)) for row in programmes.bodies(viewer, programme)]
    return {
        "pillar": [NOTHING, *pillars],
        "other_pillars": pillars,
        "challenges": [(str(row.pk), row.label) for row in plan.challenges_of(viewer, programme)],
        "owner": [NOTHING, *organisation_choices()],
        "owner_body": [NOTHING, *bodies],
    }


def _partners(viewer: Viewer, project: "Project") -> dict[str, Choices]:
    return {"organisation": [NO_CHOICE, *organisation_choices()]}


def _dependencies(viewer: Viewer, project: "Project") -> dict[str, Choices]:
    others = visible_projects(viewer).filter(programme=project.programme).exclude(pk=project.pk)
    named = others.order_by("name").values_list("pk", "name")
    return {"needs": [NO_CHOICE, *((str(pk), name) for pk, name in named)]}


def _quarters(viewer: Viewer, project: "Project") -> dict[str, Choices]:
    periods = programmes.periods(viewer, project.programme)
    return {"quarter": [NOTHING, *((str(row.quarter), row.quarter.label) for row in reversed(periods))]}
