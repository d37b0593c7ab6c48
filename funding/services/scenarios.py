"""Keeping a what-if under a name, changing it and taking it away. The figures themselves never change."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from funding.models import Scenario
from funding.scenario import Changes, objections
from funding.selectors.scenarios import may_change, may_keep
from funding.selectors.supposing import Ground
from izaportal.core import edits
from izaportal.core.codec import decode, encode
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.selectors.programmes import visible_ids

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class NewScenario:
    """`id` is made with the form, so that sending it twice keeps one scenario."""

    id: UUID
    name: str
    changes: Changes


@transaction.atomic
def keep_scenario(*, actor: Viewer, ground: Ground, new: NewScenario) -> Scenario:
    """Add it to its programme and quarter. Raises NotAllowed, and Invalid at `name` or a grant's key."""
    programme = ground.programme
    if actor.user_id is None or programme.pk not in visible_ids(actor) or not may_keep(actor, programme.slug):
        raise NotAllowed("Alleen wie dit programma of een project ervan leidt, bewaart scenario's.")
    known = Scenario.objects.filter(pk=new.id, made_by=actor.user_id, programme=programme).first()
    if known is not None:
        return known
    name = " ".join(new.name.split())
    row = Scenario(
        pk=new.id,
        programme=programme,
        quarter=ground.quarter,
        name=name,
        changes=encoded(new.changes),
        basis=ground.basis,
        made_by_id=actor.user_id,
    )
    if mistakes := [*_name_mistakes(row, name), *_change_mistakes(ground, new.changes)]:
        raise Invalid(mistakes)
    edits.add(row, Act(actor, programme.slug), names=("quarter", "name", "changes"))
    return row


@transaction.atomic
def change_scenario(
    *, actor: Viewer, ground: Ground, scenario_id: UUID, name: Edit, changes: Edit
) -> AuditEntry | None:
    """Another name, other changes (as `encoded`), or both; from then on it stands on the figures of now.

    None when nothing differs. Raises NotAllowed, Invalid likewise, and Conflicted when somebody else changed
    the same meanwhile.
    """
    row = _changeable(actor, scenario_id)
    wanted = Edit(name.seen, " ".join(str(name.wanted).split()))
    supposed = decode(Changes, changes.wanted)
    if mistakes := [*_name_mistakes(row, wanted.wanted), *_change_mistakes(ground, supposed)]:
        raise Invalid(mistakes)
    basis = Edit(row.basis, ground.basis)
    act = Act(actor, row.programme.slug)
    return edits.change(row, {"name": wanted, "changes": changes, "basis": basis}, act)


def encoded(changes: Changes) -> Any:
    """As a scenario stores them."""
    return encode(Changes, changes)


@transaction.atomic
def remove_scenario(*, actor: Viewer, scenario_id: UUID) -> AuditEntry:
    """Raises Scenario.DoesNotExist for what may not be seen as for what is not there."""
    row = _changeable(actor, scenario_id)
    return edits.remove(row, Act(actor, row.programme.slug))


def _changeable(actor: Viewer, scenario_id: UUID) -> Scenario:
    rows = Scenario.objects.select_for_update(of=("self",)).select_related("programme", "made_by")
    row = rows.get(pk=scenario_id, programme__in=visible_ids(actor))
    if not may_change(actor, row):
        raise NotAllowed("Alleen wie het scenario maakte of het programma leidt, verandert het.")
    return row


def _name_mistakes(row: Scenario, name: str) -> Iterator[Mistake]:
    others = Scenario.objects.filter(programme=row.programme, quarter=row.quarter).exclude(pk=row.pk)
    if not name:
        yield Mistake("name", "Geef het scenario een naam.")
    elif len(name) > LONGEST_NAME:
        yield Mistake("name", f"Gebruik hoogstens {LONGEST_NAME} tekens.")
    elif others.filter(name=name).exists():
        yield Mistake("name", f"Er is al een scenario met deze naam bij {row.quarter.label}.")


def _change_mistakes(ground: Ground, changes: Changes) -> Iterator[Mistake]:
    if changes.is_empty:
        yield Mistake("", "Er is nog niets veranderd: er valt niets te bewaren.")
    for key, change in changes.grants.items():
        grant = ground.find(key)
        if grant is None:
            yield Mistake(key, "Van deze subsidie zijn in dit kwartaal geen bedragen berekend.")
            continue
        yield from (Mistake(key, one.message) for one in objections(grant.facts, change))
