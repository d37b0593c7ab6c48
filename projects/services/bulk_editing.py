"""Editing many projects at once: what would change, doing it, and taking all of it back.

What is not asked for stays as it is: there is no empty wish. All lines of one batch in the audit trail carry
one request id, by which the batch is taken back as a whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core.editing import Conflicted, Edit
from izaportal.core.edits import CHANGED, told, value_of
from izaportal.core.errors import Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from projects.models import Project
from projects.selectors.projects import may_edit
from projects.selectors.rows import PROJECT
from projects.services.editing import edit_project, undo

MOST_PROJECTS = 200
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a wish makes of one project: by field what it holds now and would hold; nothing for none."""

    project: Project
    edits: Mapping[str, Edit]
    before: Values = field(default_factory=dict)

    @property
    def changes(self) -> list[str]:
        return [name for name, edit in self.edits.items() if edit.wanted != edit.seen]


def propose(viewer: Viewer, projects: Sequence[Project], *, wanted: Values) -> list[Proposal]:
    """One for every project the viewer may edit, which come with pillar, owner and programme."""
    return [
        Proposal(
            project,
            {name: Edit(value_of(project, name), value) for name, value in wanted.items()},
            {name: told(project, name) for name in wanted},
        )
        for project in projects
        if may_edit(viewer, project)
    ]


@transaction.atomic
def edit_projects(
    *, actor: Viewer, edits_of: Mapping[UUID, Mapping[str, Edit]], reason: str
) -> list[AuditEntry]:
    """Change all of these projects, or none. Raises Refused without a reason or for too many, NotAllowed,
    Conflicted naming the project that somebody changed meanwhile, and Invalid for what does not fit.
    """
    if not reason.strip():
        raise Refused("Vertel waarom u dit wijzigt.", place="reason")
    if len(edits_of) > MOST_PROJECTS:
        raise Refused(f"Wijzig hoogstens {MOST_PROJECTS} projecten tegelijk.")
    entries = (
        edit_project(actor=actor, project_id=project, edits_of=edits, reason=reason.strip())
        for project, edits in sorted(
            edits_of.items()
        )  # in one order, so that two batches never wait in a ring
    )
    return [entry for entry in entries if entry is not None]


@transaction.atomic
def undo_batch(*, actor: Viewer, programme: str, batch: UUID) -> list[AuditEntry]:
    """Take back what one request changed of projects of the programme: all of it, or nothing.

    Raises Refused when there is nothing to take back or something of it was changed again since.
    """
    entries = AuditEntry.objects.filter(
        request_id=batch, programme=programme, object_type=PROJECT, action=CHANGED
    )
    undone: list[AuditEntry | None] = []
    for entry in entries.order_by("object_id", "-id"):
        try:
            undone.append(undo(actor=actor, project_id=UUID(entry.object_id), entry_id=entry.pk))
        except Conflicted as conflict:
            raise Refused(
                f"‘{entry.object_label}’ is intussen opnieuw gewijzigd; er is niets teruggedraaid."
            ) from conflict
    if not undone:
        raise Refused("Er valt niets terug te draaien.")
    return [entry for entry in undone if entry is not None]
