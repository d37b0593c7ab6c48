"""Chooses and orders the indicators that stand in front. Frozen quarters keep those of their time."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from izaportal.core import edits, events
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from kpis.events import DefinitionChanged
from kpis.models import Indicator
from kpis.selectors.entry import scope_of
from kpis.selectors.headlines import MOST, candidates, chosen_of
from kpis.selectors.indicators import KIND
from pillars.models import Programme

FIELDS = frozenset({"headline", "headline_order"})
NOT_YOURS = "Alleen de programmamanager kiest de kernindicatoren."
TOO_MANY = f"Kies er hoogstens {MOST}: meer onthoudt niemand."
FULL = f"Er staan al {MOST} indicatoren vooraan, en meer onthoudt niemand. Haal er daar eerst een weg."
NO_REASON = "Schrijf op waarom u dit kiest."
CHANGED = (
    "Iemand anders heeft intussen andere kernindicatoren gekozen. Uw keuze staat hieronder nog; "
    "bekijk wat er nu geldt en sla dan opnieuw op."
)


class ChosenMeanwhileError(Refused):
    """What is stored is not what the chooser began with."""


def hold_choice(programme: UUID) -> None:
    """Until the transaction ends nobody else puts an indicator of the programme in front. Call it before
    holding indicators."""
    Programme.objects.select_for_update(no_key=True).order_by("pk").get(pk=programme)


def mistakes_in_front(indicator: UUID, *, actor: Viewer, programme: Programme, wanted: bool) -> list[Mistake]:
    """Why this one indicator may not come to stand in front, or leave there; at `headline`."""
    if not actor.manages(programme.slug):
        return [Mistake("headline", NOT_YOURS)]
    others = programme.indicators.filter(headline=True).exclude(pk=indicator)
    return [Mistake("headline", FULL)] if wanted and others.count() >= MOST else []


@transaction.atomic
def choose_headlines(
    *, actor: Viewer, programme: Programme, seen: Sequence[UUID], wanted: Sequence[UUID], reason: str
) -> list[AuditEntry]:
    """Put these in front, in this order; an empty list when it was so already.

    `seen` is what the chooser began with. Raises NotAllowed, Invalid with every mistake, and
    ChosenMeanwhileError when another choice was stored since.
    """
    if not actor.manages(programme.slug):
        raise NotAllowed(NOT_YOURS)
    hold_choice(programme.pk)
    known = candidates(programme)
    stored = [row.pk for row in chosen_of(known)]
    if list(wanted) == stored and all(row.place for row in chosen_of(known)):
        return []
    if list(seen) != stored:
        raise ChosenMeanwhileError(CHANGED)
    if mistakes := _mistakes({row.pk for row in known}, wanted, reason):
        raise Invalid(mistakes)
    return _store(actor, programme, stored, wanted, reason.strip())


@transaction.atomic
def undo_headlines(*, actor: Viewer, programme: Programme, batch: UUID) -> list[AuditEntry]:
    """Take a choice back as a whole; `batch` is the request in which it was made.

    Raises NotAllowed, and Refused when there is nothing to take back or it was changed again since.
    """
    if not actor.manages(programme.slug):
        raise NotAllowed(NOT_YOURS)
    entries = [entry for entry in _entries(programme, batch) if set(entry.changes) <= FIELDS]
    if not entries:
        raise Refused("Er valt niets terug te draaien.")
    hold_choice(programme.pk)
    rows = _locked([UUID(entry.object_id) for entry in entries])
    undone: list[AuditEntry] = []
    for entry in entries:
        row = rows.get(UUID(entry.object_id))
        try:
            made = edits.undo(row, entry, _act(actor, programme, row, "teruggedraaid"), model=Indicator)
        except Conflicted as conflict:
            raise Refused("De keuze is intussen gewijzigd; er is niets teruggedraaid.") from conflict
        undone += [made] if made is not None else []
    if len(chosen_of(candidates(programme))) > MOST:
        raise Refused(FULL)
    _announce(actor, programme, undone)
    return undone


def _entries(programme: Programme, batch: UUID) -> list[AuditEntry]:
    rows = AuditEntry.objects.filter(
        request_id=batch, programme=programme.slug, object_type=KIND, action=edits.CHANGED
    )
    return list(rows.order_by("object_id", "-id"))


def _mistakes(known: set[UUID], wanted: Sequence[UUID], reason: str) -> list[Mistake]:
    found = []
    if len(wanted) > MOST:
        found.append(Mistake("chosen", TOO_MANY))
    if len(set(wanted)) != len(wanted) or set(wanted) - known:
        found.append(Mistake("chosen", "Kies elke indicator één keer, uit dit programma."))
    if not reason.strip():
        found.append(Mistake("reason", NO_REASON))
    return found


def _store(
    actor: Viewer, programme: Programme, stored: Sequence[UUID], wanted: Sequence[UUID], reason: str
) -> list[AuditEntry]:
    places = {pk: place for place, pk in enumerate(wanted, start=1)}
    entries = []
    for pk, row in sorted(_locked([*stored, *wanted]).items()):
        asked = {
            "headline": Edit(row.headline, pk in places),
            "headline_order": Edit(row.headline_order, places.get(pk)),
        }
        entries.append(edits.change(row, asked, _act(actor, programme, row, reason)))
    made = [entry for entry in entries if entry is not None]
    _announce(actor, programme, made)
    return made


def _locked(pks: Sequence[UUID]) -> dict[UUID, Indicator]:
    rows = Indicator.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("programme", "project").filter(pk__in=pks).order_by("pk")
    return {row.pk: row for row in found}


def _act(actor: Viewer, programme: Programme, row: Indicator | None, reason: str) -> Act:
    return Act(actor, programme.slug, scope_of(row) if row else "", reason)


def _announce(actor: Viewer, programme: Programme, entries: Sequence[AuditEntry]) -> None:
    """A place alone judges nothing anew."""
    touched = frozenset(UUID(entry.object_id) for entry in entries if "headline" in entry.changes)
    if touched:
        changed = DefinitionChanged(programme.slug, touched, None, "kernindicatoren gekozen", actor.name)
        events.announce(changed)
