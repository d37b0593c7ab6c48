"""Agrees on allocation keys: a new one ends the one before it; one that fixed a quarter stays as it is."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange, Range

from funding.events import MoneyChanged
from funding.models import AllocationKey, AllocationPart, Grant
from funding.proposed_keys import Proposal, ProposedKind, work_out
from funding.refund import Source
from funding.selectors.keys import inhabitants, members_while
from funding.shares import AllocationKey as KeyRule
from funding.shares import KeyKind
from izaportal.core import events
from izaportal.core.editing import Edit, merge
from izaportal.core.edits import ADDED, CHANGED, Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_nl, number
from izaportal.core.models import AuditEntry
from izaportal.core.slugs import free_slug
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.services.periods import DatedFact, frozen_mistakes
from regions.models import Municipality

PART = "part_"
"""What the name of a field begins with that holds a municipality's part, its CBS code after it."""
LONGEST_SLUG = 70
Values = Mapping[str, Any]


def create_key(*, actor: Viewer, programme: Programme, key_id: UUID, values: Values) -> AllocationKey:
    """Agree on a key from a day on; the one that held until then ends the day before.

    `values` as of `stored_values`, but the kind is a ProposedKind. A second call with the same
    id finds the key and adds nothing. Raises NotAllowed for who does not control the programme, and Invalid
    naming all that is missing per municipality, a day on which another begins, or one of a frozen quarter.
    """
    _require_control(actor, programme)
    with transaction.atomic():
        keys = _held(programme)
        known = next((key for key in keys if key.pk == key_id), None)
        return known or _add(actor, programme, key_id, values, keys)


