"""One value from measurements per municipality: summed, or averaged weighted (docs/domain.md §3)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from izaportal.core.numbers import exact
from kpis.status import Coverage


class TotalMethod(StrEnum):
    """How the members' values become one."""

    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"


@dataclass(frozen=True, slots=True)
class MemberMeasurement:
    """An approved value of one member; a mean needs its weight: the denominator, such as inhabitants."""

    value: Decimal
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MemberTotal:
    """`value` is None until every member is in; `so_far` shows what is there and is never judged."""

    value: Fraction | None
    so_far: Fraction | None
    coverage: Coverage
    missing: tuple[str, ...]


def total_over_members(
    measurements: Mapping[str, MemberMeasurement], *, members: Collection[str], method: TotalMethod
) -> MemberTotal:
    """Total over the members at that quarter. Others do not count, nor in a mean one without weight."""
    usable = {code: m for code, m in measurements.items() if code in members and _usable(m, method)}
    missing = tuple(sorted(set(members) - set(usable)))
    so_far = _total(usable.values(), method)
    coverage = Coverage(len(usable), len(set(members)))
    return MemberTotal(None if missing else so_far, so_far, coverage, missing)


def _usable(measurement: MemberMeasurement, method: TotalMethod) -> bool:
    return method is TotalMethod.SUM or measurement.weight is not None


def _total(measurements: Collection[MemberMeasurement], method: TotalMethod) -> Fraction | None:
    if not measurements:
        return None
    if method is TotalMethod.SUM:
        return sum((exact(m.value) for m in measurements), Fraction(0))
    weights = [exact(m.weight or 0) for m in measurements]
    if not sum(weights):
        return None
    weighted = sum(exact(m.value) * weight for m, weight in zip(measurements, weights, strict=True))
    return Fraction(weighted) / sum(weights)
