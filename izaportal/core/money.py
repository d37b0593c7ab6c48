"""Money: euros as Decimal to the cent, and one way to split them whose parts always add up."""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
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
    shares = {key: exact(weight) for key, weight in weights.items()}
    total = sum(shares.values(), Fraction(0))
    if total <= 0 or min(shares.values()) < 0:
        raise ValueError("verdelen kan alleen over gewichten van nul of meer die samen meer dan nul zijn")
    pot = _whole_cents(abs(amount))
    due = {key: pot * share / total for key, share in shares.items()}
    parts = {key: math.floor(part) for key, part in due.items()}
    by_remainder = sorted(sorted(due), key=lambda key: parts[key] - due[key])
    for key in by_remainder[: pot - sum(parts.values())]:
        parts[key] += 1
    sign = -1 if amount < 0 else 1
    return {key: cents(Fraction(sign * part, CENTS_PER_EURO)) for key, part in parts.items()}


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
