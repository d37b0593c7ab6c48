"""Editing a project and the rows it has. Every change can be taken back from its line in the audit trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import Model, ProtectedError

from izaportal.core import edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from projects.events import ProjectChanged
from projects.models import Evidence, Milestone, Precondition, Project, Risk
from projects.selectors.projects import may_edit
from projects.selectors.rows import PROJECT, ROWS
from projects.services.checks import project_mistakes, row_mistakes
from projects.services.slugs import free_slug

NUMBERED = (Milestone, Risk, Precondition)  # these have a slug of their own within the programme


@dataclass(frozen=True, slots=True)
class RowEdit:
    """An edit of a row that may not be there yet. `kind` is a key of ROWS, `file` only for new evidence."""

    kind: str
    id: UUID
    edits: Mapping[str, Edit]
    file: "KeptFile | None" = None


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose content was found acceptable; `sha256` of all of it, `size` in bytes."""

    content: "File[bytes]"
    name: str
    media_type: str
    size: int
    sha256: str


@transaction.atomic
def edit_project(
    *, actor: Viewer, project_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change fields of the project; None when it was so already.

    Raises NotAllowed without the right, Conflicted when another changed the same fields, Invalid with what
    does not fit the programme.
    """
    project, act = _opened(actor, project_id, reason)
    if mistakes := project_mistakes(project, edits=edits_of):
        raise Invalid(mistakes)
    return _announced(edits.change(project, edits_of, act), project, actor)


@transaction.atomic
def save_row(*, actor: Viewer, project_id: UUID, row: RowEdit, reason: str = "") -> AuditEntry | None:
    """Change a row of the project, or add it when its id is new: sending the same form twice adds one row.

    Raises NotAllowed, Conflicted, Invalid likewise, and Refused when the id is a row of something else.
    """
    project, act = _opened(actor, project_id, reason)
    stored = _stored(project, row.kind, row.id)
    if mistakes := row_mistakes(project, model=ROWS[row.kind], row_id=row.id, edits=row.edits):
        raise Invalid(mistakes)
    if stored is not None:
        return _announced(edits.change(stored, row.edits, act), project, actor)
    new = ROWS[row.kind](pk=row.id, **_whole(project, row))
    if isinstance(new, Evidence) and row.file is not None:
        _keep_file(new, row.file)
    return _announced(edits.add(new, act, names=row.edits), project, actor)


def add_document(
    project: Project, act: Act, *, label: str, file: KeptFile, row_id: UUID | None = None
) -> Evidence:
    """Keep a document with the project that came with something else, whose right the caller judged."""
    row = Evidence(pk=row_id or uuid7(), project=project, label=label)
    _keep_file(row, file)
    edits.add(row, act, names=("label", "file_name"))
    events.announce(ProjectChanged(project.programme.slug, project.pk, act.actor.name))
    return row


@transaction.atomic
def remove_row(
    *, actor: Viewer, project_id: UUID, kind: str, row_id: UUID, reason: str = ""
) -> AuditEntry | None:
    """Take a row away; None when it is gone already. Its line in the trail brings it back.

    Raises NotAllowed, and Refused when a report or an agreement rests on the row.
    """
    project, act = _opened(actor, project_id, reason)
    stored = _stored(project, kind, row_id)
    return None if stored is None else _announced(_removed(stored, act), project, actor)


@transaction.atomic
def undo(*, actor: Viewer, project_id: UUID, entry_id: UUID) -> AuditEntry | None:
    """Take back a change of the project or of one of its rows; None when there is nothing to take back.

    Raises NotAllowed, Conflicted when a field was changed again since, Refused when the change is of
    something else or cannot be taken back.
    """
    project, act = _opened(actor, project_id, "teruggedraaid")
    entry = AuditEntry.objects.filter(pk=entry_id, scope=project.scope).first()
    if entry is None or entry.action not in (edits.ADDED, edits.CHANGED, edits.REMOVED):
        raise Refused("Deze wijziging kan niet worden teruggedraaid.")
    if entry.object_type == PROJECT:
        if entry.action == edits.ADDED:
            raise Refused("Een project haalt u hier niet weg.")
        return _announced(edits.undo(project, entry, act, model=Project), project, actor)
    model, row_id = ROWS[entry.object_type], UUID(entry.object_id)
    back = edits.backwards(entry, model)
    if entry.action != edits.ADDED and (
        mistakes := row_mistakes(project, model=model, row_id=row_id, edits=back)
    ):
        raise Invalid(mistakes)
    stored = _stored(project, entry.object_type, row_id)
    return _announced(edits.undo(stored, entry, act, model=model), project, actor)


def _opened(actor: Viewer, project_id: UUID, reason: str) -> tuple[Project, Act]:
    """The project, locked so that editors of it take turns, and who acts on it."""
    project = (
        Project.objects.select_for_update(of=("self",))
        .select_related("programme", "pillar")
        .get(pk=project_id)
    )
    if not may_edit(actor, project):
        raise NotAllowed("Alleen de projectleider en de programmamanager wijzigen dit project.")
    return project, Act(actor, project.programme.slug, project.scope, reason)


def _stored(project: Project, kind: str, row_id: UUID) -> Model | None:
    """The row of the project. Raises Refused when the id is one of another project."""
    model = ROWS[kind]
    found = model._default_manager.filter(pk=row_id).first()
    if found is not None and getattr(found, "project_id", None) != project.pk:
        raise Refused("Dit hoort niet bij dit project.")
    return found


def _removed(row: Model, act: Act) -> AuditEntry:
    try:
        with transaction.atomic():
            return edits.remove(row, act)
    except ProtectedError as held:
        raise Refused(
            f"Een ingediende rapportage of een subsidie rust op ‘{row}’; wijzig het liever."
        ) from held


def _whole(project: Project, row: RowEdit) -> dict[str, object]:
    """What a new row holds: what was asked, where it belongs, and a slug where it has one."""
    model = ROWS[row.kind]
    values: dict[str, object] = {edits.column(model, name): edit.wanted for name, edit in row.edits.items()}
    values["project_id"] = project.pk
    if issubclass(model, NUMBERED):
        values["programme_id"] = project.programme_id
        words = f"{project.slug} {values['label']}"
        values["slug"] = free_slug(model, programme=project.programme, words=words)
    return values


def _keep_file(evidence: Evidence, file: KeptFile) -> None:
    """Under the id of the row; a row that is not stored after all leaves a file that nobody can ask for."""
    evidence.file_name, evidence.media_type = file.name, file.media_type
    evidence.size, evidence.sha256 = file.size, file.sha256
    evidence.file.save(file.name, file.content, save=False)


def _announced(entry: AuditEntry | None, project: Project, actor: Viewer) -> AuditEntry | None:
    if entry is not None:
        events.announce(ProjectChanged(project.programme.slug, project.pk, actor.name))
    return entry
