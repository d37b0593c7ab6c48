"""Tells costs that were, or seem to be, booked on two grants at once. Pure."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Pair = tuple[str, str]
NO_PAIRS: frozenset[Pair] = frozenset()


class Likeness(StrEnum):
    """How two costs on different grants are alike, the surest first.

    `same`: reference, day and amount; `reference`: a bill that may have been split; `alike`: project, day,
    amount and description.
    """

    SAME = "same"
    REFERENCE = "reference"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Cost:
    """A booking that stands: no reversal, and not reversed. `key` orders costs by when they were booked."""

    key: str
    grant: str
    project: str
    amount: Decimal
    performed_on: date
    reference: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """A cost and an earlier one on another grant that it is like."""

    earlier: Cost
    later: Cost
    likeness: Likeness

    @property
    def pair(self) -> Pair:
        return self.earlier.key, self.later.key


def doubles(costs: Iterable[Cost], *, distinct: Collection[Pair] = NO_PAIRS) -> list[Double]:
    """Every cost that is like an earlier one on another grant, with the earliest of those.

    `distinct`: pairs (earlier, later) of which somebody wrote down that they are two costs.
    """
    listed = sorted(costs, key=lambda cost: cost.key)
    found: dict[str, Double] = {}
    for likeness, sign in SIGNS.items():
        for double in _pairs(listed, likeness, sign, distinct):
            found.setdefault(double.later.key, double)
    return [found[cost.key] for cost in listed if cost.key in found]


def normal(text: str) -> str:
    """References and descriptions count as the same whatever their case and the space around them."""
    return text.strip().upper()


def _pairs(
    listed: Iterable[Cost],
    likeness: Likeness,
    sign: Callable[[Cost], Hashable],
    distinct: Collection[Pair],
) -> Iterator[Double]:
    """Per sign the first cost of every grant is remembered, so that many alike costs stay quick."""
    seen: dict[Hashable, dict[str, Cost]] = {}
    for cost in listed:
        signed = sign(cost)
        if signed is None:
            continue
        firsts = seen.setdefault(signed, {})
        others = (one for grant, one in firsts.items() if grant != cost.grant)
        earlier = next((one for one in others if (one.key, cost.key) not in distinct), None)
        if earlier is not None:
            yield Double(earlier, cost, likeness)
        firsts.setdefault(cost.grant, cost)


def _same(cost: Cost) -> Hashable:
    reference = normal(cost.reference)
    return (reference, cost.performed_on, cost.amount) if reference else None


def _reference(cost: Cost) -> Hashable:
    return normal(cost.reference) or None


def _alike(cost: Cost) -> Hashable:
    """Without a description too little is known to say so."""
    text = normal(cost.description)
    return (cost.project, cost.performed_on, cost.amount, text) if text else None


SIGNS: dict[Likeness, Callable[[Cost], Hashable]] = {
    Likeness.SAME: _same,
    Likeness.REFERENCE: _reference,
    Likeness.ALIKE: _alike,
}
