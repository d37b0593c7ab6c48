"""Refund figures through the quarters: spent, not confirmed yet, and expected back; three lines, one scale.

They overlap and are never added, so nothing is stacked or filled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from izaportal.web.charts.lines import ValueAt, dots, known, line
from izaportal.web.charts.model import Chart, Column, LegendItem, RiskCourse, RiskPoint, Spec, Table, Variant
from izaportal.web.charts.notation import euro, money_places, number, quarter_index, quarter_label
from izaportal.web.charts.plot import Label, Plot, labels
from izaportal.web.charts.scale import axis_for, spread
from izaportal.web.charts.style import BOLD, CHART_1, CHART_2, CHART_3, text_width
from izaportal.web.charts.timeline import BOTTOM, timeline

HEIGHT = {Variant.FULL: 360, Variant.WIDE: 320}
SMALL_HEIGHT = 280
TICKS = 4


@dataclass(frozen=True)
class _Kind:
    """One of the three lines."""

    label: str
    colour: str
    swatch: str
    value: Callable[[RiskPoint], Decimal | None]
    width: float = 2


KINDS = (
    _Kind("Op het spel", CHART_3, "received", lambda point: point.at_stake),
    _Kind("Nog niet bevestigd", CHART_2, "booked", lambda point: point.unsecured),
    _Kind("Verwacht terug", CHART_1, "measured", lambda point: point.expected, 2.5),
)


@dataclass(frozen=True)
class _Lines:
    """The values of each kind, in order of time."""

    course: RiskCourse
    values: tuple[tuple[_Kind, list[ValueAt]], ...]

    @property
    def span(self) -> tuple[int, int]:
        indexes = [quarter_index(point.quarter) for point in self.course.points]
        return min(indexes), max(indexes)


def risk_course(course: RiskCourse, *, wide: Variant = Variant.WIDE) -> Chart | None:
    """The chart; None when there is nothing to draw a line through: fewer than two quarters, or no amount."""
    kinds = [(kind, known(course.points, lambda point: point.quarter, kind.value)) for kind in KINDS]
    lines = _Lines(course, tuple((kind, values) for kind, values in kinds if values))
    if len(course.points) < 2 or not lines.values:
        return None
    description = _describe(lines)
    return Chart(
        title=course.title,
        subtitle=course.subtitle,
        description=description,
        legend=tuple(LegendItem(kind.label, kind.swatch) for kind, _ in lines.values),
        table=_table(course),
        wide=_spec(lines, wide, description),
        narrow=_spec(lines, Variant.NARROW, description),
    )


def _spec(lines: _Lines, variant: Variant, description: str) -> Spec:
    plot = _plot(lines, variant)
    expected = [at for kind, values in lines.values if kind is KINDS[-1] for at in values]
    layers = [
        *timeline(plot, lines.span, lines.course.now),
        *(
            line(plot, values, {"stroke": kind.colour, "strokeWidth": kind.width})
            for kind, values in lines.values
        ),
        dots(plot, expected),
        labels([Label(4 - plot.left, -20, "€ mln" if plot.axis.in_millions else "€")]),
        *_names(plot, lines),
    ]
    return plot.spec(layers, title=lines.course.title, description=description)


def _plot(lines: _Lines, variant: Variant) -> Plot:
    axis = axis_for([value for _, values in lines.values for _, value in values], TICKS)
    top = "0,0" if axis.in_millions else number(axis.top)
    names = max(text_width(_name(kind, values, variant)) for kind, values in lines.values)
    return Plot(
        variant=variant,
        height=HEIGHT.get(variant, SMALL_HEIGHT),
        left=max(38, text_width(top) + 12),
        right=names + 18,
        top=34,
        bottom=BOTTOM,
        start=lines.span[0] - Decimal("0.3"),
        end=lines.span[1] + Decimal("0.1"),
        axis=axis,
    )


def _name(kind: _Kind, values: list[ValueAt], variant: Variant) -> str:
    """What stands at the end of a line: a small drawing has its legend for the words."""
    amount = number(values[-1][1])
    return amount if variant.is_small else f"{kind.label} {amount}"


def _names(plot: Plot, lines: _Lines) -> list[Spec]:
    """Kept apart where lines end together."""
    ends = [values[-1] for _, values in lines.values]
    places = spread([plot.py(value) for _, value in ends], low=0, high=float(plot.inner_height))
    return [
        labels(
            [Label(plot.inner_width + 8, place, _name(kind, values, plot.variant))],
            colour=kind.colour,
            weight=BOLD,
        )
        for (kind, values), place in zip(lines.values, places, strict=True)
    ]


def _describe(lines: _Lines) -> str:
    last = max(lines.course.points, key=lambda point: quarter_index(point.quarter))
    told = [(kind.label, kind.value(last)) for kind, _ in lines.values]
    words = ", ".join(f"{label.lower()} {euro(value)}" for label, value in told if value is not None)
    return f"Stand {quarter_label(last.quarter)}: {words}."


def _table(course: RiskCourse) -> Table:
    columns: list[tuple[str, list[Decimal | None]]] = [
        (kind.label, [kind.value(point) for point in course.points]) for kind in KINDS
    ]
    if any(point.low != point.expected for point in course.points):
        columns.append(("Verwacht, laag", [point.low for point in course.points]))
    cells = [[number(value, money_places(values)) for value in values] for _, values in columns]
    quarters = [quarter_label(point.quarter) for point in course.points]
    head = (Column("Kwartaal", numeric=False), *[Column(f"{label} (€)") for label, _ in columns])
    return Table(caption=course.title, head=head, rows=tuple(zip(quarters, *cells, strict=True)))
