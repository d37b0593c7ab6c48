"""The bounds per quarter as a quick drawing: the new band, the old one dashed, what was measured in it.

Drawn here and not by the renderer, because it follows what somebody types. Classes only, so that one drawing
serves both themes; the table beside it holds the same figures.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from izaportal.core.quarter import Quarter
from izaportal.web.charts.notation import number
from izaportal.web.charts.scale import Axis, axis_for
from izaportal.web.charts.style import text_width

TICKS = 5
TENTH, HALF = Decimal("0.1"), Decimal("0.4")
HEADROOM = Decimal("1.15")
TOP, BOTTOM, RIGHT = 22, 44, 12


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is due at the end of a quarter; None is open on that side."""

    lower: Decimal | None
    upper: Decimal | None


@dataclass(frozen=True, slots=True)
class OutlinePoint:
    """A quarter: its bounds as they are and as they would be (None: no band), and the value measured.

    `is_fixed`: frozen, so that nothing new reaches it.
    """

    quarter: Quarter
    before: Bounds | None
    after: Bounds | None
    measured: Decimal | None = None
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things stand: `width` and `height` in pixels of the drawing."""

    points: tuple[OutlinePoint, ...]
    axis: Axis
    width: int
    height: int
    left: int

    def x(self, position: int | Decimal) -> Decimal:
        """The middle of the column of a point, by its number; halves are the edges between columns."""
        room = Decimal(self.width - self.left - RIGHT) / len(self.points)
        return (self.left + room * (Decimal(position) + Decimal("0.5"))).quantize(TENTH)

    def y(self, value: Decimal) -> Decimal:
        room = self.height - TOP - BOTTOM
        return (TOP + room * (1 - self.axis.share(value))).quantize(TENTH)


def outline(points: Sequence[OutlinePoint], *, label: str, width: int = 350, height: int = 260) -> SafeString:
    """The drawing; empty when there is neither a band nor a value. `label` says in words what it shows."""
    known = [value for point in points for value in _values(point)]
    if not known:
        return SafeString("")
    axis = axis_for(known, TICKS, HEADROOM)
    left = max(text_width(number(tick)) for tick in axis.ticks) + 14
    sheet = Sheet(tuple(points), axis, width, height, left)
    return format_html(
        '<svg class="iza-chart__svg" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}{}{}</svg>',
        width,
        height,
        label,
        _fixed(sheet),
        _grid(sheet),
        _bands(sheet),
        _former(sheet),
        _measured(sheet),
        _timeline(sheet),
    )


def _values(point: OutlinePoint) -> list[Decimal]:
    sides = [side for one in (point.before, point.after) if one for side in (one.lower, one.upper)]
    return [value for value in (*sides, point.measured) if value is not None]


def _fixed(sheet: Sheet) -> SafeString:
    """What is frozen lies behind a shade."""
    count = sum(1 for point in sheet.points if point.is_fixed)
    if not count:
        return SafeString("")
    end = sheet.x(count - Decimal("0.5"))
    return format_html(
        '<rect class="ch-fixed" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="ch-text" x="{}" y="14">vastgesteld</text>',
        sheet.left,
        TOP,
        end - sheet.left,
        sheet.height - TOP - BOTTOM,
        sheet.left,
    )


def _grid(sheet: Sheet) -> SafeString:
    return format_html_join(
        "",
        '<path class="{}" d="M{} {}H{}"/><text class="ch-text" x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (
                "ch-axis" if tick == 0 else "ch-grid",
                sheet.left,
                sheet.y(tick),
                sheet.width - RIGHT,
                sheet.left - 8,
                sheet.y(tick) + 4,
                number(tick),
            )
            for tick in sheet.axis.ticks
        ),
    )


def _bands(sheet: Sheet) -> SafeString:
    shapes = [_shape(sheet, run) for run in _runs(sheet.points, lambda point: point.after)]
    edges = [_edge(sheet, run) for run in _edges(sheet.points, lambda point: point.after)]
    return format_html(
        "{}{}",
        format_html_join("", '<path class="ch-band" d="{}"/>', ((shape,) for shape in shapes)),
        format_html_join("", '<path class="ch-band-edge" d="{}"/>', ((edge,) for edge in edges)),
    )


def _former(sheet: Sheet) -> SafeString:
    """The band as it was, where it differs."""
    different = any(point.before != point.after for point in sheet.points)
    edges = (
        [_edge(sheet, run) for run in _edges(sheet.points, lambda point: point.before)] if different else []
    )
    return format_html_join("", '<path class="ch-line ch-line--2" d="{}"/>', ((edge,) for edge in edges))


def _measured(sheet: Sheet) -> SafeString:
    places = [(sheet.x(n), sheet.y(p.measured)) for n, p in enumerate(sheet.points) if p.measured is not None]
    if not places:
        return SafeString("")
    line = "M" + "L".join(f"{x} {y}" for x, y in places)
    dots = format_html_join("", '<circle class="ch-dot" cx="{}" cy="{}" r="4.5"/>', places)
    return format_html('<path class="ch-line ch-line--1" d="{}"/>{}', line, dots)


def _timeline(sheet: Sheet) -> SafeString:
    base = sheet.height - BOTTOM
    quarters = format_html_join(
        "",
        '<text class="ch-text" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (sheet.x(n), base + 18, f"Q{p.quarter.number}")
            for n, p in enumerate(sheet.points)
            if _named(sheet, p)
        ),
    )
    years = format_html_join(
        "",
        '<text class="ch-text ch-text--strong" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((place, base + 37, year) for year, place in _years(sheet)),
    )
    return format_html("{}{}", quarters, years)


def _named(sheet: Sheet, point: OutlinePoint) -> bool:
    """In a narrow drawing only the last quarter of a year has room for its name."""
    return sheet.width / len(sheet.points) > text_width("Q4") + 8 or point.quarter.number == 4


def _years(sheet: Sheet) -> Iterator[tuple[int, Decimal]]:
    numbered = enumerate(sheet.points)
    for year, group in groupby(numbered, key=lambda item: item[1].quarter.year):
        positions = [position for position, _ in group]
        yield year, (sheet.x(positions[0]) + sheet.x(positions[-1])) / 2


Choose = Callable[[OutlinePoint], Bounds | None]
Run = list[tuple[int, Bounds]]


def _runs(points: Iterable[OutlinePoint], choose: Choose) -> list[Run]:
    """Neighbouring quarters that have a band, each as one shape."""
    runs: list[Run] = [[]]
    for position, point in enumerate(points):
        chosen = choose(point)
        if chosen is None:
            runs.append([])
        else:
            runs[-1].append((position, chosen))
    return [run for run in runs if run]


def _shape(sheet: Sheet, run: Run) -> str:
    """Around both sides; an open one runs to the edge of the drawing."""
    axis = sheet.axis
    low = [(position, axis.bottom if bounds.lower is None else bounds.lower) for position, bounds in run]
    high = [(position, axis.top if bounds.upper is None else bounds.upper) for position, bounds in run]
    return f"{_edge(sheet, low)}L{_edge(sheet, high[::-1])[1:]}Z"


def _edges(points: Sequence[OutlinePoint], choose: Choose) -> Iterator[list[tuple[int, Decimal]]]:
    """The known bounds of each side, broken where there is none."""
    for side in ("lower", "upper"):
        for run in _runs(points, choose):
            parts: list[list[tuple[int, Decimal]]] = [[]]
            for position, bounds in run:
                value = getattr(bounds, side)
                if value is None:
                    parts.append([])
                else:
                    parts[-1].append((position, value))
            yield from (part for part in parts if part)


def _edge(sheet: Sheet, line: list[tuple[int, Decimal]]) -> str:
    """Stretched a little beyond its first and last quarter."""
    step = -HALF if line[0][0] > line[-1][0] else HALF
    places = [(Decimal(position), value) for position, value in line]
    stretched = [(places[0][0] - step, places[0][1]), *places, (places[-1][0] + step, places[-1][1])]
    return "M" + "L".join(f"{sheet.x(position)} {sheet.y(value)}" for position, value in stretched)
