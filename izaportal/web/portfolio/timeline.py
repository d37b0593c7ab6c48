"""A stretch of time as pixels: which days it shows, and the ticks along it. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from izaportal.core.formatting import MONTHS_SHORT
from izaportal.core.quarter import Quarter

WIDTH, EDGE = 820, 10  # marks on the first and last day are seen whole
MOST_TICKS = 16


class Scale(StrEnum):
    """How much time is in sight at once."""

    QUARTER = "kwartaal"
    YEAR = "jaar"
    ALL = "alles"


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first day up to and including the last."""

    first: date
    last: date

    def x(self, day: date) -> int:
        """Where the beginning of a day is; days outside lie on the edge."""
        within = min(max(day, self.first), self.last + timedelta(days=1))
        return EDGE + round((within - self.first).days * (WIDTH - 2 * EDGE) / self.days)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def ticks(self) -> tuple[Tick, ...]:
        """Months, quarters or years: the first that leaves room for their names."""
        every = (self._months, self._quarters, self._years)
        listed = [list(ticks()) for ticks in every]
        return tuple(next((ticks for ticks in listed if len(ticks) <= MOST_TICKS), listed[-1]))

    def _months(self) -> Iterator[Tick]:
        day = self.first.replace(day=1)
        while day <= self.last:
            yield Tick(self.x(day), f"{MONTHS_SHORT[day.month - 1]} {day.year}")
            day = (day + timedelta(days=31)).replace(day=1)

    def _quarters(self) -> Iterator[Tick]:
        for quarter in Quarter.span(Quarter.of(self.first), Quarter.of(self.last)):
            yield Tick(self.x(quarter.first_day), quarter.label)

    def _years(self) -> Iterator[Tick]:
        for year in range(self.first.year, self.last.year + 1):
            yield Tick(self.x(date(year, 1, 1)), str(year))


def stretch(scale: Scale, *, today: date, days: Iterable[date]) -> Stretch:
    """The quarter with the ones before and after it, the year with half a year around it, or all the days."""
    quarter = Quarter.of(today)
    if scale is Scale.QUARTER:
        return Stretch(quarter.previous.first_day, quarter.next.last_day)
    if scale is Scale.YEAR:
        return Stretch(quarter.shift(-3).first_day, quarter.shift(4).last_day)
    known = [today, *days]
    return Stretch(Quarter.of(min(known)).first_day, Quarter.of(max(known)).last_day)