@transaction.atomic
def change_key(
    *, actor: Viewer, programme: Programme, key_id: UUID, edits: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Store what an edit changes, None when it changes nothing; where it begins, the one before it ends.

    Raises NotAllowed and Invalid as `create_key`, Conflicted when somebody else changed the same fields, and
    Refused for a key that fixed a quarter.
    """
    _require_control(actor, programme)
    keys = _held(programme)
    key = next(one for one in keys if one.pk == key_id)
    _refuse_fixed(programme, key)
    stored = stored_values(key)
    changes = merge({name: stored.get(name) for name in edits}, edits)
    if not changes:
        return None
    began, wanted = _since(key), {**stored, **changes}
    day = wanted["valid_from"]
    before = [one for one in keys if _since(one) < began][-1:]
    validity = DateRange(day, key.validity.upper)
    rule = _checked(programme, wanted, validity, _order_mistakes(day, validity.upper, before))
    told_before = _told(key, stored)
    if day < began:
        _end(actor, before, day)  # makes room
    _write(key, wanted, validity, rule)
    if day > began:
        _end(actor, before, day, joined=began)
    now = _told(key, wanted)
    told = {name: (old, now[name]) for name, old in told_before.items() if old != now[name]}
    if not told:
        return None
    _announce(actor, programme, min(began, day))
    return Act(actor, programme.slug, reason=reason).record(key, CHANGED, told)


def stored_values(key: AllocationKey) -> dict[str, Any]:
    """A stored key as a form holds it; agreed percentages are then the fixed ones of all."""
    parts = {
        f"{PART}{part.municipality.code}": part.amount if part.percent is None else part.percent
        for part in key.parts.select_related("municipality")
    }
    return {
        "label": key.label,
        "valid_from": _since(key),
        "kind": key.kind,
        "population_year": key.population_year,
        "note": key.note,
        "illustrative": key.illustrative,
        **parts,
    }


def proposal_of(
    values: Values, *, members: Mapping[str, str], counted: Mapping[int, Mapping[str, int]]
) -> Proposal:
    """What a form holds as the rule takes it; parts that a kind does not ask for are left out."""
    kind = ProposedKind(values["kind"])
    typed: dict[str, Decimal | None] = {
        name.removeprefix(PART): value for name, value in values.items() if name.startswith(PART)
    }
    people = counted.get(values.get("population_year") or 0, {})
    return Proposal(kind, members, typed if kind.has_typed_parts else {}, people)


def _require_control(actor: Viewer, programme: Programme) -> None:
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller van dit programma legt verdeelsleutels vast.")


def _held(programme: Programme) -> list[AllocationKey]:
    """Every key of the programme, the first one first; nobody else changes them until the transaction ends.

    The programme is what is held: of keys alone, one that another adds meanwhile would not be seen.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    return list(AllocationKey.objects.filter(programme=programme).order_by("validity"))


def _add(
    actor: Viewer, programme: Programme, key_id: UUID, values: Values, keys: list[AllocationKey]
) -> AllocationKey:
    day = values["valid_from"]
    later = [_since(key) for key in keys if _since(key) > day]
    validity = DateRange(day, min(later, default=None))
    same_day = [
        Mistake("valid_from", f"Op die dag begint al ‘{key.label}’.") for key in keys if _since(key) == day
    ]
    rule = _checked(programme, values, validity, same_day)
    _end(actor, [key for key in keys if _since(key) < day][-1:], day)
    key = AllocationKey(pk=key_id, programme=programme, slug=_slug(values["label"], keys))
    _write(key, values, validity, rule)
    _announce(actor, programme, day)
    told = {name: (None, value) for name, value in _told(key, values).items() if value}
    Act(actor, programme.slug).record(key, ADDED, told)
    return key


def _checked(
    programme: Programme, values: Values, validity: Range[date], mistakes: Iterable[Mistake]
) -> KeyRule:
    """The key of these values. Raises Invalid with all mistakes, each at its field."""
    members = members_while(programme, validity)
    found = work_out(proposal_of(values, members=members, counted=inhabitants(members)))
    fixed = frozen_mistakes([DatedFact(programme.pk, "valid_from", validity.__contains__)])
    places = [Mistake(f"{PART}{one.place}" if one.place else "", one.message) for one in found.mistakes]
    wrong = [*mistakes, *fixed, *places]
    if wrong or found.key is None:
        raise Invalid(wrong)
    return found.key


def _order_mistakes(day: date, upper: date | None, before: Iterable[AllocationKey]) -> Iterable[Mistake]:
    """A key stays between its neighbours."""
    for key in before:
        if day <= _since(key):
            since = date_nl(_since(key))
            yield Mistake("valid_from", f"Kies een dag na {since}: dan begint ‘{key.label}’.")
    if upper is not None and day >= upper:
        yield Mistake("valid_from", f"Kies een dag voor {date_nl(upper)}: dan begint de volgende.")


def _since(key: AllocationKey) -> date:
    """Its first day; one without a beginning comes before all others."""
    return key.validity.lower or date.min


def _refuse_fixed(programme: Programme, key: AllocationKey) -> None:
    if frozen_mistakes([DatedFact(programme.pk, "", key.validity.__contains__)]):
        raise Refused("Met deze sleutel is een kwartaal vastgesteld. Begin een nieuwe, vanaf een latere dag.")


def _end(actor: Viewer, before: Iterable[AllocationKey], day: date, *, joined: date | None = None) -> None:
    """The one before holds until this day, if it reached it or `joined` where the next one began."""
    for key in before:
        upper = key.validity.upper
        if upper is None or upper > day or upper == joined:
            key.validity = DateRange(key.validity.lower, day)
            key.save(update_fields=["validity"])
            if upper != day:
                told = {"geldig tot": (upper, day)}
                Act(actor, key.programme.slug).record(key, CHANGED, told)


def _write(key: AllocationKey, values: Values, validity: Range[date], rule: KeyRule) -> None:
    """The key, and its parts anew."""
    kind = ProposedKind(values["kind"])
    key.label, key.note, key.illustrative = values["label"], values["note"], values["illustrative"]
    key.kind = rule.kind
    key.validity = validity
    key.population_year = values["population_year"] if kind is ProposedKind.POPULATION else None
    key.save()
    AllocationPart.objects.filter(key=key).delete()
    if rule.kind is KeyKind.POPULATION:
        return
    column = "amount" if rule.kind is KeyKind.EXPLICIT_AMOUNTS else "percent"
    rows = Municipality.objects.filter(code__in=list(rule.known))
    AllocationPart.objects.bulk_create(
        AllocationPart(key=key, municipality=row, **{column: rule.known[row.code]}) for row in rows
    )


def _told(key: AllocationKey, values: Values) -> dict[str, Any]:
    """The key as the trail tells it, with what a form says of it."""
    return {
        "label": values["label"],
        "geldig vanaf": values["valid_from"],
        "kind": ProposedKind(values["kind"]).stored.value,
        "population_year": key.population_year,
        "note": values["note"],
        "illustrative": values["illustrative"],
        "delen": _told_parts(key),
    }


def _told_parts(key: AllocationKey) -> list[str]:
    """As the trail tells them: `Venray 8 %`."""
    rows = key.parts.select_related("municipality").order_by("municipality__name")
    return [
        f"{part.municipality.name} {number(part.amount, 2) if part.percent is None else number(part.percent)}"
        for part in rows
    ]


def _slug(label: str, keys: Iterable[AllocationKey]) -> str:
    return free_slug(label, {key.slug for key in keys}, most=LONGEST_SLUG, otherwise="sleutel")


def _announce(actor: Viewer, programme: Programme, since: date) -> None:
    """Every open quarter from the day on is divided anew, if there is anything to divide."""
    grants = Grant.objects.filter(project__programme=programme, source=Source.SPUK)
    ids = frozenset(grants.values_list("pk", flat=True))
    if ids:
        events.announce(MoneyChanged(programme.slug, ids, since, actor.name, "verdeelsleutel gewijzigd"))
