"""Money over the quarters: received in steps, booked as a line, planned by dashes, idle money hatched.

An advance is drawn halfway the two quarters it falls between, so that at each quarter the picture shows the
figure of the table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from izaportal.web.charts.legend import PLAN_DASH, PROJECTION_DASH, PROMISED_DASH
from izaportal.web.charts.lines import ValueAt, dots, known, line, rings
from izaportal.web.charts.model import (
    Chart,
    Column,
    LegendItem,
    Spec,
    SpendingPoint,
    SpendingSeries,
    Table,
    Variant,
)
from izaportal.web.charts.notation import euro, money_places, number, plain, quarter_index, quarter_label
from izaportal.web.charts.plot import Plot, Row, layer
from izaportal.web.charts.scale import axis_for
from izaportal.web.charts.spending_labels import Lines, label_layers
from izaportal.web.charts.style import CHART_1, CHART_2, CHART_3, HATCH, INK_2, LINE_STRONG, text_width
from izaportal.web.charts.timeline import BOTTOM, timeline

HEIGHT = {Variant.FULL: 400, Variant.WIDE: 340}
SMALL_HEIGHT = 290
TICKS = 4
HALF = Decimal("0.5")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Money:
    """A spending series in order of time, with the values of each line."""

    series: SpendingSeries
    points: tuple[SpendingPoint, ...]
    advances: list[ValueAt]
    booked: list[ValueAt]
    planned: list[ValueAt]
    committed: list[ValueAt]
    expected: list[ValueAt]

    @property
    def lines(self) -> Lines:
        """Those that have a label."""
        return {
            "advances": self.advances,
            "booked": self.booked,
            "planned": self.planned,
            "committed": self.committed,
        }

    @property
    def span(self) -> tuple[int, int]:
        return quarter_index(self.points[0].quarter), quarter_index(self.points[-1].quarter)


def idle_money(point: SpendingPoint) -> Decimal | None:
    """Received and not booked; below zero when more was booked than received; unknown stays unknown."""
    if point.advances is None or point.booked is None:
        return None
    return point.advances - point.booked


def spending_chart(series: SpendingSeries, *, wide: Variant = Variant.WIDE) -> Chart | None:
    """The chart, or None when nothing was received, booked or planned."""
    points = tuple(sorted(series.points, key=lambda point: quarter_index(point.quarter)))
    series = replace(series, points=points)
    money = Money(
        series=series,
        points=points,
        advances=known(points, lambda point: point.quarter, lambda point: point.advances),
        booked=known(points, lambda point: point.quarter, lambda point: point.booked),
        planned=known(points, lambda point: point.quarter, lambda point: point.planned),
        committed=known(points, lambda point: point.quarter, lambda point: point.committed),
        expected=known(points, lambda point: point.quarter, lambda point: point.expected),
    )
    if not (money.advances or money.booked or money.planned):
        return None
    description = _describe(series)
    return Chart(
        title=series.title,
        subtitle=series.subtitle,
        description=description,
        legend=_legend(money),
        table=_table(series),
        wide=_spec(money, wide, description),
        narrow=_spec(money, Variant.NARROW, description),
    )


def _plot(money: Money, variant: Variant) -> Plot:
    lines = (money.advances, money.booked, money.planned, money.committed, money.expected)
    values = [value for values in lines for _, value in values]
    axis = axis_for([*values, money.series.award or ZERO], TICKS)
    top = "0,0" if axis.in_millions else number(axis.top)
    right = 14 if variant.is_small else max(text_width("Toegekend"), text_width(number(axis.top))) + 16
    return Plot(
        variant=variant,
        height=HEIGHT.get(variant, SMALL_HEIGHT),
        left=max(38, text_width(top) + 12),
        right=right,
        top=34,
        bottom=BOTTOM,
        start=money.span[0] - Decimal("0.3"),
        end=money.span[1] + Decimal("0.2"),
        axis=axis,
    )


def _spec(money: Money, variant: Variant, description: str) -> Spec:
    plot = _plot(money, variant)
    layers = [
        _idle_area(plot, money),
        _award(plot, money),
        *timeline(plot, money.span, money.series.now),
        line(
            plot,
            money.planned,
            {"stroke": CHART_2, "strokeWidth": 2, "strokeDash": list(PLAN_DASH)},
            bridge=True,
        ),
        line(plot, money.advances, {"stroke": CHART_3, "strokeWidth": 2, "interpolate": "step"}),
        line(plot, money.committed, {"stroke": INK_2, "strokeWidth": 1.5, "strokeDash": list(PROMISED_DASH)}),
        line(
            plot,
            money.expected,
            {"stroke": CHART_1, "strokeWidth": 2.5, "strokeDash": list(PROJECTION_DASH)},
            bridge=True,
        ),
        line(plot, money.booked, {"stroke": CHART_1, "strokeWidth": 2.5}),
        rings(plot, money.expected[1:]),
        dots(plot, [at for at in money.booked if at[1]]),
        *label_layers(plot, money.series, money.lines),
    ]
    return plot.spec(layers, title=money.series.title, description=description)


def _award(plot: Plot, money: Money) -> Spec:
    if money.series.award is None:
        return {}
    rows = [{"x": place, "value": plain(money.series.award)} for place in money.span]
    return layer(
        rows, {"type": "line", "stroke": LINE_STRONG, "strokeWidth": 1.5}, {"x": plot.x(), "y": plot.y()}
    )


def _idle_area(plot: Plot, money: Money) -> Spec:
    rows = [row for number_of, half in enumerate(_halves(money)) for row in _idle_rows(half, number_of)]
    detail = {"field": "part", "type": "nominal"}
    encoding = {"x": plot.x(), "y": plot.y("low"), "y2": {"field": "high"}, "detail": detail}
    return layer(rows, {"type": "area", "fill": HATCH}, encoding)


@dataclass(frozen=True)
class _Half:
    """Half a quarter: one amount received, and what was booked at both ends."""

    start: Decimal
    received: Decimal
    before: Decimal
    after: Decimal


def _halves(money: Money) -> Iterator[_Half]:
    booked = dict(money.booked)
    both = [(index, received, booked[index]) for index, received in money.advances if index in booked]
    for (left, had, before), (right, has, after) in pairwise(both):
        if right == left + 1:
            middle = (before + after) / 2
            yield _Half(Decimal(left), had, before, middle)
            yield _Half(left + HALF, has, middle, after)


def _idle_rows(half: _Half, part: int) -> list[Row]:
    """The area between what was booked and received, cut off where the two cross."""
    ends = [(half.start, half.before), (half.start + HALF, half.after)]
    if min(half.before, half.after) >= half.received:
        return []
    if max(half.before, half.after) > half.received:
        share = (half.received - half.before) / (half.after - half.before)
        ends.insert(1, (half.start + HALF * share, half.received))
    return [
        {"x": plain(x), "low": plain(min(booked, half.received)), "high": plain(half.received), "part": part}
        for x, booked in ends
    ]


def _legend(money: Money) -> tuple[LegendItem, ...]:
    idle = [idle_money(point) for point in money.points]
    items = (
        (bool(money.advances), LegendItem("Voorschot van het Rijk", "received")),
        (bool(money.booked), LegendItem("Geboekt", "measured")),
        (bool(money.expected), LegendItem("Verwacht", "projected")),
        (bool(money.committed), LegendItem("Verplicht", "promised")),
        (bool(money.planned), LegendItem("Begroot", "planned")),
        (any(amount and amount > 0 for amount in idle), LegendItem("Onbesteed", "idle")),
        (money.series.award is not None, LegendItem("Toegekend", "award")),
    )
    return tuple(item for is_drawn, item in items if is_drawn)


def _describe(series: SpendingSeries) -> str:
    sentences = [] if series.award is None else [f"Toegekend: {euro(series.award)}."]
    for point in series.points:
        if point.quarter == series.now:
            idle = idle_money(point)
            parts = (
                ("begroot", point.planned),
                ("verplicht", point.committed),
                ("voorschot", point.advances),
                ("geboekt", point.booked),
                ("onbesteed", idle),
            )
            words = ", ".join(f"{name} {euro(value)}" for name, value in parts if value is not None)
            sentences.append(f"Stand {quarter_label(point.quarter)}: {words}.")
    ends = [point for point in series.points if point.expected is not None and point.quarter != series.now]
    sentences += [f"Verwacht tot {quarter_label(one.quarter)}: {euro(one.expected)}." for one in ends]
    return " ".join(sentences)


def _when_known(label: str, values: list[Decimal | None]) -> list[tuple[str, list[Decimal | None]]]:
    """No column for what nobody recorded."""
    return [(label, values)] if any(value is not None for value in values) else []


def _table(series: SpendingSeries) -> Table:
    idle = [idle_money(point) for point in series.points]
    columns: list[tuple[str, list[Decimal | None]]] = [
        ("Begroot", [point.planned for point in series.points]),
        *_when_known("Verplicht", [point.committed for point in series.points]),
        ("Voorschot", [point.advances for point in series.points]),
        ("Geboekt", [point.booked for point in series.points]),
        ("Onbesteed", [None if amount is None else max(amount, ZERO) for amount in idle]),
    ]
    columns += _when_known(
        "Verwacht", [None if point.quarter == series.now else point.expected for point in series.points]
    )
    if any(amount is not None and amount < 0 for amount in idle):
        columns.append(
            ("Voorgefinancierd", [None if amount is None else max(-amount, ZERO) for amount in idle])
        )
    cells = [[number(value, money_places(values)) for value in values] for _, values in columns]
    quarters = [quarter_label(point.quarter) for point in series.points]
    head = (Column("Kwartaal", numeric=False), *[Column(f"{label} (€)") for label, _ in columns])
    caption = series.title if series.award is None else f"{series.title}. Toegekend: {euro(series.award)}"
    return Table(caption=caption, head=head, rows=tuple(zip(quarters, *cells, strict=True)))
