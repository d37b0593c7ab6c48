"""Upright columns per quarter, one beside the other for each series, as a quick drawing.

Drawn here and not by the renderer: few shapes, and for every municipality others. Classes only, so that one
drawing serves both themes; the table beside it holds the same figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from izaportal.core.quarter import Quarter
from izaportal.web.charts.notation import number
from izaportal.web.charts.scale import Axis, axis_for
from izaportal.web.charts.style import text_width

TICKS = 4
HEADROOM = Decimal("1.1")
TENTH = Decimal("0.1")
FILLED = Decimal("0.62")
"""The part of its room that the columns of a quarter take."""
TOP, BOTTOM, RIGHT, GAP = 24, 30, 4, 2
SERIES = ("ch-bar ch-bar--2", "ch-bar")
WIDE, NARROW = 540, 350


@dataclass(frozen=True, slots=True)
class Column:
    """A quarter with a value per series; None is not known and not drawn."""

    quarter: Quarter
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    columns: tuple[Column, ...]
    axis: Axis
    width: int
    height: int
    left: int

    @property
    def room(self) -> Decimal:
        return Decimal(self.width - self.left - RIGHT) / len(self.columns)

    def middle(self, position: int) -> Decimal:
        return (self.left + self.room * (position + Decimal("0.5"))).quantize(TENTH)

    def y(self, value: Decimal) -> Decimal:
        return (TOP + (self.height - TOP - BOTTOM) * (1 - self.axis.share(value))).quantize(TENTH)


def columns(listed: Sequence[Column], *, label: str, width: int = WIDE, height: int = 260) -> SafeString:
    """The drawing; empty when nothing is known. `label` says in words what it shows."""
    known = [value for column in listed for value in column.values if value is not None]
    if not known:
        return SafeString("")
    axis = axis_for(known, TICKS, HEADROOM)
    left = max(text_width(number(tick, 0)) for tick in axis.ticks) + 14
    sheet = _Sheet(tuple(listed), axis, width, height, left)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        width,
        height,
        label,
        _grid(sheet),
        format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>', _bars(sheet)),
        _names(sheet),
    )


def _grid(sheet: _Sheet) -> SafeString:
    return format_html_join(
        "",
        '<path class="{}" d="M{} {}H{}"/><text class="ch-text" x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (
                "ch-axis" if tick == 0 else "ch-grid",
                sheet.left,
                sheet.y(tick),
                sheet.width,
                sheet.left - 8,
                sheet.y(tick) + 4,
                number(tick, 0),
            )
            for tick in sheet.axis.ticks
        ),
    )


def _bars(sheet: _Sheet) -> Iterator[tuple[str, Decimal, Decimal, Decimal, Decimal]]:
    """Around the middle of the quarter, from zero up or down."""
    for position, column in enumerate(sheet.columns):
        room = sheet.room * FILLED / len(column.values)
        start = sheet.middle(position) - sheet.room * FILLED / 2
        for place, value in enumerate(column.values):
            if value is not None:
                high, low = sheet.y(max(value, Decimal(0))), sheet.y(min(value, Decimal(0)))
                x = (start + room * place).quantize(TENTH)
                yield SERIES[place], x, high, (room - GAP).quantize(TENTH), low - high


def _names(sheet: _Sheet) -> SafeString:
    """The quarters; in a narrow drawing only as many as fit, the last one always."""
    every = -(-text_width("Q4 2026") // max(int(sheet.room), 1))
    last = len(sheet.columns) - 1
    named = [n for n in range(last + 1) if (last - n) % every == 0]
    return format_html_join(
        "",
        '<text class="ch-text" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((sheet.middle(n), sheet.height - 8, sheet.columns[n].quarter.label) for n in named),
    )
