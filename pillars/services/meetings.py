"""Plans meetings, moves them, and cancels them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from izaportal.core import clock, edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.formatting import date_long
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.events import MeetingCancelled, MeetingMoved, MeetingPlanned
from pillars.models import GovernanceBody, Meeting, Programme
from pillars.services.bodies import require_keeper

WHERE_AND_WHEN = frozenset({"held_on", "starts_at", "place"})
CANCELLED, REVIVED = "afgezegd", "gaat toch door"


@transaction.atomic
def save_meeting(
    *, actor: Viewer, programme: Programme, meeting_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change a meeting, or plan it when its id is new: sending the same form twice plans one.

    The body of a meeting that is there stays. Raises NotAllowed, Conflicted, Refused when it is cancelled,
    and Invalid with every mistake at its field.
    """
    body = _held_body(programme, meeting_id, edits_of)
    require_keeper(body, actor=actor)
    stored = Meeting.objects.select_related("body").filter(pk=meeting_id, body=body).first()
    if stored is not None and stored.cancelled_at is not None:
        raise Refused("Deze vergadering is afgezegd.")
    wanted = {name: edit.wanted for name, edit in edits_of.items() if name != "body"}
    if mistakes := list(_mistakes(body, stored, wanted)):
        raise Invalid(mistakes)
    act = Act(actor, programme.slug, reason=reason)
    if stored is None:
        entry: AuditEntry | None = edits.add(Meeting(pk=meeting_id, body=body, **wanted), act)
    else:
        entry = _change(stored, {name: edits_of[name] for name in wanted}, act)
    if entry is not None:
        events.announce(MeetingPlanned(programme.slug, actor.name))
    return entry


@transaction.atomic
def cancel_meeting(
    *, actor: Viewer, programme: Programme, meeting_id: UUID, reason: str
) -> AuditEntry | None:
    """It is not held; what is on its agenda goes on the next one. None when it was cancelled already.

    Raises NotAllowed, Refused when it was held, Invalid without a reason.
    """
    row = _kept(actor, programme, meeting_id)
    reason = reason.strip()
    if row.cancelled_at is not None:
        return None
    if row.held_on < clock.today() or row.decisions.exists():
        raise Refused("Deze vergadering is geweest; zij kan niet meer worden afgezegd.")
    if not reason:
        raise Invalid([Mistake("reason", "Schrijf waarom de vergadering niet doorgaat.")])
    return _announced(row, actor, programme, CANCELLED, reason)


@transaction.atomic
def revive_meeting(*, actor: Viewer, programme: Programme, meeting_id: UUID) -> AuditEntry | None:
    """A cancelled meeting is held after all. Raises NotAllowed, and Refused when its day is past or taken."""
    row = _kept(actor, programme, meeting_id)
    if row.cancelled_at is None:
        return None
    if row.held_on < clock.today():
        raise Refused("De dag van deze vergadering is voorbij.")
    if mistakes := list(_day_mistakes(row.body, row.held_on)):
        raise Refused(mistakes[0].message)
    return _announced(row, actor, programme, REVIVED, "")


def _announced(row: Meeting, actor: Viewer, programme: Programme, action: str, reason: str) -> AuditEntry:
    """Stored and on record: with a reason it is cancelled, without one it is held after all."""
    before = row.cancelled_at
    row.cancelled_at = clock.now() if reason else None
    row.cancelled_by, row.cancelled_reason = (actor.name, reason) if reason else ("", "")
    row.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    act = Act(actor, programme.slug, reason=reason)
    entry = act.record(row, action, {"cancelled_at": (before, row.cancelled_at)})
    events.announce(MeetingCancelled(row.pk, actor, is_revived=not reason))
    events.announce(MeetingPlanned(programme.slug, actor.name))
    return entry


def _change(stored: Meeting, wanted: Mapping[str, Edit], act: Act) -> AuditEntry | None:
    was = stored.held_on
    entry = edits.change(stored, wanted, act)
    if entry is not None and was >= clock.today() and WHERE_AND_WHEN & set(entry.changes):
        events.announce(MeetingMoved(stored.pk, act.actor, was, act.reason))
    return entry


def held_meeting(programme: Programme, meeting_id: UUID) -> Meeting:
    """The meeting, its body held: of a body one thing is planned, changed or cancelled at a time.

    Raises Meeting.DoesNotExist.
    """
    _bodies(programme).filter(meetings=meeting_id).first()
    rows = Meeting.objects.select_related("body__programme")
    return rows.get(pk=meeting_id, body__programme=programme)


def _kept(actor: Viewer, programme: Programme, meeting_id: UUID) -> Meeting:
    row = held_meeting(programme, meeting_id)
    require_keeper(row.body, actor=actor)
    return row


def _held_body(programme: Programme, meeting_id: UUID, edits_of: Mapping[str, Edit]) -> GovernanceBody:
    """Of the meeting, or of one that is to be planned: it is not closed and nothing else takes the same day
    meanwhile."""
    found = _bodies(programme).filter(meetings=meeting_id).first()
    if found is None:
        found = _bodies(programme).filter(pk=edits_of["body"].wanted).first()
    if found is None:
        raise Refused("Dit overleg is er niet.", place="body")
    return found


def _bodies(programme: Programme) -> QuerySet[GovernanceBody]:
    """Held until the transaction ends; a meeting may be added to them meanwhile."""
    rows = GovernanceBody.objects.select_for_update(of=("self",), no_key=True).select_related("programme")
    return rows.filter(programme=programme)


def _mistakes(body: GovernanceBody, stored: Meeting | None, wanted: Mapping[str, Any]) -> Iterator[Mistake]:
    day: date | None = wanted.get("held_on")
    if day is None or (stored is not None and stored.held_on == day):
        return
    if stored is not None and stored.held_on < clock.today():
        yield Mistake("held_on", "Deze vergadering is geweest; haar datum ligt vast.")
    elif day < clock.today():
        yield Mistake("held_on", "Deze dag is al voorbij.")
    else:
        yield from _day_mistakes(body, day)


def _day_mistakes(body: GovernanceBody, day: date) -> Iterator[Mistake]:
    if body.closed_on is not None and day >= body.closed_on:
        yield Mistake("held_on", f"{body} is opgeheven op {date_long(body.closed_on)}.")
    elif Meeting.objects.filter(body=body, held_on=day, cancelled_at=None).exists():
        yield Mistake("held_on", f"Op deze dag vergadert {body} al.")
