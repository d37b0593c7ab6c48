"""Takes over what an approved report says of a project's milestones and risks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import NotAllowed
from izaportal.core.viewer import Viewer
from projects.events import ProjectChanged
from projects.models import Milestone, Project, Risk


@dataclass(frozen=True, slots=True)
class Reported:
    """New values, by field, of milestones and risks, by id."""

    milestones: Mapping[UUID, Mapping[str, Any]]
    risks: Mapping[UUID, Mapping[str, Any]]


@transaction.atomic
def take_over(*, actor: Viewer, project: Project, reported: Reported, reason: str) -> int:
    """Store what is new of the project's own rows, each with its line in the trail; how many changed.

    Raises NotAllowed for who does not manage the project.
    """
    if not actor.manages(project.programme.slug, project.pillar.slug if project.pillar else None):
        raise NotAllowed("Alleen de programmamanager neemt een rapportage over in het project.")
    act = Act(actor, project.programme.slug, project.scope, reason)
    own = [
        *_held(Milestone, project, reported.milestones),
        *_held(Risk, project, reported.risks),
    ]
    wanted = {**reported.milestones, **reported.risks}
    changed = [edits.change(row, _edits(row, wanted[row.pk]), act) for row in own]
    number = sum(entry is not None for entry in changed)
    if number:
        events.announce(ProjectChanged(project.programme.slug, project.pk, actor.name))
    return number


def _held(
    model: type[Milestone] | type[Risk], project: Project, wanted: Mapping[UUID, object]
) -> list[Milestone | Risk]:
    rows = model._default_manager.select_for_update().filter(project=project, pk__in=list(wanted))
    return list(rows.order_by("pk"))


def _edits(row: Milestone | Risk, wanted: Mapping[str, Any]) -> dict[str, Edit]:
    """An approved report is the last word: whatever is stored now was seen."""
    return {name: Edit(seen=edits.value_of(row, name), wanted=value) for name, value in wanted.items()}
