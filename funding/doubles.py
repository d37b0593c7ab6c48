"""Tells costs that were, or seem to be, booked on two grants at once. Pure."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
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
        return pair(self.earlier, self.later)


def pair(one: Cost, other: Cost) -> Pair:
    """What two costs are known by together, whichever was told first."""
    first, second = sorted((one.key, other.key))
    return first, second


class Seen:
    """Costs so far. Per sign the first cost of every grant is remembered, so that many alike stay quick.

    `distinct`: pairs of which somebody wrote down that they are two costs.
    """

    def __init__(self, distinct: Collection[Pair] = NO_PAIRS) -> None:
        self._distinct = distinct
        self._firsts: dict[tuple[Likeness, Hashable], dict[str, Cost]] = {}

    def add(self, cost: Cost) -> Double | None:
        """The earliest on another grant that the cost is like, in the surest way."""
        found = None
        for likeness, sign in SIGNS.items():
            signed = sign(cost)
            if signed is None:
                continue
            firsts = self._firsts.setdefault((likeness, signed), {})
            found = found or self._double(cost, firsts, likeness)
            firsts.setdefault(cost.grant, cost)
        return found

    def _double(self, cost: Cost, firsts: Mapping[str, Cost], likeness: Likeness) -> Double | None:
        for grant, earlier in firsts.items():
            if grant != cost.grant and pair(earlier, cost) not in self._distinct:
                return Double(earlier, cost, likeness)
        return None


def doubles(costs: Iterable[Cost], *, distinct: Collection[Pair] = NO_PAIRS) -> list[Double]:
    """Every cost that is like an earlier one on another grant; see `Seen`."""
    seen = Seen(distinct)
    found = map(seen.add, sorted(costs, key=lambda cost: cost.key))
    return [double for double in found if double is not None]


def normal(text: str) -> str:
    """References and descriptions count as the same whatever their case and the space around them."""
    return text.strip().upper()


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
