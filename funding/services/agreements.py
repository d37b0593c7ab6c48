"""Makes and edits a grant and what it is made of. Every change can be taken back from its line in the trail.

An agreement has no versions: what changes holds from the first open quarter on (ADR 17).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model, ProtectedError

from funding.events import MoneyChanged
from funding.models import Grant, GrantMilestone, MilestoneIndicator, PaymentCondition
from funding.refund import Stream
from funding.selectors.agreements import GRANT, ROWS, controls
from funding.services.agreement_checks import after, grant_mistakes, reason_mistakes, row_mistakes
from izaportal.core import edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.slugs import free_slug
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from projects.models import Project

UNDONE = (edits.ADDED, edits.CHANGED, edits.REMOVED)
CALCULATED = (Grant, GrantMilestone, MilestoneIndicator)  # figures rest on these
MOST_SLUG, NUMBER_PLACES = 60, 4
RESERVED = frozenset({"nieuw"})
NOT_CONTROLLER = "Alleen de controller van dit programma wijzigt subsidies."


@dataclass(frozen=True, slots=True)
class RowEdit:
    """An edit of a row that may not be there yet. `kind` is a key of ROWS."""

    kind: str
    id: UUID
    edits: Mapping[str, Edit]


@transaction.atomic
def create_grant(
    *, actor: Viewer, programme: Programme, grant_id: UUID, values: Mapping[str, Any], reason: str = ""
) -> tuple[Grant, AuditEntry | None]:
    """Add a grant to a project of the programme; its slug follows from its source and stays. `values` by
    field, references as ids.

    Sending the same id again answers what is there, with None. Raises NotAllowed without the right, Invalid
    with every mistake at its field, Refused when the id is a grant of something else.
    """
    if not actor.controls(programme.slug):
        raise NotAllowed(NOT_CONTROLLER)
    Programme.objects.select_for_update(no_key=True).order_by("pk").get(pk=programme.pk)
    known = Grant.objects.select_related("project__programme").filter(pk=grant_id).first()
    if known is not None:
        if known.project.programme_id != programme.pk:
            raise Refused("Dit hoort niet bij dit programma.")
        return known, None
    project = Project.objects.select_related("programme").filter(pk=values["project"], programme=programme)
    chosen = project.first()
    if chosen is None:
        raise Refused("Dit project is er niet in dit programma.", place="project")
    columns = {edits.column(Grant, name): value for name, value in values.items()}
    row = Grant(pk=grant_id, **columns)
    row.project, row.slug = chosen, _grant_slug(row, chosen)
    if mistakes := grant_mistakes(row, {}):
        raise Invalid(mistakes)
    entry = edits.add(row, _act(actor, row, reason))
    _announce(actor, row, "subsidie toegevoegd")
    return row, entry


@transaction.atomic
def edit_grant(
    *, actor: Viewer, grant_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change fields of the grant; None when it was so already.

    Raises NotAllowed without the right, Conflicted when another changed the same fields, Invalid with every
    mistake at its field, such as an award below what is booked.
    """
    grant, act = _opened(actor, grant_id, reason)
    mistakes = grant_mistakes(grant, after(grant, edits_of))
    if mistakes := [*mistakes, *reason_mistakes(grant, edits_of=edits_of, reason=reason)]:
        raise Invalid(mistakes)
    return _announced(edits.change(grant, edits_of, act), actor, grant, Grant)


@transaction.atomic
def save_row(*, actor: Viewer, grant_id: UUID, row: RowEdit, reason: str = "") -> AuditEntry | None:
    """Change a row of the grant, or add it when its id is new: sending the same form twice adds one row.

    Raises NotAllowed, Conflicted and Invalid likewise, and Refused when the id is a row of another grant.
    """
    grant, act = _opened(actor, grant_id, reason)
    stored, model = _stored(grant, row.kind, row.id), ROWS[row.kind][0]
    wanted = (
        {name: edit.wanted for name, edit in row.edits.items()}
        if stored is None
        else after(stored, row.edits)
    )
    mistakes = row_mistakes(grant, kind=row.kind, row_id=row.id, wanted=wanted)
    if stored is not None:
        mistakes += reason_mistakes(stored, edits_of=row.edits, reason=reason)
    if mistakes:
        raise Invalid(mistakes)
    if stored is not None:
        return _announced(edits.change(stored, row.edits, act), actor, grant, model)
    return _announced(_added(grant, row, act), actor, grant, model)


@transaction.atomic
def remove_row(
    *, actor: Viewer, grant_id: UUID, kind: str, row_id: UUID, reason: str = ""
) -> AuditEntry | None:
    """Take a row away; None when it is gone already. Its line in the trail brings it back.

    Raises NotAllowed, and Refused when something rests on the row.
    """
    grant, act = _opened(actor, grant_id, reason)
    stored = _stored(grant, kind, row_id)
    return None if stored is None else _announced(_removed(stored, act), actor, grant, ROWS[kind][0])


