"""What every change begins with: the body held, the right checked, the agenda held and not fixed yet."""

from uuid import UUID

from izaportal.core.edits import Act
from izaportal.core.errors import Refused
from izaportal.core.viewer import Viewer
from izaportal.meetings.models import Agenda, AgendaItem
from izaportal.meetings.services.composing import begun_agenda
from pillars.models import Meeting
from pillars.services.meetings import CANCELLED, held_meeting
from projects.models import Decision

FIXED = "De agenda is vastgesteld en verandert niet meer."


def held_agenda(meeting_id: UUID, *, actor: Viewer) -> Agenda:
    """The agenda of the meeting, made when it has none yet, locked. Raises NotAllowed and Refused."""
    meeting = _going_on(meeting_id, actor=actor)
    agenda = begun_agenda(meeting)
    agenda.meeting = meeting
    return agenda


def open_agenda(meeting_id: UUID, *, actor: Viewer) -> Agenda:
    """The same; Refused once it is fixed."""
    agenda = held_agenda(meeting_id, actor=actor)
    if agenda.fixed_at is not None:
        raise Refused(FIXED)
    return agenda


def open_item(item_id: UUID, *, actor: Viewer) -> AgendaItem:
    """An item of an open agenda, both locked."""
    found = AgendaItem.objects.select_related("agenda").get(pk=item_id)
    agenda = open_agenda(found.agenda.meeting_id, actor=actor)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    item.agenda = agenda
    return item


def fixed_item(item_id: UUID, *, actor: Viewer) -> AgendaItem:
    """An item that is discussed: of a fixed agenda, and on it. Raises NotAllowed and Refused."""
    rows = AgendaItem.objects.select_related("agenda", "project")
    meeting = _going_on(rows.get(pk=item_id).agenda.meeting_id, actor=actor)
    item = rows.get(pk=item_id)
    item.agenda.meeting = meeting
    if item.agenda.fixed_at is None:
        raise Refused("Stel eerst de agenda vast.")
    if item.withdrawn_at is not None:
        raise Refused("Dit punt stond niet meer op de agenda.")
    return item


def require_standing(decision: Decision) -> None:
    """Raises Refused when another decision took its place."""
    if Decision.objects.filter(replaces=decision).exists():
        raise Refused("Dit besluit is vervangen en verandert niet meer.")


def act_on(item: AgendaItem, *, actor: Viewer, reason: str = "") -> Act:
    return Act(actor, item.agenda.meeting.body.programme.slug, reason=reason)


def _going_on(meeting_id: UUID, *, actor: Viewer) -> Meeting:
    """The meeting, which is not cancelled, nor meanwhile."""
    meeting = held_meeting(meeting_id, actor=actor)
    if meeting.cancelled_at is not None:
        raise Refused(CANCELLED)
    return meeting
