"""Writes down what each college says to a decision. An advice holds once the last one agrees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import clock, edits
from izaportal.core.editing import Edit, merge
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import Stance
from izaportal.meetings.models import CollegePosition
from izaportal.meetings.selectors.colleges import colleges_of, values_of
from izaportal.meetings.selectors.following import all_agree, latest_positions, may_record
from izaportal.meetings.services.deciding import announce_stop, frozen_stops
from izaportal.meetings.services.keeping import require_standing
from projects.models import Decision, DecisionBasis, DecisionKind
from regions.models import Municipality

PARTS = ("stance", "decided_on", "reservation")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a college is said to say."""

    stance: Stance
    decided_on: date | None
    reservation: str


@transaction.atomic
def record_positions(*, actor: Viewer, decision_id: UUID, edits_of: Mapping[str, Edit]) -> list[AuditEntry]:
    """Add a version for every college of which something changes; a line of the trail for each. Fields are
    named `GM0984_stance`, `GM0984_decided_on`, `GM0984_reservation`.

    Two people who write down other colleges do not hinder each other. Raises NotAllowed, Refused for a
    decision that asks no college, Conflicted, and Invalid with every mistake at its field.
    """
    rows = Decision.objects.select_for_update(of=("self",), no_key=True).select_related("programme", "body")
    decision = rows.get(pk=decision_id)
    if not may_record(actor, decision):
        raise NotAllowed("Alleen de secretaris en de programmamanager leggen besluiten van colleges vast.")
    require_standing(decision)
    if not decision.asks_colleges:
        raise Refused("Over dit besluit besluiten de colleges niet zelf.")
    members, positions = colleges_of(decision), latest_positions(decision)
    stored = values_of(members, positions)
    changes = merge(stored, {name: edit for name, edit in edits_of.items() if name in stored})
    wanted = {one: _said(one, {**stored, **changes}) for one in members if _is_touched(one, changes)}
    mistakes = [mistake for one, said in wanted.items() for mistake in _mistakes(one, said)]
    if mistakes:
        raise Invalid(mistakes)
    if not wanted:
        return []
    act = Act(actor, decision.programme.slug)
    entries = []
    for one, said in wanted.items():
        positions[one.pk], entry = _add(decision, one, said, positions.get(one.pk), act)
        entries.append(entry)
    _settle(decision, members, positions, act, place=f"{next(iter(wanted)).code}_decided_on")
    return entries


def _said(one: Municipality, values: Mapping[str, Any]) -> _Said:
    """What is unknown has no day; a reservation is only kept with what was said under it."""
    said = _Said(*(values[f"{one.code}_{part}"] for part in PARTS))
    said = replace(said, stance=Stance(said.stance), reservation=said.reservation.strip())
    return said if said.stance != Stance.UNKNOWN else replace(said, decided_on=None)


def _is_touched(one: Municipality, changes: Mapping[str, Any]) -> bool:
    return any(f"{one.code}_{part}" in changes for part in PARTS)


def _mistakes(one: Municipality, said: _Said) -> Iterator[Mistake]:
    if said.stance != Stance.UNKNOWN and said.decided_on is None:
        yield Mistake(f"{one.code}_decided_on", f"{one.name}: vul in wanneer het college besloot.")
    if said.decided_on is not None and said.decided_on > clock.today():
        yield Mistake(f"{one.code}_decided_on", f"{one.name}: deze dag moet nog komen.")
    if said.stance == Stance.RESERVED and not said.reservation:
        yield Mistake(f"{one.code}_reservation", f"{one.name}: schrijf wat het voorbehoud is.")


def _add(
    decision: Decision, one: Municipality, said: _Said, last: CollegePosition | None, act: Act
) -> tuple[CollegePosition, AuditEntry]:
    row = CollegePosition.objects.create(
        decision=decision,
        municipality=one,
        number=(last.number if last else 0) + 1,
        stance=said.stance,
        decided_on=said.decided_on,
        reservation=said.reservation,
        recorded_by=act.actor.name,
    )
    told = {part: (getattr(last, part, None), getattr(row, part)) for part in PARTS}
    changed = {part: pair for part, pair in told.items() if pair[0] != pair[1] and pair != (None, "")}
    return row, act.record(row, edits.CHANGED if last else edits.ADDED, changed)


def _settle(
    decision: Decision,
    members: list[Municipality],
    positions: Mapping[UUID, CollegePosition],
    act: Act,
    *,
    place: str,
) -> None:
    """On the day of the last yes; when one takes it back the advice is open again. Raises Invalid, at that
    place, for a stop that would hold, or hold no more, in a frozen quarter."""
    if decision.basis != DecisionBasis.ADVICE:
        return
    said = [positions.get(one.pk) for one in members]
    days = [one.decided_on for one in said if one is not None and one.decided_on is not None]
    settled_on = max(days) if all_agree(said) else None
    if settled_on == decision.settled_on:
        return
    before, decision.settled_on = decision.settled_on, settled_on
    since = min(filter(None, (before, settled_on)))
    if decision.kind == DecisionKind.STOP and (
        mistakes := frozen_stops(decision.programme_id, [since], place=place)
    ):
        raise Invalid(mistakes)
    decision.save(update_fields=["settled_on"])
    act.record(decision, edits.CHANGED, {"settled_on": (before, settled_on)})
    announce_stop(decision, actor=act.actor, since=since)
