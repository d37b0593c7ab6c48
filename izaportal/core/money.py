"""Money: euros as Decimal to the cent, and one way to split them whose parts always add up."""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol, Self, TypeVar

from izaportal.core.numbers import Exact, exact, rounded

ZERO = Decimal("0.00")
CENTS_PER_EURO = 100


class Sortable(Protocol):
    def __lt__(self, other: Self, /) -> bool: ...


Key = TypeVar("Key", bound=Sortable)


def cents(value: Exact) -> Decimal:
    """Euros rounded half up to the cent; a negative amount mirrors the positive one."""
    return rounded(value, 2)


def add(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)


def largest_remainder(amount: Decimal, weights: Mapping[Key, Exact]) -> dict[Key, Decimal]:
    """Split an amount of whole cents in proportion to the weights; the parts add up to it exactly.

    Every part is rounded down to the cent, then the cents left over go to the largest remainders, ties to
    the lower key. A negative amount mirrors the positive one. Order of the answer: order of the weights.
    """
    whole = _whole_weights(weights)
    total = sum(whole.values())
    if total <= 0 or min(whole.values()) < 0:
        raise ValueError("verdelen kan alleen over gewichten van nul of meer die samen meer dan nul zijn")
    pot = _whole_cents(abs(amount))
    parts, remainders = {}, {}
    for key, weight in whole.items():
        parts[key], remainders[key] = divmod(pot * weight, total)
    by_remainder = sorted(sorted(whole), key=lambda key: -remainders[key])
    for key in by_remainder[: pot - sum(parts.values())]:
        parts[key] += 1
    sign = -1 if amount < 0 else 1
    return {key: Decimal(sign * part).scaleb(-2) for key, part in parts.items()}


def _whole_weights(weights: Mapping[Key, Exact]) -> dict[Key, int]:
    """The same proportions in whole numbers: dividing those is exact, and far quicker than fractions."""
    exactly = {key: exact(weight) for key, weight in weights.items()}
    scale = math.lcm(*(weight.denominator for weight in exactly.values()))
    return {key: weight.numerator * (scale // weight.denominator) for key, weight in exactly.items()}


def attribute(
    booked: Mapping[Key, Decimal], *, unassigned: Decimal, weights: Mapping[Key, Exact]
) -> dict[Key, Decimal]:
    """Costs per key: what was booked to it, plus its part by weight of what was booked to none of them."""
    parts = largest_remainder(unassigned, weights)
    return {key: booked.get(key, ZERO) + part for key, part in parts.items()}


def _whole_cents(amount: Decimal) -> int:
    number = exact(amount) * CENTS_PER_EURO
    if number.denominator != 1:
        raise ValueError(f"{amount} is geen bedrag in hele centen")
    return number.numerator
