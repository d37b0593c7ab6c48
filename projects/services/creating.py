"""Adds projects to a programme, and takes back what was added by mistake."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from izaportal.core import edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Pillar, Programme
from projects.events import ProjectChanged
from projects.models import Project
from projects.selectors.rows import PROJECT
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


@transaction.atomic
def take_back_project(*, actor: Viewer, project_id: UUID, reason: str) -> AuditEntry:
    """Take away a project that was added by mistake, as long as nothing came of it.

    Raises NotAllowed, and Refused when it was changed since, or when something rests on it.
    """
    rows = Project.objects.select_for_update(of=("self",)).select_related("programme", "pillar")
    project = rows.filter(pk=project_id).first()
    if project is None:
        raise Refused("Dit project is er niet meer.")
    programme, pillar = project.programme.slug, project.pillar
    if not actor.manages(programme, pillar.slug if pillar else None):
        raise NotAllowed("Alleen de programmamanager haalt projecten weg.")
    added = AuditEntry.objects.get(object_type=PROJECT, object_id=str(project.pk), action=edits.ADDED)
    edits.require_untouched(added)
    try:
        with transaction.atomic():
            entry = edits.remove(project, Act(actor, programme, project.scope, reason))
    except ProtectedError as held:
        raise Refused(f"Er rust al iets op ‘{project}’, zoals een mijlpaal of een rapportage.") from held
    events.announce(ProjectChanged(programme, project_id, actor.name))
    return entry


def may_create(viewer: Viewer, programme: Programme) -> bool:
    """Managers of the programme, and those of one of its pillars in their own."""
    return viewer.manages(programme.slug) or bool(viewer.managed_pillars(programme.slug))
