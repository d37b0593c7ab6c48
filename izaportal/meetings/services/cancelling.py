"""Cancels meetings, and has them held after all. What was said or decided at one cannot be undone so."""

from uuid import UUID

from django.db import transaction

from izaportal.core import clock, events
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.meetings.events import MeetingCancelled
from izaportal.meetings.selectors.agendas import item_with_minute
from pillars.events import MeetingPlanned
from pillars.models import Meeting
from pillars.services.meetings import day_mistakes, held_meeting

CANCELLED, REVIVED = "afgezegd", "gaat toch door"


@transaction.atomic
def cancel_meeting(*, actor: Viewer, meeting_id: UUID, reason: str) -> AuditEntry | None:
    """It is not held; what is on its agenda goes on the next one. None when it was cancelled already.

    Raises NotAllowed, Refused when it was held or something was said or decided at it, Invalid without a
    reason.
    """
    row = held_meeting(meeting_id, actor=actor)
    reason = reason.strip()
    if row.cancelled_at is not None:
        return None
    _require_not_begun(row)
    if not reason:
        raise Invalid([Mistake("reason", "Schrijf waarom de vergadering niet doorgaat.")])
    return _announced(row, actor, CANCELLED, reason)


@transaction.atomic
def revive_meeting(*, actor: Viewer, meeting_id: UUID) -> AuditEntry | None:
    """A cancelled meeting is held after all. Raises NotAllowed, and Refused when its day is past or taken."""
    row = held_meeting(meeting_id, actor=actor)
    if row.cancelled_at is None:
        return None
    if row.held_on < clock.today():
        raise Refused("De dag van deze vergadering is voorbij.")
    if mistakes := list(day_mistakes(row.body, row.held_on)):
        raise Refused(mistakes[0].message)
    return _announced(row, actor, REVIVED, "")


def _require_not_begun(row: Meeting) -> None:
    if row.held_on < clock.today():
        raise Refused("Deze vergadering is geweest; zij kan niet meer worden afgezegd.")
    if row.decisions.exists():
        raise Refused("Op deze vergadering is al een besluit genomen; zij kan niet meer worden afgezegd.")
    item = item_with_minute(row)
    if item is not None:
        raise Refused(f"Bij ‘{item}’ staat al een verslag; de vergadering kan niet meer worden afgezegd.")


def _announced(row: Meeting, actor: Viewer, action: str, reason: str) -> AuditEntry:
    """Stored and on record: with a reason it is cancelled, without one it is held after all."""
    before, programme = row.cancelled_at, row.body.programme.slug
    row.cancelled_at = clock.now() if reason else None
    row.cancelled_by, row.cancelled_reason = (actor.name, reason) if reason else ("", "")
    row.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    act = Act(actor, programme, reason=reason)
    entry = act.record(row, action, {"cancelled_at": (before, row.cancelled_at)})
    events.announce(MeetingCancelled(row.pk, actor, is_revived=not reason))
    events.announce(MeetingPlanned(programme, actor.name))
    return entry
