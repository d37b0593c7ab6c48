"""Horizontal bars on one scale: rows of a label, an amount and a bar on its track."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from izaportal.web.charts.model import Spec
from izaportal.web.charts.notation import plain
from izaportal.web.charts.plot import Label, Row, labels, layer, pixels
from izaportal.web.charts.style import BOLD, CHART_3, HATCH, INK, INK_NONE, LINE_STRONG, REGULAR, SUNKEN

BAR_HEIGHT = 10
FAINT = 0.65
"""Opacity of the bars that stand apart from the scale's family."""


@dataclass(frozen=True)
class Bar:
    """One bar: its pixels, its exact value from zero, and the part of it that is sure (``low``)."""

    y: float
    value: Decimal | None
    colour: str
    low: Decimal | None = None


@dataclass(frozen=True)
class Track:
    """Where bars lie: from pixel ``left`` over ``width`` pixels, ``top`` being the amount at full width."""

    left: int
    width: int
    top: Decimal

    def end(self, value: Decimal) -> float:
        """The pixel where a bar of this value ends."""
        return round(self.left + float(value / self.top) * self.width, 1)


def bar_layers(track: Track, bars: Sequence[Bar], *, height: int = BAR_HEIGHT) -> list[Spec]:
    """Tracks, then bars; an unknown amount has an empty dotted track, which is not what zero looks like."""
    known = [bar for bar in bars if bar.value is not None]
    colours = sorted({bar.colour for bar in known})
    return [
        _tracks(track, [bar for bar in bars if bar.value is not None], height, {"fill": SUNKEN}),
        _tracks(track, [bar for bar in bars if bar.value is None], height, UNKNOWN),
        *[_filled(track, [bar for bar in known if bar.colour == colour], height) for colour in colours],
        _unsure(track, [bar for bar in known if bar.low is not None], height),
    ]


UNKNOWN: Spec = {"filled": False, "stroke": LINE_STRONG, "strokeWidth": 1, "strokeDash": [1, 3]}


def _tracks(track: Track, bars: Sequence[Bar], height: int, style: Spec) -> Spec:
    left, right = track.left, track.left + track.width
    rows = [{"x": left, "x2": right, "y": bar.y, "y2": bar.y + height} for bar in bars]
    return pixels(rows, {"type": "rect", "cornerRadius": 2, **style}, ("x", "y", "x2", "y2"))


def _x(track: Track, field: str) -> Spec:
    scale = {
        "domain": [0, float(track.top)],
        "range": [track.left, track.left + track.width],
        "nice": False,
        "zero": True,
    }
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _filled(track: Track, bars: Sequence[Bar], height: int) -> Spec:
    rows = [_row(bar, bar.low if bar.low is not None else bar.value, Decimal(0), height) for bar in bars]
    faint = {"fillOpacity": FAINT} if bars[0].colour == CHART_3 else {}
    return _rects(track, rows, {"fill": bars[0].colour, **faint})


def _unsure(track: Track, bars: Sequence[Bar], height: int) -> Spec:
    rows = [_row(bar, bar.value, bar.low or Decimal(0), height) for bar in bars]
    style = {"fill": HATCH, "stroke": bars[0].colour if bars else LINE_STRONG, "strokeWidth": 1}
    return _rects(track, rows, style)


def _row(bar: Bar, high: Decimal | None, low: Decimal, height: int) -> Row:
    return {"low": plain(low), "high": plain(high or Decimal(0)), "y": bar.y, "y2": bar.y + height}


def _rects(track: Track, rows: Sequence[Row], style: Spec) -> Spec:
    y: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    encoding = {"x": _x(track, "low"), "x2": {"field": "high"}, "y": y, "y2": {"field": "y2"}}
    return layer(rows, {"type": "rect", "cornerRadius": 2, **style}, encoding)


@dataclass(frozen=True)
class Words:
    """A label of a row; unknown ones are grey, strong ones bold."""

    label: Label
    strong: bool = False
    unknown: bool = False


def word_layers(words: Sequence[Words], *, align: str = "left") -> list[Spec]:
    """One layer per style."""
    normal = [word.label for word in words if not word.strong and not word.unknown]
    strong = [word.label for word in words if word.strong and not word.unknown]
    unknown = [word.label for word in words if word.unknown]
    return [
        labels(normal, colour=INK, weight=REGULAR, align=align),
        labels(strong, colour=INK, weight=BOLD, align=align),
        labels(unknown, colour=INK_NONE, align=align),
    ]
