"""The secretary's work on an agenda: add, edit, order, withdraw, bring back, and fix it."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from izaportal.core import clock, edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.composing import Step
from izaportal.meetings.events import AgendaFixed
from izaportal.meetings.models import Agenda, AgendaItem
from izaportal.meetings.services.composing import next_position
from izaportal.meetings.services.keeping import act_on, held_agenda, open_agenda, open_item
from projects.models import Project

FIELDS_OF_OWN = frozenset({"title", "why", "project", "note"})
FIELDS_OF_OTHERS = frozenset({"note"})
FIXED = "vastgesteld"


@transaction.atomic
def save_item(
    *, actor: Viewer, meeting_id: UUID, item_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change an item, or add an own one when its id is new: sending the same form twice adds one.

    Of what came by itself only the note is the secretary's. Raises NotAllowed, Conflicted, Refused once the
    agenda is fixed, Invalid for a project of elsewhere.
    """
    agenda = open_agenda(meeting_id, actor=actor)
    act = Act(actor, agenda.meeting.body.programme.slug, reason=reason)
    item = AgendaItem.objects.select_for_update().filter(pk=item_id, agenda=agenda).first()
    allowed = FIELDS_OF_OWN if item is None or item.kind == ItemKind.OWN else FIELDS_OF_OTHERS
    wanted = {name: edit for name, edit in edits_of.items() if name in allowed}
    _require_own_project(agenda, wanted)
    if item is not None:
        return edits.change(item, wanted, act)
    values = {edits.column(AgendaItem, name): edit.wanted for name, edit in wanted.items()}
    new = AgendaItem(pk=item_id, agenda=agenda, kind=ItemKind.OWN, position=next_position(agenda), **values)
    return edits.add(new, act, names=wanted)


@transaction.atomic
def move_item(*, actor: Viewer, item_id: UUID, up: bool) -> AuditEntry | None:
    """Change places with the item above or below; None at the end of the list."""
    item = open_item(item_id, actor=actor)
    listed = list(AgendaItem.objects.select_for_update().filter(agenda=item.agenda, withdrawn_at=None))
    place = next((at for at, one in enumerate(listed) if one.pk == item.pk), None)
    if place is None:
        raise Refused("Dit punt staat niet meer op de agenda.")
    other = place - 1 if up else place + 1
    if not 0 <= other < len(listed):
        return None
    listed[place], listed[other] = listed[other], listed[place]
    for position, one in enumerate(listed, start=1):
        one.position = position
    AgendaItem.objects.bulk_update(listed, ["position"])
    return act_on(item, actor=actor).record(item, edits.CHANGED, {"position": (place + 1, other + 1)})


@transaction.atomic
def withdraw_item(*, actor: Viewer, item_id: UUID, reason: str) -> AuditEntry | None:
    """Take it off the agenda, for good: its cause does not bring it back. None when it was off already."""
    item = open_item(item_id, actor=actor)
    reason = reason.strip()
    if not reason:
        raise Invalid([Mistake("reason", "Schrijf waarom dit punt van de agenda gaat.")])
    if item.withdrawn_at is not None and item.withdrawn_by:
        return None
    before = item.withdrawn_reason
    item.withdrawn_at, item.withdrawn_by, item.withdrawn_reason = clock.now(), actor.name, reason
    item.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    act = act_on(item, actor=actor, reason=reason)
    return act.record(item, Step.WITHDRAW.value, {"withdrawn_reason": (before, reason)})


@transaction.atomic
def restore_item(*, actor: Viewer, item_id: UUID) -> AuditEntry | None:
    """Bring an item back that a person took off. What went by itself comes back by itself."""
    item = open_item(item_id, actor=actor)
    if item.withdrawn_at is None:
        return None
    if not item.withdrawn_by:
        raise Refused("De aanleiding van dit punt is weg; keert zij terug, dan komt het punt vanzelf terug.")
    before = item.withdrawn_reason
    item.withdrawn_at, item.withdrawn_by, item.withdrawn_reason = None, "", ""
    item.position = next_position(item.agenda)
    item.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason", "position"])
    return act_on(item, actor=actor).record(item, Step.RESTORE.value, {"withdrawn_reason": (before, "")})


@transaction.atomic
def fix_agenda(*, actor: Viewer, meeting_id: UUID) -> Agenda:
    """From here on the agenda and its items stand; doing it twice changes nothing."""
    agenda = held_agenda(meeting_id, actor=actor)
    if agenda.fixed_at is not None:
        return agenda
    if not agenda.items.filter(withdrawn_at=None).exists():
        raise Refused("Er staat nog niets op deze agenda.")
    agenda.fixed_at, agenda.fixed_by = clock.now(), actor.name
    agenda.save(update_fields=["fixed_at", "fixed_by"])
    programme = agenda.meeting.body.programme.slug
    Act(actor, programme).record(agenda, FIXED, {"fixed_at": (None, agenda.fixed_at)})
    events.announce(AgendaFixed(programme, meeting_id, actor))
    return agenda


def _require_own_project(agenda: Agenda, wanted: Mapping[str, Edit]) -> None:
    project = wanted["project"].wanted if "project" in wanted else None
    programme = agenda.meeting.body.programme_id
    if project is not None and not Project.objects.filter(pk=project, programme=programme).exists():
        raise Invalid([Mistake("project", "Dit project hoort niet bij dit programma.")])
