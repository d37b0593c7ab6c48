"""An indicator over the quarters: measured through its target band, projected by dots, planned by dashes."""

from dataclasses import dataclass, replace
from decimal import Decimal

from izaportal.web.charts.band import band_layers
from izaportal.web.charts.indicator_labels import Reading, label_layers
from izaportal.web.charts.legend import PLAN_DASH, THRESHOLD_DASH
from izaportal.web.charts.lines import dots, known, line, rings
from izaportal.web.charts.model import (
    Chart,
    Column,
    IndicatorPoint,
    IndicatorSeries,
    LegendItem,
    Spec,
    Table,
    Variant,
)
from izaportal.web.charts.notation import MISSING, OPEN, decimals, number, quarter_index, quarter_label
from izaportal.web.charts.plot import Plot, layer
from izaportal.web.charts.scale import Axis, axis_for
from izaportal.web.charts.style import CHART_1, CHART_2, INK, text_width
from izaportal.web.charts.timeline import BOTTOM, timeline

HEIGHT = {Variant.FULL: 400, Variant.WIDE: 360}
SMALL_HEIGHT = 310
TICKS = 6


def indicator_chart(series: IndicatorSeries, *, wide: Variant = Variant.FULL) -> Chart | None:
    """The chart, or None when no quarter has a value or a band: the page then says what to do."""
    if not any(_values(point) for point in series.points):
        return None
    in_time = sorted(series.points, key=lambda point: quarter_index(point.quarter))
    series = replace(series, points=tuple(in_time))
    reading = _read(series)
    description = _describe(series)
    return Chart(
        title=series.title,
        subtitle=series.subtitle,
        description=description,
        legend=_legend(series, reading),
        table=_table(series),
        wide=_spec(reading, wide, description),
        narrow=_spec(reading, Variant.NARROW, description),
        middle=_spec(reading, Variant.WIDE, description) if wide is Variant.FULL else None,
    )


def _values(point: IndicatorPoint) -> list[Decimal]:
    band = (point.band.lower, point.band.upper) if point.band else ()
    values = (*band, point.margin, point.measured, point.projected, point.planned)
    return [value for value in values if value is not None]


def _read(series: IndicatorSeries) -> Reading:
    points = series.points
    return Reading(
        series=series,
        points=points,
        measured=known(points, lambda point: point.quarter, lambda point: point.measured),
        projected=known(points, lambda point: point.quarter, lambda point: point.projected),
        planned=known(points, lambda point: point.quarter, lambda point: point.planned),
    )


def _plot(reading: Reading, variant: Variant) -> Plot:
    axis = _axis(reading)
    small = variant.is_small
    ticks = max(text_width(number(tick)) for tick in axis.ticks)
    return Plot(
        variant=variant,
        height=HEIGHT.get(variant, SMALL_HEIGHT),
        left=ticks + 12,
        right=14 if small else reading.label_room + 14,
        top=14,
        bottom=BOTTOM,
        start=reading.first - Decimal("0.4"),
        end=reading.last + (Decimal("0.3") if small else Decimal("0.1")),
        axis=axis,
    )


def _axis(reading: Reading) -> Axis:
    values = [value for point in reading.points for value in _values(point)]
    if reading.series.threshold:
        values.append(reading.series.threshold.value)
    headroom = Decimal("1.15") if reading.upper_opens else Decimal(1)
    return axis_for(values, TICKS, headroom)


def _spec(reading: Reading, variant: Variant, description: str) -> Spec:
    plot = _plot(reading, variant)
    projection = [*reading.measured[-1:], *reading.projected] if reading.projected else []
    layers = [
        *band_layers(plot, reading.points),
        *timeline(plot, (reading.first, reading.last), reading.series.now),
        _threshold(plot, reading),
        line(plot, reading.planned, {"stroke": CHART_2, "strokeWidth": 2, "strokeDash": list(PLAN_DASH)}),
        line(plot, projection, {"stroke": CHART_1, "strokeWidth": 2.5, "strokeDash": [0.1, 6]}, bridge=True),
        line(plot, reading.measured, {"stroke": CHART_1, "strokeWidth": 2.5}),
        dots(plot, reading.measured),
        rings(plot, reading.ringed),
        *label_layers(plot, reading),
    ]
    return plot.spec(layers, title=reading.series.title, description=description)


