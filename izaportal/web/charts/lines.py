"""Lines with their dots: broken where a quarter is unknown, never drawn through it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from izaportal.web.charts.model import Spec
from izaportal.web.charts.notation import plain, quarter_index
from izaportal.web.charts.plot import Plot, Row, layer, value_rows
from izaportal.web.charts.style import CHART_1, SURFACE

ValueAt = tuple[int, Decimal]
Point = TypeVar("Point")


def known(
    points: Sequence[Point], quarter: Callable[[Point], str], value: Callable[[Point], Decimal | None]
) -> list[ValueAt]:
    """Index and value of the quarters whose value is known, in order of time."""
    pairs = [(quarter_index(quarter(point)), value(point)) for point in points]
    return sorted((index, amount) for index, amount in pairs if amount is not None)


def line(plot: Plot, values: Sequence[ValueAt], style: Spec, *, bridge: bool = False) -> Spec:
    """A line through neighbouring quarters; ``bridge`` also joins quarters further apart (a projection)."""
    rows: list[Row] = []
    run = 0
    previous = None
    for index, value in values:
        run += previous is not None and index != previous + 1 and not bridge
        rows.append({"x": index, "value": plain(value), "run": run})
        previous = index
    encoding = {"x": plot.x(), "y": plot.y(), "detail": {"field": "run", "type": "nominal"}}
    return layer(rows, {"type": "line", "strokeCap": "round", "strokeJoin": "round", **style}, encoding)


def dots(plot: Plot, values: Sequence[ValueAt]) -> Spec:
    """Measured: filled, with an edge in the colour of the card."""
    mark = {"type": "point", "filled": True, "fill": CHART_1, "opacity": 1, "size": 95}
    return layer(
        value_rows(values), {**mark, "stroke": SURFACE, "strokeWidth": 2}, {"x": plot.x(), "y": plot.y()}
    )


def rings(plot: Plot, values: Sequence[ValueAt]) -> Spec:
    """Projected: open."""
    mark = {"type": "point", "filled": True, "fill": SURFACE, "opacity": 1, "size": 64}
    return layer(
        value_rows(values), {**mark, "stroke": CHART_1, "strokeWidth": 2}, {"x": plot.x(), "y": plot.y()}
    )
