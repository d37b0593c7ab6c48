"""The target band of an indicator: an area that fades out where a bound is open."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from izaportal.web.charts.model import Band, IndicatorPoint, Spec
from izaportal.web.charts.notation import plain, quarter_index
from izaportal.web.charts.plot import Plot, Row, layer
from izaportal.web.charts.style import BAND, BAND_LINE, RISK

BandAt = tuple[int, Band]


@dataclass(frozen=True)
class BandRun:
    """Neighbouring quarters whose band is open at the same side, or at none."""

    lower_open: bool
    upper_open: bool
    points: tuple[BandAt, ...]


def band_runs(points: tuple[IndicatorPoint, ...]) -> list[BandRun]:
    """Runs of at least two quarters; the quarter in which a bound opens belongs to both runs."""
    runs: list[BandRun] = []
    for left, right in pairwise(_bands(points)):
        if right[0] != left[0] + 1:
            continue
        lower_open = left[1].lower is None or right[1].lower is None
        upper_open = left[1].upper is None or right[1].upper is None
        last = runs[-1] if runs else None
        if (
            last
            and last.points[-1] == left
            and (last.lower_open, last.upper_open) == (lower_open, upper_open)
        ):
            runs[-1] = BandRun(lower_open, upper_open, (*last.points, right))
        else:
            runs.append(BandRun(lower_open, upper_open, (left, right)))
    return runs


def _bands(points: tuple[IndicatorPoint, ...]) -> list[BandAt]:
    return [(quarter_index(point.quarter), point.band) for point in points if point.band]


def band_layers(plot: Plot, points: tuple[IndicatorPoint, ...]) -> list[Spec]:
    """Areas, then closed edges, then single quarters, then the margin below."""
    runs = band_runs(points)
    in_run = {at[0] for run in runs for at in run.points}
    single = [at for at in _bands(points) if at[0] not in in_run]
    return [
        *[_area(plot, run) for run in runs],
        *[_edge(plot, run, "lower") for run in runs if not run.lower_open],
        *[_edge(plot, run, "upper") for run in runs if not run.upper_open],
        _single_quarters(plot, single),
        _margin(plot, points),
    ]


def _row(plot: Plot, at: BandAt, run: BandRun) -> Row:
    index, band = at
    low = plot.axis.bottom if run.lower_open or band.lower is None else band.lower
    high = plot.axis.top if run.upper_open or band.upper is None else band.upper
    return {"x": index, "low": plain(low), "high": plain(high)}


def _area(plot: Plot, run: BandRun) -> Spec:
    rows = [_row(plot, at, run) for at in run.points]
    encoding = {"x": plot.x(), "y": plot.y("low"), "y2": {"field": "high"}}
    return layer(rows, {"type": "area", "fill": _fill(run), "line": False}, encoding)


def _fill(run: BandRun) -> str | Spec:
    if not run.lower_open and not run.upper_open:
        return BAND
    if run.lower_open and run.upper_open:
        raise ValueError("Een band zonder grenzen is geen band")
    colours = ("transparent", BAND, BAND) if run.upper_open else (BAND, BAND, "transparent")
    stops = [{"offset": place / 2, "color": colour} for place, colour in enumerate(colours)]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 0, "y2": 1, "stops": stops}


def _edge(plot: Plot, run: BandRun, side: str) -> Spec:
    values = [(index, band.lower if side == "lower" else band.upper) for index, band in run.points]
    return _line(plot, values, {"stroke": BAND_LINE, "strokeWidth": 1.5})


def _margin(plot: Plot, points: tuple[IndicatorPoint, ...]) -> Spec:
    values = [(quarter_index(point.quarter), point.margin) for point in points]
    return _line(plot, values, {"stroke": RISK, "strokeWidth": 1, "strokeDash": [3, 3]})


def _line(plot: Plot, values: list[tuple[int, Decimal | None]], style: Spec) -> Spec:
    rows = [{"x": index, "value": plain(value)} for index, value in values if value is not None]
    return layer(rows, {"type": "line", **style}, {"x": plot.x(), "y": plot.y()})


def _single_quarters(plot: Plot, single: list[BandAt]) -> Spec:
    """A target of one date only: a bar as wide as a dot, for an area needs two quarters."""
    rows = [_row(plot, at, BandRun(at[1].lower is None, at[1].upper is None, (at,))) for at in single]
    mark = {"type": "rule", "stroke": BAND_LINE, "strokeWidth": 10, "strokeOpacity": 0.5}
    return layer(rows, mark, {"x": plot.x(), "y": plot.y("low"), "y2": {"field": "high"}})
