"""Makes and changes what an indicator is. What decides a judgement holds from the first open quarter on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from izaportal.core import edits, events
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.slugs import free_slug
from izaportal.core.viewer import Viewer
from kpis.bounds import phasing_problems
from kpis.events import DefinitionChanged
from kpis.models import Indicator
from kpis.selectors.definition import DEFINING
from kpis.selectors.entry import manages, may_edit, scope_of
from kpis.selectors.indicators import KIND
from kpis.services.headlines import hold_choice, mistakes_in_front
from kpis.services.holding import held_indicator
from pillars.models import Pillar, Programme
from pillars.selectors.quarters import frozen_quarters
from projects.models import Project

# What a lead may change: it tells of the indicator, and judges nothing.
TELLING = frozenset(
    {"code", "name", "short_name", "kind", "condition", "growth_rule", "baseline_on", "baseline_source"}
)
RESERVED = frozenset({"nieuw"})
LONGEST_STEM = 95
REASON = "Schrijf op waarom: dit verandert hoe elk open kwartaal wordt beoordeeld."
LOCKED = "Alleen de programmamanager wijzigt wat het oordeel bepaalt."


@transaction.atomic
def create_indicator(
    *, actor: Viewer, programme: Programme, id: UUID, values: Mapping[str, Any], reason: str = ""
) -> Indicator:
    """Add an indicator to the programme; its slug follows from its name and stays. `values` by field,
    references as ids.

    Sending the same id again answers what is there. Raises NotAllowed without the right, Invalid with what
    does not fit, Refused when the id is an indicator of something else.
    """
    hold_choice(programme.pk)  # and nobody else takes the slug
    if not _manages_at(actor, programme, values.get("pillar")):
        raise NotAllowed("Alleen de programmamanager maakt indicatoren.")
    known = Indicator.objects.filter(pk=id).first()
    if known is not None:
        if known.programme_id != programme.pk:
            raise Refused("Dit hoort niet bij dit programma.")
        return known
    mistakes = _mistakes(programme, values)
    if values.get("headline"):
        mistakes += mistakes_in_front(id, actor=actor, programme=programme, wanted=True)
    if mistakes:
        raise Invalid(mistakes)
    columns = {edits.column(Indicator, name): value for name, value in values.items()}
    slug = _free_slug(programme, str(values["name"]))
    row = Indicator(pk=id, programme=programme, slug=slug, **columns)
    edits.add(row, _act(actor, row, reason))
    _announce(row, "indicator toegevoegd", actor)
    return row


@transaction.atomic
def edit_indicator(
    *, actor: Viewer, indicator_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change fields of the indicator; None when it was so already.

    Frozen quarters keep what they were judged with, every open one is judged anew. Raises NotAllowed without
    the right, or when a lead changes what decides the judgement; Conflicted when another changed the same
    fields; Invalid with every mistake at its field, `reason` when what decides has none.
    """
    _hold_choice_of(indicator_id, edits_of)
    row = held_indicator(indicator_id)
    changed = {
        name: edit
        for name, edit in edits_of.items()
        if edit.wanted not in (edit.seen, edits.value_of(row, name))
    }
    if not may_edit(actor, row):
        raise NotAllowed("Alleen de programmamanager en de projectleider wijzigen deze indicator.")
    if not manages(actor, row) and set(changed) - TELLING:
        raise NotAllowed(LOCKED)
    if "pillar" in changed and not _manages_at(actor, row.programme, changed["pillar"].wanted):
        raise NotAllowed("Alleen de programmamanager zet een indicator in een andere pijler.")
    mistakes = _mistakes(row.programme, {name: edit.wanted for name, edit in changed.items()})
    mistakes += _in_front(actor, row, changed)
    deciding = sorted(set(changed) & set(DEFINING))
    if deciding and not reason.strip():
        mistakes.append(Mistake("reason", REASON))
    if mistakes:
        raise Invalid(mistakes)
    entry = edits.change(row, edits_of, _act(actor, row, reason.strip()))
    if entry is not None and deciding:
        _announce(row, "definitie gewijzigd", actor)
    return entry