def _threshold(plot: Plot, reading: Reading) -> Spec:
    threshold = reading.series.threshold
    if threshold is None:
        return {}
    value = str(threshold.value)
    rows = [{"x": index, "value": value} for index in (quarter_index(threshold.since), reading.last)]
    mark = {"type": "line", "stroke": INK, "strokeWidth": 1.5, "strokeDash": list(THRESHOLD_DASH)}
    return layer(rows, mark, {"x": plot.x(), "y": plot.y()})


def _legend(series: IndicatorSeries, reading: Reading) -> tuple[LegendItem, ...]:
    items = (
        (bool(reading.measured), LegendItem("Gemeten", "measured")),
        (bool(reading.projected), LegendItem(series.projection_label, "projected")),
        (bool(reading.planned), LegendItem("Gepland", "planned")),
        (any(point.band for point in reading.points), LegendItem("Streefband", "band")),
        (
            any(point.margin is not None for point in reading.points),
            LegendItem(series.margin_label, "margin"),
        ),
    )
    shown = tuple(item for is_drawn, item in items if is_drawn)
    return (*shown, LegendItem(series.threshold.label, "threshold")) if series.threshold else shown


def _describe(series: IndicatorSeries) -> str:
    measured = [
        f"{quarter_label(point.quarter)} {number(point.measured)}{series.unit}"
        + (f" ({point.status.lower()})" if point.status else "")
        for point in series.points
        if point.measured is not None
    ]
    sentences = [f"Gemeten: {', '.join(measured)}." if measured else "Nog niet gemeten."]
    for point in series.points:
        sentences += _band_sentence(point, series) if point.quarter == series.now else []
    projected = [point for point in series.points if point.projected is not None]
    if projected:
        last = projected[-1]
        sentences.append(f"Projectie {quarter_label(last.quarter)}: {number(last.projected)}{series.unit}.")
    if series.threshold:
        sentences.append(f"{series.threshold.label}: {number(series.threshold.value)}{series.unit}.")
    return " ".join(sentences)


def _band_sentence(point: IndicatorPoint, series: IndicatorSeries) -> list[str]:
    if point.band is None:
        return []
    lower, upper = number(point.band.lower), number(point.band.upper)
    words = f"{lower} tot {upper}"
    if point.band.upper is None:
        words = f"{lower} of meer"
    elif point.band.lower is None:
        words = f"{upper} of minder"
    return [f"Streefband in {quarter_label(point.quarter)}: {words}{series.unit}."]


@dataclass(frozen=True)
class _TableColumn:
    label: str
    values: tuple[Decimal | None, ...]
    absent: tuple[str, ...]

    def cells(self) -> list[str]:
        places = decimals(self.values)
        return [
            number(value, places, missing) for value, missing in zip(self.values, self.absent, strict=True)
        ]


def _table(series: IndicatorSeries) -> Table:
    points = series.points
    dashes = (MISSING,) * len(points)
    open_or_none = tuple(OPEN if point.band else "n.v.t." for point in points)
    columns = [
        _TableColumn("Ondergrens", tuple(p.band.lower if p.band else None for p in points), open_or_none),
        _TableColumn("Bovengrens", tuple(p.band.upper if p.band else None for p in points), open_or_none),
        _TableColumn("Marge", tuple(p.margin for p in points), dashes),
        _TableColumn("Gepland", tuple(p.planned for p in points), dashes),
        _TableColumn("Gemeten", tuple(p.measured for p in points), dashes),
        _TableColumn("Projectie", tuple(p.projected for p in points), dashes),
    ]
    always = ("Ondergrens", "Bovengrens", "Gemeten")
    shown = [c for c in columns if c.label in always or any(value is not None for value in c.values)]
    unit = f" ({series.unit.strip()})" if series.unit.strip() else ""
    head = [
        Column("Kwartaal", numeric=False),
        *[Column(c.label + unit) for c in shown],
        Column("Status", numeric=False),
    ]
    quarters = [quarter_label(point.quarter) for point in points]
    statuses = [point.status or MISSING for point in points]
    rows = tuple(zip(quarters, *[c.cells() for c in shown], statuses, strict=True))
    return Table(caption=series.title, head=tuple(head), rows=rows)
