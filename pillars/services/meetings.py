"""Plans meetings and moves them."""

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
from pillars.events import MeetingMoved, MeetingPlanned
from pillars.models import GovernanceBody, Meeting, Programme
from pillars.services.bodies import require_keeper

WHERE_AND_WHEN = frozenset({"held_on", "starts_at", "place"})
CANCELLED = "Deze vergadering is afgezegd."


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
        raise Refused(CANCELLED)
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


def _change(stored: Meeting, wanted: Mapping[str, Edit], act: Act) -> AuditEntry | None:
    was = stored.held_on
    entry = edits.change(stored, wanted, act)
    if entry is not None and was >= clock.today() and WHERE_AND_WHEN & set(entry.changes):
        events.announce(MeetingMoved(stored.pk, act.actor, was, act.reason))
    return entry


def held_meeting(meeting_id: UUID, *, actor: Viewer) -> Meeting:
    """The meeting, its body held: of one body a single thing at a time is planned, moved, cancelled, put on
    an agenda, said or decided. Raises Meeting.DoesNotExist, and NotAllowed for who does not keep the body."""
    _bodies().filter(meetings=meeting_id).first()
    meeting = Meeting.objects.select_related("body__programme").get(pk=meeting_id)
    require_keeper(meeting.body, actor=actor)
    return meeting


def _held_body(programme: Programme, meeting_id: UUID, edits_of: Mapping[str, Edit]) -> GovernanceBody:
    """Of the meeting, or of one that is to be planned: it is not closed and nothing else takes the same day
    meanwhile."""
    rows = _bodies().filter(programme=programme)
    found = rows.filter(meetings=meeting_id).first()
    if found is None:
        found = rows.filter(pk=edits_of["body"].wanted).first()
    if found is None:
        raise Refused("Dit overleg is er niet.", place="body")
    return found


def _bodies() -> QuerySet[GovernanceBody]:
    """Held until the transaction ends."""
    return GovernanceBody.objects.select_for_update(of=("self",), no_key=True).select_related("programme")


def _mistakes(body: GovernanceBody, stored: Meeting | None, wanted: Mapping[str, Any]) -> Iterator[Mistake]:
    day: date | None = wanted.get("held_on")
    if day is None or (stored is not None and stored.held_on == day):
        return
    if stored is not None and stored.held_on < clock.today():
        yield Mistake("held_on", "Deze vergadering is geweest; haar datum ligt vast.")
    elif day < clock.today():
        yield Mistake("held_on", "Deze dag is al voorbij.")
    elif stored is not None and stored.decisions.exists():
        yield Mistake("held_on", "Op deze vergadering is al een besluit genomen; haar datum ligt vast.")
    else:
        yield from day_mistakes(body, day)


def day_mistakes(body: GovernanceBody, day: date) -> Iterator[Mistake]:
    """Why the body cannot meet that day."""
    if body.closed_on is not None and day >= body.closed_on:
        yield Mistake("held_on", f"{body} is opgeheven op {date_long(body.closed_on)}.")
    elif Meeting.objects.filter(body=body, held_on=day, cancelled_at=None).exists():
        yield Mistake("held_on", f"Op deze dag vergadert {body} al.")
