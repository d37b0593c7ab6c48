"""What a file may no longer say of money: what was given stands, and a frozen quarter keeps its facts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from operator import le
from uuid import UUID

from funding.models import (
    AllocationKey,
    AllocationPart,
    GrantMilestone,
    MilestoneForecast,
    MilestoneVerdict,
)
from funding.selectors.facts import key_rule
from funding.shares import IncompleteKeyError, KeyKind, require_complete
from izaportal.core.bulk import Difference
from izaportal.core.errors import Mistake
from pillars.models import ProgrammeMunicipality
from pillars.services.periods import DatedFact, frozen_mistakes

# What of a key the shares are calculated from, beside its validity.
CALCULATED_FROM = frozenset({"kind", "population_year", "illustrative"})
WITH_STATED_PARTS = (KeyKind.AGREED_PERCENTAGES, KeyKind.EXPLICIT_AMOUNTS)


def opinion_mistakes(
    differences: Sequence[Difference[MilestoneVerdict]] | Sequence[Difference[MilestoneForecast]],
    *,
    word: str,
) -> list[Mistake]:
    """Of verdicts or forecasts (`word`): one of a day stands, and a new one may not reach a frozen quarter.

    Each is a mistake of its own, at the milestone and the day.
    """
    rows = [(one.row, one.is_new) for one in differences]
    milestones = GrantMilestone.objects.filter(pk__in={row.milestone_id for row, _ in rows})
    found = milestones.values_list("pk", "slug", "grant__project__programme")
    known: Mapping[UUID, tuple[str, UUID]] = {pk: (slug, programme) for pk, slug, programme in found}

    def place(row: MilestoneVerdict | MilestoneForecast) -> str:
        return f"{word} over {known[row.milestone_id][0]} van {row.given_on:%d-%m-%Y}"

    changed = [
        Mistake(place(row), "staat vast en verandert niet meer; leg een nieuwe vast met een latere datum")
        for row, is_new in rows
        if not is_new
    ]
    return changed + frozen_mistakes(
        DatedFact(known[row.milestone_id][1], place(row), partial(le, row.given_on))
        for row, is_new in rows
        if is_new
    )


def key_mistakes(differences: Sequence[Difference[AllocationKey]]) -> list[Mistake]:
    """A frozen quarter keeps the key that split it."""
    return frozen_mistakes(
        DatedFact(one.row.programme_id, _place(one.row), _splits_otherwise(one)) for one in differences
    )


def part_mistakes(differences: Sequence[Difference[AllocationPart]], *, key: AllocationKey) -> list[Mistake]:
    """Likewise the parts of the key."""
    return frozen_mistakes(
        DatedFact(key.programme_id, f"{_place(key)}, {one.row.municipality}", key.validity.__contains__)
        for one in differences
    )


def incomplete_mistakes(key: AllocationKey) -> list[Mistake]:
    """A key with stated parts that gives one of the members it is for none, or does not add up."""
    if KeyKind(key.kind) not in WITH_STATED_PARTS:
        return []
    members = ProgrammeMunicipality.objects.filter(programme=key.programme_id, validity__overlap=key.validity)
    names = dict(members.values_list("municipality__code", "municipality__name"))
    try:
        rule = key_rule(key, names)
        if rule is not None:
            require_complete(rule, members=names)
    except IncompleteKeyError as incomplete:
        missing = ", ".join(names[code] for code in incomplete.missing)
        return [Mistake(_place(key), f"noemt geen deel voor {missing}")]
    except ValueError as wrong:
        return [Mistake(_place(key), str(wrong))]
    return []


def _splits_otherwise(one: Difference[AllocationKey]) -> Callable[[date], bool]:
    """On which days the difference changes what is split."""
    now = one.row.validity
    if one.before is None:
        return lambda day: day in now
    held = one.value_before("validity")
    if CALCULATED_FROM & one.before.keys():
        return lambda day: day in held or day in now
    return lambda day: (day in held) != (day in now)


def _place(key: AllocationKey) -> str:
    return f"verdeelsleutel {key.slug}"
