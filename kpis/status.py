"""The status of an indicator at a quarter, with what it was judged on (docs/domain.md §4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from izaportal.core.numbers import Exact, exact, to_decimal
from izaportal.core.quarter import Quarter
from kpis.bounds import BoundsDue, BoundsState, IndicatorPlan, bounds_due, judging_bounds
from kpis.targets import Direction

RULE_VERSION = "1"
DEFAULT_MARGIN_PCT = Decimal(10)


class Status(StrEnum):
    """Computed colour; the first four are judged, the others are shown grey with what is missing."""

    EXCEEDED = "exceeded"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NO_DATA = "no_data"
    NO_BASELINE = "no_baseline"
    NOT_DUE = "not_due"
    NO_TARGET = "no_target"
    TO_BE_DETERMINED = "to_be_determined"

    @property
    def judged(self) -> bool:
        return self in RANK


# From bad to good; a grey has no place between them.
RANK = {Status.OFF_TRACK: 0, Status.AT_RISK: 1, Status.ON_TRACK: 2, Status.EXCEEDED: 3}


# Worst first: the roll-up takes the first one present; the other greys are only counted beside.
ROLL_UP_ORDER = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA, Status.ON_TRACK, Status.EXCEEDED)


class Frequency(StrEnum):
    """When a measurement is due."""

    QUARTERLY = "kwartaal"
    HALF_YEARLY = "halfjaar"
    YEARLY = "jaar"


MEASURED_IN = {Frequency.QUARTERLY: (1, 2, 3, 4), Frequency.HALF_YEARLY: (2, 4), Frequency.YEARLY: (4,)}


class Missing(StrEnum):
    """What stands between a grey indicator and a judgement, in the order of docs/domain.md §4."""

    TARGET_VALUE = "target_value"
    TARGET = "target"
    DUE_TARGET = "due_target"
    DUE_MEASUREMENT = "due_measurement"
    OPEN_BOUND = "open_bound"
    MEMBER_MEASUREMENTS = "member_measurements"
    MEASUREMENT = "measurement"
    START = "start"


GREY = {
    Missing.TARGET_VALUE: Status.TO_BE_DETERMINED,
    Missing.TARGET: Status.NO_TARGET,
    Missing.DUE_TARGET: Status.NOT_DUE,
    Missing.DUE_MEASUREMENT: Status.NOT_DUE,
    Missing.OPEN_BOUND: Status.NOT_DUE,
    Missing.MEMBER_MEASUREMENTS: Status.NO_DATA,
    Missing.MEASUREMENT: Status.NO_DATA,
    Missing.START: Status.NO_BASELINE,
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many members of a disaggregated indicator are in: "11 van 14"."""

    present: int
    expected: int

    @property
    def complete(self) -> bool:
        return self.present >= self.expected

    def __str__(self) -> str:
        return f"{self.present} van {self.expected}"


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What is known of an indicator as of a quarter.

    `value`: the approved measurement of exactly this quarter, None if there is none; for a disaggregated
    indicator the total over its members, with `coverage`. `last_known`: the latest approved value before
    it, shown and never judged. `margin_pct`: percent of the judging bound, the programme's setting.
    """

    plan: IndicatorPlan
    quarter: Quarter
    value: Exact | None
    frequency: Frequency = Frequency.QUARTERLY
    margin_pct: Decimal = DEFAULT_MARGIN_PCT
    coverage: Coverage | None = None
    last_known: tuple[Quarter, Exact] | None = None


class Side(StrEnum):
    """Which bound judged."""

    LOWER = "lower"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a value stands to the bound that judged it, in the indicator's unit.

    `shortfall`: how far it is on the wrong side of `bound`; negative on the right side.
    """

    side: Side
    bound: Decimal
    margin: Decimal
    shortfall: Decimal


@dataclass(frozen=True, slots=True)
class Assessment:
    """The status and its explanation: `comparison` when judged, `missing` when grey."""

    status: Status
    facts: StatusFacts
    bounds: BoundsDue
    comparison: Comparison | None = None
    missing: Missing | None = None
    rule_version: str = field(default=RULE_VERSION)


@dataclass(frozen=True, slots=True)
class RollUp:
    """The worst status over several indicators, None when none can be judged; always with the counts."""

    status: Status | None
    counts: tuple[tuple[Status, int], ...]

    def count(self, status: Status) -> int:
        return dict(self.counts).get(status, 0)


