"""The quarters below a chart: every quarter where there is room, else only the years."""

from decimal import Decimal

from izaportal.web.charts.model import Spec
from izaportal.web.charts.notation import quarter_index
from izaportal.web.charts.plot import Label, Plot, labels, rule
from izaportal.web.charts.style import BOLD, INK, LINE_STRONG

ROOM = 24
"""Pixels a quarter needs for its name."""

YEAR_ROOM = 28
"""Pixels a year needs for its name."""

HALF = Decimal("0.5")
QUARTERS_Y = 16
YEARS_Y = 36
BOTTOM = 46
"""Margin below the plot that holds both lines of the axis."""


def timeline(plot: Plot, span: tuple[int, int], now: str | None = None) -> list[Spec]:
    """Layers of the axis for the quarters ``span`` (indexes, both included) and the line of ``now``."""
    first, last = span
    current = quarter_index(now) if now else -1
    shown = [index for index in range(first, last + 1) if plot.step >= ROOM or index == current]
    names = {
        index: Label(plot.px(index), plot.inner_height + QUARTERS_Y, f"Q{index % 4 + 1}") for index in shown
    }
    strong = names.pop(current, None)
    return [
        labels(list(names.values()), align="center"),
        labels([strong] if strong else [], colour=INK, weight=BOLD, align="center"),
        *_years(plot, first, last),
        _now(plot, current) if first <= current <= last else {},
    ]


def _years(plot: Plot, first: int, last: int) -> list[Spec]:
    years = range(first // 4, last // 4 + 1)
    middles = [Decimal(max(first, year * 4) + min(last, year * 4 + 3)) / 2 for year in years]
    names = [
        Label(plot.px(middle), plot.inner_height + YEARS_Y, str(year))
        for middle, year in zip(middles, years, strict=True)
        if _quarters_shown(year, first, last) * plot.step >= YEAR_ROOM
    ]
    borders = [plot.px(year * 4 - HALF) for year in years if year * 4 > first]
    base = float(plot.inner_height)
    ticks = [rule((place, base), (place, base + YEARS_Y + 6), colour=LINE_STRONG) for place in borders]
    return [labels(names, align="center"), *ticks]


def _quarters_shown(year: int, first: int, last: int) -> int:
    return min(last, year * 4 + 3) - max(first, year * 4) + 1


def _now(plot: Plot, current: int) -> Spec:
    place = plot.px(current)
    return rule((place, 0), (place, float(plot.inner_height)), colour=LINE_STRONG, dash=(2, 3))
