"""The quarter: the value type every figure of the portal is told in."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

QUARTERS_PER_YEAR = 4
MONTHS_PER_QUARTER = 3
KEY_PATTERN = re.compile(r"(?P<year>[12][0-9]{3})-Q(?P<number>[1-4])")


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A calendar quarter; its key `2026-Q2` sorts like the quarter itself.

    >>> Quarter.parse("2026-Q2").shift(-2)
    Quarter(year=2025, number=4)
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1000 <= self.year <= 2999 and 1 <= self.number <= QUARTERS_PER_YEAR):
            raise ValueError(f"geen kwartaal: jaar {self.year}, nummer {self.number}")

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read exactly `2026-Q2`; anything else is a ValueError that shows the text."""
        match = KEY_PATTERN.fullmatch(key)
        if match is None:
            raise ValueError(f"geen kwartaal: {key!r}; schrijf het als 2026-Q2")
        return cls(int(match["year"]), int(match["number"]))

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, (day.month - 1) // MONTHS_PER_QUARTER + 1)

    @classmethod
    def _at(cls, ordinal: int) -> Self:
        return cls(ordinal // QUARTERS_PER_YEAR, ordinal % QUARTERS_PER_YEAR + 1)

    @classmethod
    def span(cls, first: "Quarter", last: "Quarter") -> Iterator[Self]:
        """Every quarter from first up to and including last; none when last comes earlier."""
        return (cls._at(ordinal) for ordinal in range(first.ordinal, last.ordinal + 1))

    @property
    def ordinal(self) -> int:
        """Quarters since the year 0: the time axis of the projection."""
        return self.year * QUARTERS_PER_YEAR + self.number - 1

    @property
    def key(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        return f"Q{self.number} {self.year}"

    @property
    def long(self) -> str:
        return f"{self.number}e kwartaal {self.year}"

    @property
    def first_day(self) -> date:
        return date(self.year, (self.number - 1) * MONTHS_PER_QUARTER + 1, 1)

    @property
    def last_day(self) -> date:
        month = self.number * MONTHS_PER_QUARTER
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def year_end(self) -> Self:
        return type(self)(self.year, QUARTERS_PER_YEAR)

    @property
    def next(self) -> Self:
        return self.shift(1)

    @property
    def previous(self) -> Self:
        return self.shift(-1)

    def shift(self, quarters: int) -> Self:
        return self._at(self.ordinal + quarters)

    def __sub__(self, other: "Quarter") -> int:
        """How many quarters later than the other one: 2026-Q2 − 2025-Q4 = 2."""
        return self.ordinal - other.ordinal

    def __str__(self) -> str:
        return self.key