def assess(facts: StatusFacts) -> Assessment:
    """Grey with what is missing, by the first rule that applies, or judged against the bounds due."""
    bounds = bounds_due(facts.plan, facts.quarter)
    missing = _missing(facts, bounds)
    if facts.value is None or missing is not None:
        missing = missing or Missing.MEASUREMENT
        return Assessment(GREY[missing], facts, bounds, missing=missing)
    status, comparison = judge(
        exact(facts.value), bounds, direction=facts.plan.direction, margin_pct=facts.margin_pct
    )
    return Assessment(status, facts, bounds, comparison)


def judge(
    value: Fraction, bounds: BoundsDue, *, direction: Direction, margin_pct: Decimal
) -> tuple[Status, Comparison]:
    """Hold a value against bounds whose judging side is not open (ValueError otherwise)."""
    shortfall, side, bound = _worst_side(value, bounds, direction)
    margin = exact(margin_pct) * abs(bound) / 100
    comparison = Comparison(side, to_decimal(bound), to_decimal(margin), to_decimal(shortfall))
    if shortfall > 0:
        return (Status.AT_RISK if shortfall <= margin else Status.OFF_TRACK), comparison
    return (Status.EXCEEDED if _exceeds(value, bounds, direction) else Status.ON_TRACK), comparison


def falls_short(value: Exact, bounds: BoundsDue, *, direction: Direction) -> bool:
    """Whether a value lies on the wrong side of what is due; an open or unknown side asks nothing."""
    if None in judging_bounds(bounds.lower, bounds.upper, direction):
        return False
    return _worst_side(exact(value), bounds, direction)[0] > 0


def roll_up(statuses: Iterable[Status]) -> RollUp:
    """Over the indicators that count: off track > at risk > no data > on track > exceeded."""
    counts = Counter(statuses)
    worst = next((status for status in ROLL_UP_ORDER if counts[status]), None)
    return RollUp(worst, tuple((status, counts[status]) for status in Status if counts[status]))


def _missing(facts: StatusFacts, bounds: BoundsDue) -> Missing | None:
    rules = (
        (Missing.TARGET_VALUE, bounds.state is BoundsState.TO_BE_DETERMINED),
        (Missing.TARGET, bounds.state is BoundsState.NO_TARGET),
        (Missing.DUE_TARGET, bounds.state is BoundsState.NOT_DUE),
        (Missing.DUE_MEASUREMENT, facts.quarter.number not in MEASURED_IN[facts.frequency]),
        (Missing.OPEN_BOUND, _judging_bound_open(bounds, facts.plan.direction)),
        (Missing.MEMBER_MEASUREMENTS, facts.coverage is not None and not facts.coverage.complete),
        (Missing.MEASUREMENT, facts.value is None),
        (Missing.START, bounds.state is BoundsState.START_UNKNOWN),
    )
    return next((missing for missing, applies in rules if applies), None)


def _judging_bound_open(bounds: BoundsDue, direction: Direction) -> bool:
    """Bounds unknown for want of a start are not open: then the target itself tells."""
    unknown = bounds.state is BoundsState.START_UNKNOWN
    source = bounds.target if unknown and bounds.target is not None else bounds
    return None in judging_bounds(source.lower, source.upper, direction)


def _worst_side(value: Fraction, bounds: BoundsDue, direction: Direction) -> tuple[Fraction, Side, Fraction]:
    """(how far on the wrong side, which side, its bound); of a band's two sides the worse one judges."""
    sides = []
    if direction is not Direction.DOWN:
        floor = _known(bounds.lower)
        sides.append((floor - value, Side.LOWER, floor))
    if direction is not Direction.UP:
        ceiling = _known(bounds.upper)
        sides.append((value - ceiling, Side.UPPER, ceiling))
    return max(sides)


def _exceeds(value: Fraction, bounds: BoundsDue, direction: Direction) -> bool:
    """Past the far bound, if there is one; a band has no far side."""
    if direction is Direction.UP:
        return bounds.upper is not None and value > exact(bounds.upper)
    return direction is Direction.DOWN and bounds.lower is not None and value < exact(bounds.lower)


def _known(bound: Decimal | None) -> Fraction:
    if bound is None:
        raise ValueError("een open grens oordeelt niet")
    return exact(bound)
