"""Plans meetings and moves them; what a fixed agenda rests on stays."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, Mistake
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.meetings.models import Agenda
from pillars.models import Programme
from pillars.services import meetings

QUARTER_STAYS = "De agenda van deze vergadering staat vast en gaat over dit kwartaal; het kwartaal blijft."


@transaction.atomic
def save_meeting(
    *, actor: Viewer, programme: Programme, meeting_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """As the service of the pillars, and Invalid for another quarter once the agenda is fixed.

    Looked at when the body is held, so that no agenda is fixed meanwhile; what was stored goes back.
    """
    entry = meetings.save_meeting(
        actor=actor, programme=programme, meeting_id=meeting_id, edits_of=edits_of, reason=reason
    )
    if entry is not None and "quarter" in entry.changes and _is_fixed(meeting_id):
        raise Invalid([Mistake("quarter", QUARTER_STAYS)])
    return entry


def _is_fixed(meeting_id: UUID) -> bool:
    return Agenda.objects.filter(meeting=meeting_id, fixed_at__isnull=False).exists()
