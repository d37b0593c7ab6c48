"""How an award divides: over what was agreed of it, and over the instalments that pay it ahead. Euros."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from izaportal.core.money import ZERO, add


@dataclass(frozen=True, slots=True)
class Division:
    """An award against the sum of its parts."""

    award: Decimal
    assigned: Decimal

    @property
    def unassigned(self) -> Decimal:
        """What no part was given for (*niet toegewezen*)."""
        return max(ZERO, self.award - self.assigned)

    @property
    def excess(self) -> Decimal:
        """By how much the parts are more than the award."""
        return max(ZERO, self.assigned - self.award)


@dataclass(frozen=True, slots=True)
class Instalment:
    """A year's part of an award; no day is *n.t.b.*"""

    year: int
    amount: Decimal
    expected_on: date | None = None


class InstalmentState(StrEnum):
    """Whether an instalment came in; `late`: its day has passed and not all of it is there."""

    RECEIVED = "received"
    LATE = "late"
    PARTLY = "partly"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class InstalmentStanding:
    """`received`: the part of this instalment that the advances so far make up for."""

    instalment: Instalment
    received: Decimal
    state: InstalmentState

    @property
    def open(self) -> Decimal:
        return self.instalment.amount - self.received


def division(award: Decimal, parts: Iterable[Decimal]) -> Division:
    return Division(award, add(parts))


def instalment_standings(
    instalments: Iterable[Instalment], *, received: Decimal, as_of: date
) -> tuple[InstalmentStanding, ...]:
    """Net advances received make up for the instalments in order of year: the state names no instalment."""
    left, found = max(ZERO, received), []
    for one in sorted(instalments, key=lambda one: one.year):
        part = min(left, one.amount)
        left -= part
        found.append(InstalmentStanding(one, part, _state(one, part, as_of)))
    return tuple(found)


def _state(one: Instalment, received: Decimal, as_of: date) -> InstalmentState:
    if received == one.amount:
        return InstalmentState.RECEIVED
    if one.expected_on is not None and one.expected_on < as_of:
        return InstalmentState.LATE
    return InstalmentState.PARTLY if received else InstalmentState.EXPECTED
