"""Keeps what is known of the bodies of a programme: which there are, how they meet and decide, until when."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import clock, edits
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.formatting import date_long
from izaportal.core.models import AuditEntry
from izaportal.core.slugs import free_slug
from izaportal.core.viewer import Viewer
from pillars.models import GovernanceBody, Meeting, Programme
from pillars.selectors.meetings import keeps

NOT_YOURS = "Alleen de secretaris van dit overleg en de programmamanager doen dit."
NOT_TO_ADD = "Alleen de programmamanager voegt een overleg toe."
LONGEST_STEM = 70


@transaction.atomic
def save_body(
    *, actor: Viewer, programme: Programme, body_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change a body, or add it when its id is new: sending the same form twice adds one.

    Raises NotAllowed without the right, Conflicted when another changed the same fields meanwhile, and
    Invalid without a name, or when it is closed while it still has meetings ahead.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # one name and slug at a time
    rows = GovernanceBody.objects.select_for_update(of=("self",), no_key=True).select_related("programme")
    stored = rows.filter(pk=body_id, programme=programme).first()
    if stored is None and not actor.manages(programme.slug):
        raise NotAllowed(NOT_TO_ADD)
    if stored is not None:
        require_keeper(stored, actor=actor)
    wanted = {name: edit.wanted for name, edit in edits_of.items()}
    if mistakes := list(_mistakes(programme, stored, wanted)):
        raise Invalid(mistakes)
    act = Act(actor, programme.slug, reason=reason)
    if stored is not None:
        return edits.change(stored, edits_of, act)
    slug = _free_slug(programme, wanted["name"])
    return edits.add(GovernanceBody(pk=body_id, programme=programme, slug=slug, **wanted), act, names=wanted)


def require_keeper(body: GovernanceBody, *, actor: Viewer) -> None:
    """Raises NotAllowed for who does not keep the body; needs its programme."""
    if not keeps(actor, body.programme.slug, body.slug):
        raise NotAllowed(NOT_YOURS)


def _mistakes(
    programme: Programme, stored: GovernanceBody | None, wanted: Mapping[str, Any]
) -> Iterator[Mistake]:
    name = wanted.get("name", stored.name if stored else "").strip()
    if not name and not (stored and stored.label):
        yield Mistake("name", "Geef het overleg een naam.")
    others = GovernanceBody.objects.filter(programme=programme, name__iexact=name)
    if stored is not None:
        others = others.exclude(pk=stored.pk)
    if name and others.exists():
        yield Mistake("name", "Er is al een overleg met deze naam.")
    closed_on = wanted.get("closed_on")
    if stored is None or closed_on is None or closed_on == stored.closed_on:
        return
    ahead = Meeting.objects.filter(body=stored, cancelled_at=None, held_on__gte=max(closed_on, clock.today()))
    first = ahead.order_by("held_on").first()
    if first is not None:
        day = date_long(first.held_on)
        yield Mistake("closed_on", f"Er staat nog een vergadering gepland op {day}. Zeg die eerst af.")


def _free_slug(programme: Programme, name: str) -> str:
    """Such as `stuurgroep-ouderen`; the programme is held, so that two at once do not take the same."""
    taken = set(GovernanceBody.objects.filter(programme=programme).values_list("slug", flat=True))
    return free_slug(name, taken, most=LONGEST_STEM, otherwise="overleg")
