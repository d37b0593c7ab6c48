"""Where an indicator is heading: least squares through its last measurements, exactly (docs/domain.md §4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from izaportal.core.numbers import Exact, exact, rounded, to_decimal
from izaportal.core.quarter import Quarter
from kpis.bounds import BoundsDue
from kpis.status import Status, falls_short
from kpis.targets import Accumulation, Direction

RULE_VERSION = "1"
POINTS_USED = 4
POINTS_NEEDED = 2
WHOLE_FROM = 100  # from here on a decimal of a projection tells nobody anything


class ProjectionBasis(StrEnum):
    """How the projected value came about, or why there is none (the last three)."""

    LINE = "line"
    MEASURED = "measured"
    NOT_MEASURED = "not_measured"
    TOO_FEW = "too_few"
    OTHER_YEAR = "other_year"


@dataclass(frozen=True, slots=True)
class Projection:
    """A value at `target` as seen from `at`; None is unknown. `points` are the (quarter, value) pairs used.

    For `per_year` the first point is the 0 of 1 January, written at the last quarter of the year before.
    `slope` is the change per quarter of the line, before a cumulative count is held at its last value.
    """

    at: Quarter
    target: Quarter
    basis: ProjectionBasis
    value: Fraction | None = None
    slope: Fraction | None = None
    points: tuple[tuple[Quarter, Fraction], ...] = ()
    rule_version: str = field(default=RULE_VERSION)

    @property
    def shown(self) -> Decimal | None:
        """The value as it leaves the rule."""
        return None if self.value is None else to_decimal(self.value)


def as_told(value: Exact, *, decimals: int) -> Decimal:
    """A projected value for people, wherever they read it: whole from 100 on, below that with the decimals of
    its indicator and at least one."""
    return rounded(value, 0 if abs(exact(value)) >= WHOLE_FROM else max(1, decimals))


def project(
    values: Mapping[Quarter, Exact], *, at: Quarter, target: Quarter, accumulation: Accumulation
) -> Projection:
    """Project approved values to a quarter; a quarter that has passed takes its own value."""
    if target <= at:
        return _measured(values, at, target)
    if accumulation is Accumulation.PER_YEAR and target.year != at.year:
        return Projection(at, target, ProjectionBasis.OTHER_YEAR)  # the count restarts on 1 January
    points = _points(values, at, accumulation)
    if len(points) < POINTS_NEEDED:
        return Projection(at, target, ProjectionBasis.TOO_FEW, points=points)
    slope, value = _line(points, target)
    if accumulation is Accumulation.CUMULATIVE:
        value = max(value, points[-1][1])
    return Projection(at, target, ProjectionBasis.LINE, value, slope, points)


def early_warning(
    status: Status, *, projected: Exact | None, year_end: BoundsDue, direction: Direction
) -> bool:
    """↘: on track now, and projected on the wrong side of what is due at the year's end."""
    if status is not Status.ON_TRACK or projected is None:
        return False
    return falls_short(projected, year_end, direction=direction)


def _measured(values: Mapping[Quarter, Exact], at: Quarter, target: Quarter) -> Projection:
    value = values.get(target)
    if value is None:
        return Projection(at, target, ProjectionBasis.NOT_MEASURED)
    return Projection(at, target, ProjectionBasis.MEASURED, exact(value), points=((target, exact(value)),))


def _points(
    values: Mapping[Quarter, Exact], at: Quarter, accumulation: Accumulation
) -> tuple[tuple[Quarter, Fraction], ...]:
    known = sorted((quarter, exact(value)) for quarter, value in values.items() if quarter <= at)
    if accumulation is not Accumulation.PER_YEAR:
        return tuple(known[-POINTS_USED:])
    new_year = (Quarter(at.year, 1).previous, Fraction(0))
    return (new_year, *((quarter, value) for quarter, value in known if quarter.year == at.year))


def _line(points: tuple[tuple[Quarter, Fraction], ...], target: Quarter) -> tuple[Fraction, Fraction]:
    """(slope per quarter, value at the target) of the least-squares line; equal values give a flat one."""
    count = len(points)
    middle = Fraction(sum(quarter.ordinal for quarter, _ in points), count)
    mean = sum((value for _, value in points), Fraction(0)) / count
    spread = sum(((quarter.ordinal - middle) ** 2 for quarter, _ in points), Fraction(0))
    joint = sum(((quarter.ordinal - middle) * (value - mean) for quarter, value in points), Fraction(0))
    slope = joint / spread
    return slope, mean + slope * (target.ordinal - middle)