@transaction.atomic
def undo_edit(*, actor: Viewer, indicator_id: UUID, entry_id: UUID) -> AuditEntry | None:
    """Take back a change of the definition; None when it was taken back already.

    Raises NotAllowed, Conflicted when a field was changed again since, Refused when the entry is no
    such change.
    """
    entry = AuditEntry.objects.filter(
        pk=entry_id, object_type=KIND, object_id=str(indicator_id), action=edits.CHANGED
    ).first()
    if entry is None:
        raise Refused("Deze wijziging kan niet worden teruggedraaid.")
    back = edits.backwards(entry, Indicator)
    _hold_choice_of(indicator_id, back)
    row = held_indicator(indicator_id)
    if not manages(actor, row) and not (may_edit(actor, row) and set(entry.changes) <= TELLING):
        raise NotAllowed(LOCKED)
    if mistakes := _in_front(actor, row, back):
        raise Refused(mistakes[0].message)
    undone = edits.undo(row, entry, _act(actor, row, "teruggedraaid"), model=Indicator)
    if undone is not None and set(entry.changes) & set(DEFINING):
        _announce(row, "definitie gewijzigd", actor)
    return undone


@transaction.atomic
def take_back_indicator(*, actor: Viewer, indicator_id: UUID, reason: str) -> AuditEntry:
    """Take away an indicator that was added by mistake, as long as nothing came of it but its statuses.

    Raises NotAllowed, and Refused when it was changed since, when something rests on it, or when a frozen
    quarter tells of it.
    """
    if not Indicator.objects.filter(pk=indicator_id).exists():
        raise Refused("Deze indicator is er niet meer.")
    row = held_indicator(indicator_id)
    if not manages(actor, row):
        raise NotAllowed("Alleen de programmamanager haalt indicatoren weg.")
    added = AuditEntry.objects.get(object_type=KIND, object_id=str(row.pk), action=edits.ADDED)
    edits.require_untouched(added)
    told = row.statuses.filter(quarter__in=frozen_quarters(row.programme)).order_by("quarter").first()
    if told is not None:
        raise Refused(f"‘{row}’ staat in {told.quarter.label}, en dat kwartaal is vastgesteld.")
    try:
        with transaction.atomic():
            entry = edits.remove(row, _act(actor, row, reason))
    except ProtectedError as held:
        raise Refused(f"Er rust al iets op ‘{row}’, zoals een streefwaarde of een meting.") from held
    _announce(row, "indicator weggehaald", actor)
    return entry


def _hold_choice_of(indicator_id: UUID, edits_of: Mapping[str, Edit]) -> None:
    """Where the edit puts the indicator in front; before holding the indicator itself."""
    edit = edits_of.get("headline")
    if edit is not None and edit.wanted and not edit.seen:
        hold_choice(Indicator.objects.values_list("programme", flat=True).get(pk=indicator_id))


def _in_front(actor: Viewer, row: Indicator, edits_of: Mapping[str, Edit]) -> list[Mistake]:
    """Why the edit may not put the indicator in front, or take it away there."""
    edit = edits_of.get("headline")
    if edit is None or edit.wanted == row.headline:
        return []
    return mistakes_in_front(row.pk, actor=actor, programme=row.programme, wanted=edit.wanted)


def _manages_at(actor: Viewer, programme: Programme, pillar_id: UUID | None) -> bool:
    """Whether the actor manages the programme, or the pillar with that id."""
    pillar = programme.pillars.filter(pk=pillar_id).first() if pillar_id else None
    return actor.manages(programme.slug, pillar.slug if pillar else None)


def _mistakes(programme: Programme, values: Mapping[str, Any]) -> list[Mistake]:
    """Of what is to be stored; references into another programme are not there."""
    found = []
    references = (
        ("pillar", Pillar, "Deze pijler is er niet."),
        ("project", Project, "Dit project is er niet."),
    )
    for name, model, message in references:
        wanted = values.get(name)
        if wanted and not model._default_manager.filter(pk=wanted, programme=programme).exists():
            found.append(Mistake(name, message))
    if "name" in values and not str(values["name"]).strip():
        found.append(Mistake("name", "Geef de indicator een naam."))
    phasing: list[Decimal] | None = values.get("phasing")
    if phasing is not None:
        problems = phasing_problems(phasing)
        found += [Mistake(f"phasing_{number}", problem) for number, problem in sorted(problems.items())]
    return found


def _free_slug(programme: Programme, name: str) -> str:
    """Of the name; numbered when it is taken in the programme, or a word of an address."""
    taken = RESERVED | set(programme.indicators.values_list("slug", flat=True))
    return free_slug(name, taken, most=LONGEST_STEM, otherwise="indicator")


def _act(actor: Viewer, row: Indicator, reason: str = "") -> Act:
    return Act(actor, row.programme.slug, scope_of(row), reason)


def _announce(row: Indicator, what: str, actor: Viewer) -> None:
    changed = DefinitionChanged(row.programme.slug, frozenset({row.pk}), None, what, actor.name)
    events.announce(changed)
