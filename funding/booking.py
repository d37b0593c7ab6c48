"""On which day a cost counts, and what a ledger holds after each of its rows. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from izaportal.core.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Dated:
    """`counted_on` decides the quarter and the year; `concerns_on` is the day of performance of what counts
    later than that, None of everything else."""

    counted_on: date
    concerns_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.concerns_on is not None


def dated(day: date, *, frozen_until: date | None, today: date) -> Dated:
    """A day in figures that are frozen counts in the quarter after them: on today when that lies in it, else
    on the end of it that is nearest. Figures are cumulative, so frozen is all up to `frozen_until`."""
    if frozen_until is None or day > frozen_until:
        return Dated(day)
    following = Quarter.of(frozen_until).next
    return Dated(min(max(today, following.first_day), following.last_day), day)


def balances(after_first: Decimal, effects: Iterable[Decimal]) -> Iterator[Decimal]:
    """The balance after each row, newest first; `after_first` is the one after the newest."""
    balance = after_first
    for effect in effects:
        yield balance
        balance -= effect


@dataclass(frozen=True, slots=True)
class YearSpending:
    """Net costs that count in a year: of the year itself, and corrections over the years before it."""

    year: int
    own: Decimal
    corrections: Decimal

    @property
    def total(self) -> Decimal:
        return self.own + self.corrections


def by_year(costs: Iterable[tuple[int, int, Decimal]]) -> tuple[YearSpending, ...]:
    """From (year in which it counts, year it concerns, net amount), oldest year first."""
    own: dict[int, Decimal] = {}
    earlier: dict[int, Decimal] = {}
    for counted, concerned, amount in costs:
        kept = own if counted == concerned else earlier
        kept[counted] = kept.get(counted, Decimal(0)) + amount
    years = sorted(own.keys() | earlier.keys())
    return tuple(YearSpending(y, own.get(y, Decimal(0)), earlier.get(y, Decimal(0))) for y in years)
