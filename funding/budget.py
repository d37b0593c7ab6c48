"""A budget as a grid: lines of a project by source and type of cost, a column a year. Pure.

An empty cell says nothing of that year, which is not the same as nothing to spend.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

TOO_MUCH = Decimal(10) ** 12
CENT = Decimal("0.01")
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_COST_TYPE = 60
SEPARATOR = "."
PARTS = 3  # project, source and stream hold no dot; a type of cost may


@dataclass(frozen=True, slots=True, order=True)
class LineKey:
    """What makes a line: a project (slug), a source with its stream, and a type of cost ("" is all)."""

    project: str
    source: str
    stream: str = ""
    cost_type: str = ""

    def cell(self, year: int) -> str:
        """The name of a cell: `mgn.spuk.transformatiemiddelen..2026`."""
        return SEPARATOR.join((self.project, self.source, self.stream, self.cost_type, str(year)))


@dataclass(frozen=True, slots=True)
class Cell:
    line: LineKey
    year: int

    @classmethod
    def parse(cls, name: str) -> Self:
        """Raises ValueError for what names no cell."""
        project, source, stream, rest = name.split(SEPARATOR, PARTS)
        cost_type, dot, year = rest.rpartition(SEPARATOR)
        if not (dot and year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
            raise ValueError(f"geen jaar: {year!r}")
        return cls(LineKey(project, source, stream, cost_type), int(year))

    @property
    def name(self) -> str:
        return self.line.cell(self.year)


@dataclass(frozen=True, slots=True)
class Sum:
    """What amounts come to, None when none was given, beside what the plan says they are together."""

    amount: Decimal | None
    stated: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """Budgeted less stated; None when either is not known."""
        return None if self.amount is None or self.stated is None else self.amount - self.stated


@dataclass(frozen=True, slots=True)
class Line:
    key: LineKey
    amounts: Mapping[int, Decimal] = field(default_factory=dict)
    illustrative: bool = False

    @property
    def total(self) -> Decimal | None:
        return together(self.amounts.values())


def together(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal("0.00")) if known else None


def per_year(lines: Iterable[Line], years: Iterable[int]) -> dict[int, Decimal | None]:
    listed = list(lines)
    return {year: together(line.amounts.get(year) for line in listed) for year in years}


def why_no_budget(amount: Decimal) -> str:
    """Why a number cannot be an amount of a budget (Dutch); empty when it can."""
    if not amount.is_finite() or abs(amount) >= TOO_MUCH or amount != amount.quantize(CENT):
        return "Dit is geen bedrag in hele centen onder € 1.000 miljard."
    return "Een begroot bedrag is niet minder dan nul." if amount < 0 else ""
