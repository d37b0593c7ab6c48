"""What goes into a chart and what comes out: plain frozen data, no Django model in sight.

Amounts are euros and values are in the indicator's own unit, always Decimal. None means unknown or not
applicable and is never drawn as zero. Quarters are keys such as ``2026-Q2``.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite specification: JSON types only, so that it can be hashed, stored and compared."""


class Variant(StrEnum):
    """A drawing's width. Text stays 13 px, so a phone gets its own drawing rather than a smaller one.

    FULL, WIDE and COLUMN are for a page, in a whole row, two thirds and one third of it; NARROW for a phone.
    """

    FULL = "full"
    WIDE = "wide"
    COLUMN = "column"
    NARROW = "narrow"

    @property
    def width(self) -> int:
        """Width in pixels, which is the width of the SVG's view box."""
        return {Variant.FULL: 1090, Variant.WIDE: 640}.get(self, 350)

    @property
    def is_small(self) -> bool:
        """No room for a margin with the names of the lines."""
        return self in {Variant.COLUMN, Variant.NARROW}


@dataclass(frozen=True)
class Column:
    """A table head; numeric columns are set flush right."""

    label: str
    numeric: bool = True


@dataclass(frozen=True)
class Table:
    """The chart's figures as text; the first cell of a row is its header."""

    caption: str
    head: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LegendItem:
    """A legend entry; ``swatch`` names a drawing of :mod:`izaportal.web.charts.legend`."""

    label: str
    swatch: str


@dataclass(frozen=True)
class Chart:
    """A finished chart: its finding, its table, and a spec for the page and one for the phone.

    ``middle`` is for a tablet and for paper, where the page's own would lose its letters; ``source`` says on
    what the chart rests, and of which day that is.
    """

    title: str
    subtitle: str
    description: str
    legend: tuple[LegendItem, ...]
    table: Table
    wide: Spec
    narrow: Spec
    source: str = ""
    middle: Spec | None = None


@dataclass(frozen=True)
class Band:
    """The target band due in a quarter; a bound of None is open, both None is no band at all."""

    lower: Decimal | None
    upper: Decimal | None

    def __post_init__(self) -> None:
        if self.lower is None and self.upper is None:
            raise ValueError("Een band zonder grenzen is geen band: geef None in plaats van Band")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"Ondergrens {self.lower} ligt boven bovengrens {self.upper}")


@dataclass(frozen=True)
class IndicatorPoint:
    """One quarter of an indicator; ``margin`` is the outer edge of the risk zone, ``status`` a Dutch word."""

    quarter: str
    band: Band | None = None
    margin: Decimal | None = None
    measured: Decimal | None = None
    projected: Decimal | None = None
    planned: Decimal | None = None
    status: str = ""


@dataclass(frozen=True)
class Threshold:
    """A value that must be reached, drawn from the quarter ``since`` to the end."""

    label: str
    value: Decimal
    since: str


@dataclass(frozen=True)
class IndicatorSeries:
    """An indicator through its target band; ``unit`` follows each value (``" %"``) or is empty."""

    title: str
    subtitle: str
    now: str
    points: tuple[IndicatorPoint, ...]
    unit: str = ""
    threshold: Threshold | None = None
    projection_label: str = "Projectie"
    margin_label: str = "Marge"


@dataclass(frozen=True)
class SpendingPoint:
    """Cumulative euros at the end of a quarter; `expected` only where the line of what is foreseen begins and
    ends."""

    quarter: str
    advances: Decimal | None = None
    booked: Decimal | None = None
    planned: Decimal | None = None
    committed: Decimal | None = None
    expected: Decimal | None = None


@dataclass(frozen=True)
class SpendingSeries:
    """Money received, booked and planned over the quarters, against the award."""

    title: str
    subtitle: str
    now: str
    points: tuple[SpendingPoint, ...]
    award: Decimal | None = None


@dataclass(frozen=True)
class RiskAmount:
    """A refund figure; ``low`` makes it a range of low to amount, ``apart`` is never added to the rest.

    ``unknown`` says why there is no amount: ``n.t.b.`` (to be determined) or ``n.v.t.`` (cannot occur).
    """

    label: str
    amount: Decimal | None
    low: Decimal | None = None
    strong: bool = False
    apart: bool = False
    unknown: str = "n.t.b."


@dataclass(frozen=True)
class RiskLadder:
    """Refund figures of one scale, largest first as the caller orders them."""

    title: str
    subtitle: str
    amounts: tuple[RiskAmount, ...]


@dataclass(frozen=True)
class RiskPoint:
    """Refund figures at the end of a quarter; None does not apply. ``low`` is the low end of ``expected``."""

    quarter: str
    at_stake: Decimal | None = None
    unsecured: Decimal | None = None
    expected: Decimal | None = None
    low: Decimal | None = None


@dataclass(frozen=True)
class RiskCourse:
    """Refund figures through the quarters; ``now`` is the quarter the page is about."""

    title: str
    subtitle: str
    now: str
    points: tuple[RiskPoint, ...]


@dataclass(frozen=True)
class NamedAmount:
    """An amount of a municipality or project; ``key`` is its code, ``own`` marks the one that matters."""

    key: str
    label: str
    amount: Decimal | None
    own: bool = False
    unknown: str = "n.t.b."


@dataclass(frozen=True)
class AmountComparison:
    """The same measure for several municipalities or projects: bars or tiles. ``unit`` is € or what follows a
    number, such as fte."""

    title: str
    subtitle: str
    measure: str
    amounts: tuple[NamedAmount, ...]
    row_label: str = "Gemeente"
    unit: str = "€"


@dataclass(frozen=True)
class Step:
    """An amount of a waterfall; a `whole` stands on the ground, the others take away from what is left.

    ``low`` makes the last one a range.
    """

    label: str
    amount: Decimal
    whole: bool = False
    low: Decimal | None = None


@dataclass(frozen=True)
class Waterfall:
    """From a first whole, over what goes off it, to what is left."""

    title: str
    subtitle: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class StatusCounts:
    """How many indicators of a pillar have each status, best first and what was not measured last."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class StatusOverview:
    """Indicators by status, per pillar, each as shares of its own."""

    title: str
    subtitle: str
    rows: tuple[StatusCounts, ...]
