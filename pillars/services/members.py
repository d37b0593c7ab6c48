"""Keeps who sits in a body, and from when until when."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from izaportal.accounts.models import User
from izaportal.core import edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake
from izaportal.core.formatting import date_long
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.events import MemberSeated
from pillars.models import BodyMember, GovernanceBody
from pillars.selectors.members import people_of, told_scope
from pillars.services.bodies import require_keeper

NO_RIGHT = (
    "Deze persoon mag het programma niet zien en kan dus geen lid zijn. "
    "Een lidmaatschap geeft geen rechten: vraag de beheerder eerst om een rol."
)


@transaction.atomic
def save_member(
    *,
    actor: Viewer,
    body: GovernanceBody,
    member_id: UUID,
    edits_of: Mapping[str, Edit],
    reason: str = "",
) -> AuditEntry | None:
    """Change a membership, or add it when its id is new: sending the same form twice adds one.

    Raises NotAllowed, Conflicted when another changed the same fields meanwhile, and Invalid with every
    mistake at its field: who may not see the programme is no member, and nobody is twice on one day.
    """
    rows = GovernanceBody.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("programme").get(pk=body.pk)  # one membership at a time
    require_keeper(held, actor=actor)
    stored = BodyMember.objects.select_related("user", "body").filter(pk=member_id, body=held).first()
    meant = _meant(stored, edits_of)
    if mistakes := list(_mistakes(held, stored, meant)):
        raise Invalid(mistakes)
    act = Act(actor, held.programme.slug, told_scope(held.programme.slug, held.slug), reason)
    sat = stored.user_id if stored else None
    entry = _keep(held, stored, member_id, meant=meant, edits_of=edits_of, act=act)
    if entry is not None and sat != meant["user"]:
        events.announce(MemberSeated(member_id, actor))
    return entry


def _keep(
    body: GovernanceBody,
    stored: BodyMember | None,
    member_id: UUID,
    *,
    meant: Mapping[str, Any],
    edits_of: Mapping[str, Edit],
    act: Act,
) -> AuditEntry | None:
    if stored is not None:
        return edits.change(stored, edits_of, act)
    columns = {edits.column(BodyMember, name): value for name, value in meant.items()}
    return edits.add(BodyMember(pk=member_id, body=body, **columns), act)


def _meant(stored: BodyMember | None, edits_of: Mapping[str, Edit]) -> dict[str, Any]:
    """What the row is to hold: what its author left as it was, stays as it is stored now."""
    return {
        name: edit.wanted if stored is None or edit.wanted != edit.seen else edits.value_of(stored, name)
        for name, edit in edits_of.items()
    }


def _mistakes(body: GovernanceBody, stored: BodyMember | None, meant: Mapping[str, Any]) -> Iterator[Mistake]:
    user, first, last = meant["user"], meant["starts_on"], meant["ends_on"]
    is_other = stored is None or stored.user_id != user
    if is_other and not people_of(body.programme).filter(pk=user).exists():
        yield Mistake("user", NO_RIGHT)
    if meant.get("municipality") and meant.get("organisation"):
        yield Mistake("organisation", "Kies een gemeente of een organisatie, niet allebei.")
    if last is not None and last < first:
        yield Mistake("ends_on", f"Kies een dag op of na {date_long(first)}.")
        return
    if body.closed_on is not None and first >= body.closed_on:
        yield Mistake("starts_on", f"{body} is opgeheven op {date_long(body.closed_on)}.")
    overlaps = BodyMember.objects.filter(Q(ends_on=None) | Q(ends_on__gte=first), body=body, user=user)
    if stored is not None:
        overlaps = overlaps.exclude(pk=stored.pk)
    if last is not None:
        overlaps = overlaps.filter(starts_on__lte=last)
    if other := overlaps.first():
        until = f" tot en met {date_long(other.ends_on)}" if other.ends_on else ""
        name = User.objects.get(pk=user).name
        yield Mistake("starts_on", f"{name} is al lid vanaf {date_long(other.starts_on)}{until}.")
