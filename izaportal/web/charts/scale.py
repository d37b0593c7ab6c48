"""Axis ends, ticks and label places, worked out here so that a picture is the same on every machine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from izaportal.web.charts.style import LINE_HEIGHT

STEPS = (Decimal(1), Decimal(2), Decimal(3), Decimal(5), Decimal(10))
MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Axis:
    """A value axis from ``bottom`` to ``top``; zero is always among its ticks."""

    bottom: Decimal
    top: Decimal
    ticks: tuple[Decimal, ...]

    @property
    def in_millions(self) -> bool:
        """Amounts from two million up are labelled in millions."""
        return self.top >= 2 * MILLION

    def share(self, value: Decimal) -> Decimal:
        """Where the value stands on the axis, 0 at the bottom and 1 at the top."""
        return (value - self.bottom) / (self.top - self.bottom)


def tick_step(span: Decimal, count: int) -> Decimal:
    """The smallest step of 1, 2, 3 or 5 times a power of ten that needs at most ``count`` steps."""
    raw = span / count
    power = Decimal(1).scaleb(raw.adjusted())
    return next(step * power for step in STEPS if step * power >= raw)


def axis_for(values: Iterable[Decimal], count: int = 5, headroom: Decimal = Decimal(1)) -> Axis:
    """An axis that holds zero and all values, with ``headroom`` times the largest at the top."""
    known = [Decimal(0), *values]
    low, high = min(known), max(known) * headroom
    if low == high:
        high = Decimal(1)
    step = tick_step(high - low, count)
    first, last = _floor(low / step), -_floor(-high / step)
    ticks = tuple(step * multiple for multiple in range(first, last + 1))
    return Axis(bottom=ticks[0], top=ticks[-1], ticks=ticks)


def _floor(value: Decimal) -> int:
    whole = int(value)
    return whole - 1 if value < whole else whole


def spread(places: Sequence[float], *, low: float, high: float, gap: float = LINE_HEIGHT) -> list[float]:
    """Move labels at ``places`` (pixels) apart by ``gap``, in their order, between ``low`` and ``high``."""
    order = sorted(range(len(places)), key=lambda position: places[position])
    moved = [float(place) for place in places]
    edge = low
    for position in order:
        moved[position] = max(moved[position], edge)
        edge = moved[position] + gap
    edge = high
    for position in reversed(order):
        moved[position] = min(moved[position], edge)
        edge = moved[position] - gap
    return [round(place, 1) for place in moved]
