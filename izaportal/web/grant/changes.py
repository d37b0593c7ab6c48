"""What was changed of a grant, in words, with the way back of the last change of each thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.selectors.agreements import GRANT, ROWS
from izaportal.core import edits
from izaportal.core.history import Event
from izaportal.core.vocabulary import field_word, in_order
from izaportal.web.changes import FieldChange, Line
from izaportal.web.grant.editor import place_of
from izaportal.web.grant.read import GrantFacts

if TYPE_CHECKING:
    from funding.models import Grant


def history(facts: GrantFacts) -> tuple[Line, ...]:
    """Newest first; only who edits gets a way back."""
    return tuple(_lines(facts))


def _lines(facts: GrantFacts) -> Iterator[Line]:
    seen: set[str] = set()
    for event in facts.events:
        is_last = event.object_id not in seen
        seen.add(event.object_id)
        can_go_back = facts.rights.edits and is_last and _can_be_undone(event)
        yield Line(
            at=event.at,
            who=event.actor,
            action=event.action,
            about="subsidie" if event.object_type == GRANT else event.label,
            changes=tuple(_changes(event)),
            reason=event.reason,
            undo_url=_undo_url(facts.grant, event) if can_go_back else "",
        )


def _can_be_undone(event: Event) -> bool:
    """What others decided stands, and so does a grant that was added."""
    if event.object_type == GRANT:
        return event.action == edits.CHANGED
    return event.object_type in ROWS


def _undo_url(grant: Grant, event: Event) -> str:
    return reverse("undo-grant-change", kwargs={**place_of(grant), "entry": event.id})


def _changes(event: Event) -> Iterator[FieldChange]:
    kind = event.object_type
    for name in in_order(kind, event.changes):
        yield FieldChange.told(field_word(kind, name), kind, name, event.changes[name])
