"""What another key would mean: every figure split per project by both keys and added, side by side. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from funding.shares import AllocationKey, add_shares, percentages, split
from funding.totals import FIGURES
from izaportal.core.money import add

MOVED = ("award", *FIGURES[1:])
"""The figures that are shown: what is awarded is also the maximum."""


@dataclass(frozen=True, slots=True)
class ProjectAmounts:
    """A project's figures in euros by the names of MOVED; None does not apply to it."""

    name: str
    amounts: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Move:
    """A municipality's amount by the present key and by the other; None is *n.t.b.* or does not apply."""

    now: Decimal | None
    then: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.now is None or self.then is None else self.then - self.now


@dataclass(frozen=True, slots=True)
class MemberEffect:
    """`percent`: by the present key and by the other, to six decimals."""

    code: str
    percent: Move
    figures: Mapping[str, Move]


@dataclass(frozen=True, slots=True)
class Effect:
    """Per member, lowest code first. `whole`: what is divided of every figure, the same by either key;
    `totals`: the sums of the parts."""

    members: tuple[MemberEffect, ...]
    whole: Mapping[str, Decimal | None]
    totals: Mapping[str, Move]


def effect(
    projects: Sequence[ProjectAmounts],
    *,
    now: AllocationKey | None,
    then: AllocationKey | None,
    members: Iterable[str],
) -> Effect:
    codes = sorted(set(members))
    by_now, by_then = _divided(projects, now, codes), _divided(projects, then, codes)
    percent_now, percent_then = percentages(now, members=codes), percentages(then, members=codes)
    return Effect(
        tuple(
            MemberEffect(
                code,
                Move(percent_now[code], percent_then[code]),
                {name: Move(by_now[name][code], by_then[name][code]) for name in MOVED},
            )
            for code in codes
        ),
        {name: add_shares(_applying(projects, name)).amount for name in MOVED},
        {name: Move(_sum(by_now[name]), _sum(by_then[name])) for name in MOVED},
    )


def _divided(
    projects: Sequence[ProjectAmounts], key: AllocationKey | None, codes: Sequence[str]
) -> dict[str, dict[str, Decimal | None]]:
    """By figure and code: each project split to the cent, and a municipality's parts added."""
    found = {}
    for name in MOVED:
        splits = [split(amount, key=key, members=codes).parts for amount in _applying(projects, name)]
        found[name] = {code: add_shares(parts[code] for parts in splits).amount for code in codes}
    return found


def _applying(projects: Sequence[ProjectAmounts], name: str) -> list[Decimal]:
    return [amount for one in projects if (amount := one.amounts[name]) is not None]


def _sum(parts: Mapping[str, Decimal | None]) -> Decimal | None:
    """Of everybody; not to be said while one has no part."""
    known = [part for part in parts.values() if part is not None]
    return add(known) if known and len(known) == len(parts) else None
