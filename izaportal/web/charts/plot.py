"""A drawing area: where its pixels are, and the layers that charts are put together from.

Data layers carry exact decimals as strings (parsed by Vega), so a spec holds the same figures as its table;
annotations carry pixels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from izaportal.web.charts.model import Spec, Variant
from izaportal.web.charts.notation import plain
from izaportal.web.charts.scale import Axis
from izaportal.web.charts.style import FONT_SIZE, GRID, INK_2, LINE_HEIGHT, LINE_STRONG, REGULAR, SURFACE

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
NUMBERS = {"x": "number", "value": "number", "low": "number", "high": "number"}
TICK = "format(datum.value, ',~f')"
TICK_IN_MILLIONS = "datum.value === 0 ? '0' : format(datum.value / 1000000, ',.1f')"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Plot:
    """Pixels of a chart: total ``width`` and ``height``, the margins, and what both axes span."""

    variant: Variant
    height: int
    left: int
    right: int
    top: int
    bottom: int
    start: Decimal
    end: Decimal
    axis: Axis

    @property
    def inner_width(self) -> int:
        return self.variant.width - self.left - self.right

    @property
    def inner_height(self) -> int:
        return self.height - self.top - self.bottom

    @property
    def step(self) -> float:
        """Pixels between two quarters."""
        return round(float(self.inner_width / (self.end - self.start)), 1)

    def px(self, place: Decimal | int) -> float:
        """Horizontal pixel of a place on the x axis."""
        share = (Decimal(place) - self.start) / (self.end - self.start)
        return round(float(share * self.inner_width), 1)

    def py(self, value: Decimal) -> float:
        """Vertical pixel of a value, 0 at the top."""
        return round(float((1 - self.axis.share(value)) * self.inner_height), 1)

    def x(self) -> Spec:
        scale = {"domain": [float(self.start), float(self.end)], "nice": False, "zero": False}
        return {"field": "x", "type": "quantitative", "scale": scale, "axis": None}

    def y(self, field: str = "value") -> Spec:
        """The value axis; every layer asks for the same one, so they share it."""
        domain = [float(self.axis.bottom), float(self.axis.top)]
        scale = {"domain": domain, "nice": False, "zero": False}
        return {"field": field, "type": "quantitative", "scale": scale, "axis": self._axis()}

    def _axis(self) -> Spec:
        label = TICK_IN_MILLIONS if self.axis.in_millions else TICK
        zero = {"test": "datum.value === 0", "value": LINE_STRONG}
        return {
            "values": [float(tick) for tick in self.axis.ticks],
            "labelExpr": label,
            "title": None,
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
            "labelColor": INK_2,
            "labelFontSize": FONT_SIZE,
            "labelLimit": 0,
            "grid": True,
            "gridColor": {"condition": zero, "value": GRID},
        }

    def spec(self, layers: Sequence[Spec], *, title: str, description: str) -> Spec:
        """The whole chart; title and description are for who cannot see it."""
        return canvas(
            self.variant,
            layers,
            inner=(self.inner_width, self.inner_height),
            offset=(self.left, self.top),
            height=self.height,
            words=(title, description),
        )


def canvas(
    variant: Variant,
    layers: Sequence[Spec],
    *,
    inner: tuple[int, int],
    offset: tuple[int, int],
    height: int,
    words: tuple[str, str],
) -> Spec:
    """A spec of exactly ``variant.width`` by ``height`` pixels; nothing is measured at rendering."""
    padding = {
        "left": offset[0],
        "top": offset[1],
        "right": variant.width - inner[0] - offset[0],
        "bottom": height - inner[1] - offset[1],
    }
    return {
        "$schema": SCHEMA,
        "width": inner[0],
        "height": inner[1],
        "padding": padding,
        "autosize": {"type": "none"},
        "background": None,
        "config": {"view": {"stroke": None}},
        "usermeta": {"variant": variant.value, "title": words[0], "description": words[1]},
        "layer": [layer for layer in layers if layer],
    }


def value_rows(pairs: Sequence[tuple[int, Decimal]]) -> list[Row]:
    """Rows of a line: the quarter's index and its exact value."""
    return [{"x": index, "value": plain(value)} for index, value in pairs]


def layer(rows: Sequence[Row], mark: Spec, encoding: Spec) -> Spec:
    """Marks at values; without rows no layer, so that nothing is drawn for what is not known."""
    if not rows:
        return {}
    parse = {field: kind for field, kind in NUMBERS.items() if field in rows[0]}
    data = {"values": [dict(row) for row in rows], "format": {"parse": parse}}
    return {"data": data, "mark": mark, "encoding": encoding}


def pixels(rows: Sequence[Row], mark: Spec, fields: Sequence[str]) -> Spec:
    """Marks at pixels of the drawing area: no scale, no axis."""
    if not rows:
        return {}
    encoding: Spec = {}
    for field in fields:
        position: Spec = {"field": field}
        if not field.endswith("2"):
            position |= {"type": "quantitative", "scale": None, "axis": None}
        encoding[field] = position
    if mark["type"] == "text":
        encoding["text"] = {"field": "text", "type": "nominal"}
    return {"data": {"values": [dict(row) for row in rows]}, "mark": mark, "encoding": encoding}


@dataclass(frozen=True)
class Label:
    """A word at a pixel; ``y`` is the middle of the line. Lines of a longer text are labels of their own."""

    x: float
    y: float
    text: str


def labels(
    items: Sequence[Label],
    *,
    colour: str = INK_2,
    weight: int = REGULAR,
    align: str = "left",
    halo: bool = False,
    size: int = FONT_SIZE,
) -> Spec:
    """Text of one style; a halo in the colour of the card keeps it legible across lines."""
    mark: Spec = {"type": "text", "align": align, "baseline": "middle", "fill": colour, "fontSize": size}
    if weight != REGULAR:
        mark["fontWeight"] = weight
    if halo:
        mark |= {"stroke": SURFACE, "strokeWidth": 6, "strokeJoin": "round"}
    rows = [{"x": item.x, "y": item.y, "text": item.text} for item in items]
    return pixels(rows, mark, ("x", "y"))


def rule(
    start: tuple[float, float], end: tuple[float, float], *, colour: str, dash: Sequence[int] = ()
) -> Spec:
    """A straight hair line between two pixels."""
    mark: Spec = {"type": "rule", "stroke": colour, "strokeWidth": 1}
    if dash:
        mark["strokeDash"] = list(dash)
    row = {"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}
    return pixels([row], mark, ("x", "y", "x2", "y2"))


def wrap(text: str, width: int, character: float) -> list[str]:
    """Lines of at most about ``width`` pixels, broken between words."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(longer) * character > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def stacked(x: float, y: float, lines: Sequence[str]) -> list[Label]:
    """Lines below each other, the first at ``y``."""
    return [Label(x, y + number * LINE_HEIGHT, line) for number, line in enumerate(lines)]
