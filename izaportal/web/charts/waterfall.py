"""A whole, what goes off it, and what is left: each bar begins where the one above it ends."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from izaportal.web.charts.model import Chart, Column, LegendItem, Spec, Step, Table, Variant, Waterfall
from izaportal.web.charts.notation import euro, money_places, number
from izaportal.web.charts.plot import Label, canvas, labels, pixels, rule, stacked, wrap
from izaportal.web.charts.style import (
    BAR_LIGHT,
    BOLD,
    CHARACTER,
    CHART_1,
    CHART_2,
    HATCH,
    INK,
    LINE_HEIGHT,
    LINE_STRONG,
    SUNKEN,
    text_width,
)

BAR, GAP = 14, 12
MINUS = "−"


@dataclass(frozen=True)
class _Bar:
    """A step with its pixels: label lines from ``y``, the bar from ``left`` to ``right``."""

    step: Step
    lines: tuple[str, ...]
    y: float
    left: float
    right: float
    is_last: bool

    @property
    def top(self) -> float:
        return self.y + len(self.lines) * LINE_HEIGHT + 2

    @property
    def end(self) -> float:
        """Where the next bar begins: what is left after this one."""
        return self.right if self.step.whole else self.left


def waterfall_chart(waterfall: Waterfall, *, wide: Variant = Variant.COLUMN) -> Chart | None:
    """The chart; None without a whole above zero. ValueError when the steps do not lead to the last."""
    first, *rest = waterfall.steps
    if not first.amount:
        return None
    off = sum((step.amount for step in rest if not step.whole), Decimal(0))
    if first.amount - off != rest[-1].amount:
        raise ValueError("wat er afgaat en wat overblijft, is samen niet het geheel")
    description = "; ".join(f"{step.label}: {_words(step)}" for step in waterfall.steps) + "."
    return Chart(
        title=waterfall.title,
        subtitle=waterfall.subtitle,
        description=description,
        legend=_legend(waterfall),
        table=_table(waterfall),
        wide=_spec(waterfall, wide, description),
        narrow=_spec(waterfall, Variant.NARROW, description),
    )


def _words(step: Step) -> str:
    if _is_range(step):
        return f"{number(step.low, 0)} tot {euro(step.amount)}"
    return euro(step.amount) if step.whole else f"{MINUS} {euro(step.amount)}"


def _is_range(step: Step) -> bool:
    return step.low is not None and step.low != step.amount


def _bars(waterfall: Waterfall, variant: Variant) -> list[_Bar]:
    top = waterfall.steps[0].amount
    bars: list[_Bar] = []
    y, left_over = 4.0, Decimal(0)
    for place, step in enumerate(waterfall.steps):
        room = variant.width - text_width(_words(step)) - 20
        lines = tuple(wrap(step.label, room, CHARACTER))
        low, high = (Decimal(0), step.amount) if step.whole else (left_over - step.amount, left_over)
        left_over = high if step.whole else low
        left, right = (round(float(value / top) * variant.width, 1) for value in (low, high))
        bars.append(_Bar(step, lines, y, left, right, is_last=place == len(waterfall.steps) - 1))
        y = bars[-1].top + BAR + GAP
    return bars


def _spec(waterfall: Waterfall, variant: Variant, description: str) -> Spec:
    bars = _bars(waterfall, variant)
    width, height = variant.width, round(bars[-1].top + BAR + 6)
    names = [(bar, label) for bar in bars for label in stacked(0, bar.y + 6, bar.lines)]
    layers = [
        _rects([(0, bar.top, width) for bar in bars], {"fill": SUNKEN}),
        *[_rects([(bar.left, bar.top, bar.right)], {"fill": _colour(bar)}) for bar in bars],
        *_unsure(bars[-1], waterfall.steps[0].amount, width),
        *_joints(bars),
        labels([label for bar, label in names if not bar.step.whole], colour=INK, halo=True),
        labels([label for bar, label in names if bar.step.whole], colour=INK, weight=BOLD, halo=True),
        labels(
            [Label(width, bar.y + 6, _words(bar.step)) for bar in bars],
            colour=INK,
            weight=BOLD,
            align="right",
            halo=True,
        ),
    ]
    words = (waterfall.title, description)
    return canvas(variant, layers, inner=(width, height), offset=(0, 0), height=height, words=words)


def _colour(bar: _Bar) -> str:
    if bar.is_last:
        return CHART_1
    return CHART_2 if bar.step.whole else BAR_LIGHT


def _rects(places: list[tuple[float, float, float]], style: Spec) -> Spec:
    """A bar of nothing is a hair line, so that one sees where it would be."""
    rows = [{"x": left, "x2": max(right, left + 1), "y": top, "y2": top + BAR} for left, top, right in places]
    return pixels(rows, {"type": "rect", "cornerRadius": 2, **style}, ("x", "y", "x2", "y2"))


def _unsure(bar: _Bar, top: Decimal, width: int) -> list[Spec]:
    """The part of what is left that may still turn out well."""
    if bar.step.low is None or not _is_range(bar.step):
        return []
    sure = round(float(bar.step.low / top) * width, 1)
    surface: Spec = {"fill": SUNKEN}
    hatched: Spec = {"fill": HATCH, "stroke": CHART_1, "strokeWidth": 1}
    place = [(sure, bar.top, bar.right)]
    return [_rects(place, surface), _rects(place, hatched)]


def _joints(bars: list[_Bar]) -> list[Spec]:
    """A hair line from the end of each bar to the next."""
    return [
        rule((bar.end, bar.top + BAR), (bar.end, after.top), colour=LINE_STRONG, dash=(2, 2))
        for bar, after in pairwise(bars)
    ]


def _legend(waterfall: Waterfall) -> tuple[LegendItem, ...]:
    return (LegendItem("Gearceerd: nog niet te zeggen", "idle"),) if _is_range(waterfall.steps[-1]) else ()


def _table(waterfall: Waterfall) -> Table:
    """What goes off stands with its sign, so that the column adds up to the last row."""
    last = waterfall.steps[-1]
    places = money_places([*(step.amount for step in waterfall.steps), last.low])
    rows = [
        (step.label, number(step.amount if step.whole else -step.amount, places)) for step in waterfall.steps
    ]
    if last.low is not None and _is_range(last):
        rows.append((f"{last.label}, ten minste", number(last.low, places)))
    head = (Column("Stap", numeric=False), Column("Bedrag (€)"))
    return Table(caption=waterfall.title, head=head, rows=tuple(rows))