@transaction.atomic
def undo(*, actor: Viewer, grant_id: UUID, entry_id: UUID) -> AuditEntry | None:
    """Take back a change of the grant or of one of its rows; None when there is nothing to take back.

    What comes back must fit with what is there now. Raises NotAllowed, Conflicted when a field was changed
    again since, Invalid with what does not fit, Refused when the change cannot be taken back.
    """
    grant, act = _opened(actor, grant_id, "teruggedraaid")
    entry = AuditEntry.objects.filter(pk=entry_id, scope=grant.scope, action__in=UNDONE).first()
    if entry is not None and entry.object_type == GRANT:
        return _announced(_grant_undone(grant, entry, act), actor, grant, Grant)
    if entry is None or entry.object_type not in ROWS:
        raise Refused("Deze wijziging kan niet worden teruggedraaid.")
    undone = _row_undone(grant, entry, act)
    return _announced(undone, actor, grant, ROWS[entry.object_type][0])


def _grant_undone(grant: Grant, entry: AuditEntry, act: Act) -> AuditEntry | None:
    if entry.action != edits.CHANGED:
        raise Refused("Een subsidie die is toegevoegd, blijft. Wijzig haar liever.")
    back = edits.backwards(entry, Grant)
    if mistakes := grant_mistakes(grant, {name: edit.wanted for name, edit in back.items()}):
        raise Invalid(mistakes)
    return edits.undo(grant, entry, act, model=Grant)


def _row_undone(grant: Grant, entry: AuditEntry, act: Act) -> AuditEntry | None:
    model, row_id = ROWS[entry.object_type][0], UUID(entry.object_id)
    stored = _stored(grant, entry.object_type, row_id)
    if stored is not None and entry.action == edits.ADDED:
        return _removed(stored, act)
    held = {} if stored is None else {name: edits.value_of(stored, name) for name in edits.columns(stored)}
    back = {name: edit.wanted for name, edit in edits.backwards(entry, model).items()}
    if mistakes := row_mistakes(grant, kind=entry.object_type, row_id=row_id, wanted=held | back):
        raise Invalid(mistakes)
    return edits.undo(stored, entry, act, model=model)


def _opened(actor: Viewer, grant_id: UUID, reason: str) -> tuple[Grant, Act]:
    """The grant, locked as a booking locks it, and who acts on it."""
    grant = (
        Grant.objects.select_for_update(of=("self",))
        .select_related("project__programme", "project__pillar")
        .get(pk=grant_id)
    )
    if not controls(actor, grant):
        raise NotAllowed(NOT_CONTROLLER)
    return grant, _act(actor, grant, reason)


def _act(actor: Viewer, grant: Grant, reason: str) -> Act:
    return Act(actor, grant.project.programme.slug, grant.scope, reason.strip())


def _stored(grant: Grant, kind: str, row_id: UUID) -> Model | None:
    """The row of the grant. Raises Refused when the id is one of another grant."""
    model, way = ROWS[kind]
    rows = model._default_manager.filter(pk=row_id)
    found = rows.filter(**{way: grant}).first()
    if found is None and rows.exists():
        raise Refused("Dit hoort niet bij deze subsidie.")
    return found


def _added(grant: Grant, row: RowEdit, act: Act) -> AuditEntry:
    """Store a new row: what was asked, where it belongs, a slug where it has one, and its links."""
    model = ROWS[row.kind][0]
    many = {field.name for field in model._meta.many_to_many}
    asked = {edits.column(model, name): edit.wanted for name, edit in row.edits.items() if name not in many}
    owner = {} if model is MilestoneIndicator else {"grant": grant}  # a link goes with its milestone
    new = model(pk=row.id, **asked, **owner)
    if isinstance(new, GrantMilestone | PaymentCondition):
        new.slug = _free_slug(new.label, model._default_manager.filter(grant=grant))
    entry = edits.add(new, act, names=[name for name in row.edits if name not in many])
    linked = {name: Edit(frozenset(), row.edits[name].wanted) for name in many & row.edits.keys()}
    edits.change(new, linked, act)
    return entry


def _removed(row: Model, act: Act) -> AuditEntry:
    try:
        with transaction.atomic():
            return edits.remove(row, act)
    except ProtectedError as held:
        raise Refused(
            f"Op ‘{row}’ rust nog iets: boekingen, een oordeel, een verwachting, een indicator of bewijs. "
            "Verwijderen kan daarom niet; wijzigen wel."
        ) from held


def _grant_slug(grant: Grant, project: Project) -> str:
    """`spuk-mgn`, `spuk-azwa-mgn`; the settled stream is what one means by SPUK."""
    stream = "" if grant.stream == Stream.TRANSFORMATION else grant.stream
    rows = Grant.objects.filter(project__programme=project.programme)
    return _free_slug(f"{grant.source} {stream} {project.slug}", rows)


def _free_slug(words: str, rows: Any) -> str:
    """Made of the words; numbered when one of the rows has it. Call while nobody else can add to them."""
    taken = {*rows.values_list("slug", flat=True), *RESERVED}
    most = MOST_SLUG - NUMBER_PLACES
    return free_slug(words.replace("_", "-"), taken, most=most, otherwise="subsidie")


def _announced(
    entry: AuditEntry | None, actor: Viewer, grant: Grant, model: type[Model]
) -> AuditEntry | None:
    if entry is not None and model in CALCULATED:
        _announce(actor, grant, "subsidie gewijzigd")
    return entry


def _announce(actor: Viewer, grant: Grant, what: str) -> None:
    events.announce(
        MoneyChanged(grant.project.programme.slug, frozenset({grant.pk}), grant.starts_on, actor.name, what)
    )
