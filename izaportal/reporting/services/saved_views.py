"""Keeping a list of projects under a name. Everybody keeps their own; managers may share theirs."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from izaportal.core import edits
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import SavedView
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids

LONGEST_NAME = 60
MOST_VIEWS = 50


@dataclass(frozen=True, slots=True)
class NewView:
    """`id` is made with the form, so that sending it twice keeps one view."""

    id: UUID
    name: str
    query: str
    shared: bool = False


@transaction.atomic
def keep_view(*, actor: Viewer, programme: Programme, view: NewView) -> SavedView:
    """Add a view of one's own. Raises Invalid at `name`, and NotAllowed to share without the right."""
    owner = _owner(actor, programme)
    known = SavedView.objects.filter(pk=view.id, owner=owner).first()
    if known is not None:
        return known
    name = " ".join(view.name.split())
    mistakes = list(_mistakes(owner, programme, name))
    if mistakes:
        raise Invalid(mistakes)
    if view.shared:
        _require_sharing(actor, programme)
    row = SavedView(
        pk=view.id, owner_id=owner, programme=programme, name=name, query=view.query, shared=view.shared
    )
    edits.add(row, Act(actor, programme.slug))
    return row


@transaction.atomic
def overwrite_view(*, actor: Viewer, view_id: UUID, query: str) -> AuditEntry | None:
    """Let a view of one's own show this list from now on; None when it did already."""
    row = _own(actor, view_id)
    return edits.change(row, {"query": Edit(seen=row.query, wanted=query)}, Act(actor, row.programme.slug))


@transaction.atomic
def share_view(*, actor: Viewer, view_id: UUID, shared: bool) -> AuditEntry | None:
    """Let others in the programme use a view of one's own, or no longer."""
    row = _own(actor, view_id)
    if shared:
        _require_sharing(actor, row.programme)
    return edits.change(row, {"shared": Edit(seen=row.shared, wanted=shared)}, Act(actor, row.programme.slug))


@transaction.atomic
def remove_view(*, actor: Viewer, view_id: UUID) -> AuditEntry:
    """Take away a view of one's own. Raises SavedView.DoesNotExist for another's as for none."""
    row = _own(actor, view_id)
    return edits.remove(row, Act(actor, row.programme.slug))


def _owner(actor: Viewer, programme: Programme) -> UUID:
    if actor.id is None or programme.pk not in visible_ids(actor):
        raise NotAllowed("Alleen wie dit programma mag zien, bewaart er weergaven van.")
    return UUID(actor.id)


def _own(actor: Viewer, view_id: UUID) -> SavedView:
    rows = SavedView.objects.select_for_update(of=("self",)).select_related("programme")
    owner = UUID(actor.id) if actor.id else None
    return rows.get(pk=view_id, owner=owner, programme__in=visible_ids(actor))


def _mistakes(owner: UUID, programme: Programme, name: str) -> list[Mistake]:
    rows = SavedView.objects.filter(owner=owner, programme=programme)
    if not name:
        return [Mistake("name", "Geef de weergave een naam.")]
    if len(name) > LONGEST_NAME:
        return [Mistake("name", f"Gebruik hoogstens {LONGEST_NAME} tekens.")]
    if rows.filter(name=name).exists():
        return [Mistake("name", "U hebt al een weergave met deze naam.")]
    if rows.count() >= MOST_VIEWS:
        return [Mistake("name", f"U hebt al {MOST_VIEWS} weergaven; verwijder er eerst een.")]
    return []


def _require_sharing(actor: Viewer, programme: Programme) -> None:
    if not actor.manages(programme.slug):
        raise NotAllowed("Alleen de programmamanager deelt een weergave met anderen.")
