"""Plans meetings, and keeps what is known of the bodies that hold them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import clock, edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.events import MeetingPlanned
from pillars.models import GovernanceBody, Meeting, Programme
from pillars.selectors.meetings import keeps

NOT_YOURS = "Alleen de secretaris van dit overleg en de programmamanager doen dit."


@transaction.atomic
def edit_body(
    *, actor: Viewer, body_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change what is known of a body; None when it was so already.

    Raises NotAllowed without the right, Conflicted when another changed the same fields meanwhile.
    """
    body = GovernanceBody.objects.select_for_update(of=("self",), no_key=True).select_related("programme")
    row = body.get(pk=body_id)
    require_keeper(row, actor=actor)
    return edits.change(row, edits_of, Act(actor, row.programme.slug, reason=reason))


@transaction.atomic
def save_meeting(
    *, actor: Viewer, programme: Programme, meeting_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change a meeting, or plan it when its id is new: sending the same form twice plans one.

    The body of a meeting that is there stays. Raises NotAllowed, Conflicted, and Invalid with every mistake
    at its field.
    """
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body__programme")
    stored = rows.filter(pk=meeting_id, body__programme=programme).first()
    body = stored.body if stored else _body(programme, edits_of)
    require_keeper(body, actor=actor)
    wanted = {name: edit.wanted for name, edit in edits_of.items() if name != "body"}
    if mistakes := list(_mistakes(body, stored, wanted)):
        raise Invalid(mistakes)
    act = Act(actor, programme.slug, reason=reason)
    if stored is None:
        entry: AuditEntry | None = edits.add(Meeting(pk=meeting_id, body=body, **wanted), act)
    else:
        entry = edits.change(stored, {name: edits_of[name] for name in wanted}, act)
    if entry is not None:
        events.announce(MeetingPlanned(programme.slug, actor.name))
    return entry


def require_keeper(body: GovernanceBody, *, actor: Viewer) -> None:
    """Raises NotAllowed for who does not keep the body; needs its programme."""
    if not keeps(actor, body.programme.slug, body.slug):
        raise NotAllowed(NOT_YOURS)


def _body(programme: Programme, edits_of: Mapping[str, Edit]) -> GovernanceBody:
    found = (
        GovernanceBody.objects.filter(programme=programme, pk=edits_of["body"].wanted)
        .select_related("programme")
        .first()
    )
    if found is None:
        raise Refused("Dit overleg is er niet.", place="body")
    return found


def _mistakes(body: GovernanceBody, stored: Meeting | None, wanted: Mapping[str, Any]) -> Iterator[Mistake]:
    day: date | None = wanted.get("held_on")
    if day is None or (stored is not None and stored.held_on == day):
        return
    if stored is not None and stored.held_on < clock.today():
        yield Mistake("held_on", "Deze vergadering is geweest; haar datum ligt vast.")
    elif day < clock.today():
        yield Mistake("held_on", "Deze dag is al voorbij.")
    elif Meeting.objects.filter(body=body, held_on=day).exists():
        yield Mistake("held_on", f"Op deze dag vergadert {body} al.")
