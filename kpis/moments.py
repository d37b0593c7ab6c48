"""What a target is agreed for: a year, one quarter, or a due date; as a key in forms and as words."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from izaportal.core.formatting import date_nl
from izaportal.core.quarter import QUARTERS_PER_YEAR, Quarter

YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """Exactly one of the three; none of them is a target without a date, which judges nothing."""

    year: int | None = None
    quarter: Quarter | None = None
    due: date | None = None

    @classmethod
    def parse(cls, key: str) -> Self:
        """From `2026`, `2026-Q3`, `2026-09-30` or nothing; ValueError on anything else."""
        if not key:
            return cls()
        if len(key) == YEAR_DIGITS and key.isascii() and key.isdigit():
            return cls(year=Quarter(int(key), QUARTERS_PER_YEAR).year)
        if "Q" in key:
            return cls(quarter=Quarter.parse(key))
        return cls(due=date.fromisoformat(key))

    @property
    def key(self) -> str:
        named = self.year or self.quarter or self.due
        return "" if named is None else str(named)

    @property
    def label(self) -> str:
        """`2026`, `Q3 2026`, `uiterlijk 30-09-2026`."""
        if self.quarter is not None:
            return self.quarter.label
        if self.due is not None:
            return f"uiterlijk {date_nl(self.due)}"
        return str(self.year) if self.year is not None else "zonder datum"

    @property
    def order(self) -> tuple[str, int]:
        """In time; a year after the quarters of it, what has no date last."""
        if self.year is not None:
            return (f"{self.year}-12-31", 1)
        day = self.due or (self.quarter.last_day if self.quarter else date.max)
        return (day.isoformat(), 0)
