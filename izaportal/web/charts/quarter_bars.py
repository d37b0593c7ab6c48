"""One to three amounts beside each other per quarter, on one axis from zero."""

from decimal import Decimal

from izaportal.web.charts.model import Chart, Column, LegendItem, QuarterBars, Spec, Table, Variant
from izaportal.web.charts.notation import euro, money_places, number, plain, quarter_index, quarter_label
from izaportal.web.charts.plot import Label, Plot, Row, labels, layer
from izaportal.web.charts.scale import axis_for
from izaportal.web.charts.style import BAR_LIGHT, BOLD, CHART_1, CHART_3, INK, INK_NONE, text_width
from izaportal.web.charts.timeline import BOTTOM, timeline

COLOURS = (BAR_LIGHT, CHART_1, CHART_3)
HEIGHT = {Variant.FULL: 340, Variant.WIDE: 300}
SMALL_HEIGHT = 260
GROUP = Decimal("0.7")
"""Share of a quarter's width that its bars take together."""


def quarter_bars(bars: QuarterBars, *, wide: Variant = Variant.WIDE) -> Chart | None:
    """The chart, or None when no amount of any quarter is known."""
    if all(value is None for quarter in bars.quarters for value in quarter.values):
        return None
    description = _describe(bars)
    names = enumerate(bars.series, start=1)
    return Chart(
        title=bars.title,
        subtitle=bars.subtitle,
        description=description,
        legend=tuple(LegendItem(name, f"bar-{position}") for position, name in names),
        table=_table(bars),
        wide=_spec(bars, wide, description),
        narrow=_spec(bars, Variant.NARROW, description),
    )


def _describe(bars: QuarterBars) -> str:
    quarters = [
        f"{quarter_label(quarter.quarter)}: "
        + ", ".join(f"{name} {euro(value)}" for name, value in zip(bars.series, quarter.values, strict=True))
        for quarter in bars.quarters
    ]
    return "; ".join(quarters) + "."


def _plot(bars: QuarterBars, variant: Variant) -> Plot:
    indexes = [quarter_index(quarter.quarter) for quarter in bars.quarters]
    axis = axis_for([value for quarter in bars.quarters for value in quarter.values if value is not None], 4)
    widest = "0,0" if axis.in_millions else max((number(tick) for tick in axis.ticks), key=len)
    return Plot(
        variant=variant,
        height=HEIGHT.get(variant, SMALL_HEIGHT),
        left=max(38, text_width(widest) + 12),
        right=4,
        top=34,
        bottom=BOTTOM,
        start=min(indexes) - Decimal("0.6"),
        end=max(indexes) + Decimal("0.6"),
        axis=axis,
    )


def _spec(bars: QuarterBars, variant: Variant, description: str) -> Spec:
    plot = _plot(bars, variant)
    indexes = [quarter_index(quarter.quarter) for quarter in bars.quarters]
    layers = [
        *[_bars(plot, bars, position) for position in range(len(bars.series))],
        *timeline(plot, (min(indexes), max(indexes))),
        labels([Label(4 - plot.left, -20, "€ mln" if plot.axis.in_millions else "€")]),
        *_amounts(plot, bars),
        _unknown(plot, bars),
    ]
    return plot.spec(layers, title=bars.title, description=description)


def _edges(bars: QuarterBars, index: int, position: int) -> tuple[Decimal, Decimal]:
    width = GROUP / len(bars.series)
    left = index - GROUP / 2 + width * position
    return left + Decimal("0.01"), left + width - Decimal("0.01")


def _bars(plot: Plot, bars: QuarterBars, position: int) -> Spec:
    rows: list[Row] = []
    for quarter in bars.quarters:
        value = quarter.values[position]
        if value is not None:
            left, right = _edges(bars, quarter_index(quarter.quarter), position)
            rows.append({"x": float(left), "x2": float(right), "low": "0", "high": plain(value)})
    encoding = {"x": plot.x(), "x2": {"field": "x2"}, "y": plot.y("low"), "y2": {"field": "high"}}
    return layer(rows, {"type": "rect", "fill": COLOURS[position], "cornerRadius": 2}, encoding)


def _middle(plot: Plot, bars: QuarterBars, index: int, position: int) -> float:
    left, right = _edges(bars, index, position)
    return plot.px((left + right) / 2)


def _amounts(plot: Plot, bars: QuarterBars) -> list[Spec]:
    """The amount above each bar where all fit, otherwise above the highest of each quarter that has room."""
    width = float(GROUP) * plot.step / len(bars.series)
    shown = [value for quarter in bars.quarters for value in quarter.values if value is not None]
    widest = max(text_width(number(value, 0)) for value in shown)
    items: list[Label] = []
    for quarter in bars.quarters:
        index = quarter_index(quarter.quarter)
        known = [(value, position) for position, value in enumerate(quarter.values) if value is not None]
        if widest > width:
            known = [max(known, key=lambda at: (at[0], -at[1]))] if known else []
        for value, position in known:
            x = _middle(plot, bars, index, position) if widest <= width else plot.px(index)
            items.append(Label(x, plot.py(value) - 10, number(value, 0)))
    fit = widest <= max(width, plot.step - 6)
    return [labels(items if fit else items[-1:], colour=INK, weight=BOLD, align="center", halo=True)]


def _unknown(plot: Plot, bars: QuarterBars) -> Spec:
    """A quarter without any amount says so, for an absent bar would read as zero."""
    items = [
        Label(plot.px(quarter_index(quarter.quarter)), plot.inner_height - 10, "n.t.b.")
        for quarter in bars.quarters
        if all(value is None for value in quarter.values)
    ]
    return labels(items, colour=INK_NONE, align="center")


def _table(bars: QuarterBars) -> Table:
    columns = [
        [quarter.values[position] for quarter in bars.quarters] for position in range(len(bars.series))
    ]
    cells = [[number(value, money_places(column), "n.t.b.") for value in column] for column in columns]
    quarters = [quarter_label(quarter.quarter) for quarter in bars.quarters]
    head = (Column("Kwartaal", numeric=False), *[Column(f"{name} (€)") for name in bars.series])
    return Table(caption=bars.title, head=head, rows=tuple(zip(quarters, *cells, strict=True)))
