"""Adds projects to a programme."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.viewer import Viewer
from pillars.models import Pillar, Programme
from projects.events import ProjectChanged
from projects.models import Project
from projects.services.checks import project_mistakes
from projects.services.slugs import free_slug


@transaction.atomic
def create_project(
    *, actor: Viewer, programme: Programme, project_id: UUID, values: Mapping[str, Any], reason: str = ""
) -> Project:
    """A new project of the programme; asking twice with one id makes one. Its slug is fixed from here on.

    Raises NotAllowed unless the actor manages the programme or the pillar it goes to, Invalid with what does
    not fit the programme, Refused when the id is taken by a project of elsewhere.
    """
    known = Project.objects.filter(pk=project_id).select_related("programme").first()
    if known is not None and known.programme_id == programme.pk:
        return known
    if known is not None:
        raise Refused("Dit project hoort bij een ander programma.")
    pillar = Pillar.objects.filter(pk=values["pillar"]).first() if values.get("pillar") else None
    if not actor.manages(programme.slug, pillar.slug if pillar else None):
        raise NotAllowed("Alleen de programmamanager voegt projecten toe.")
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # one new slug at a time
    project = Project(pk=project_id, programme=programme, in_plan=False)
    if mistakes := project_mistakes(
        project, edits={name: Edit(None, value) for name, value in values.items()}
    ):
        raise Invalid(mistakes)
    for name, value in values.items():
        setattr(project, edits.column(Project, name), value)
    project.slug = free_slug(Project, programme=programme, words=project.name)
    edits.add(project, Act(actor, programme.slug, project.scope, reason), names=values)
    events.announce(ProjectChanged(programme.slug, project.pk, actor.name))
    return project


def may_create(viewer: Viewer, programme: Programme) -> bool:
    """Managers of the programme, and those of one of its pillars in their own."""
    return viewer.manages(programme.slug) or bool(viewer.managed_pillars(programme.slug))
