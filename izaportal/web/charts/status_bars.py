"""Indicators by status, a bar per pillar: the count stands in each part, the best at the left.

Colour is never alone: parts keep their order, have their count and a gap between them, and what was not
measured is an open, dotted part.
"""

from dataclasses import dataclass

from izaportal.web.charts.model import Chart, Column, LegendItem, Spec, StatusOverview, Table, Variant
from izaportal.web.charts.plot import Label, canvas, labels, pixels, stacked, wrap
from izaportal.web.charts.style import (
    BOLD,
    CHARACTER,
    EXCEEDED,
    INK,
    INK_NONE,
    LINE_HEIGHT,
    LINE_STRONG,
    OFF_TRACK,
    ON_STATUS,
    ON_TRACK,
    RISK,
    text_width,
)

STATUSES = (
    ("Overtroffen", EXCEEDED, "exceeded"),
    ("Op koers", ON_TRACK, "on-track"),
    ("Risico", RISK, "at-risk"),
    ("Achter", OFF_TRACK, "off-track"),
    ("Geen meting", "", "no-data"),
)
BAR, GAP, BETWEEN = 22, 14, 2
LEAST = 16
"""Pixels that a count needs."""


@dataclass(frozen=True)
class _Part:
    """A part of a bar: which status, how many, and its pixels."""

    place: int
    count: int
    left: float
    right: float
    top: float


def status_bars(overview: StatusOverview, *, wide: Variant = Variant.WIDE) -> Chart | None:
    """The chart; None when there is no indicator at all."""
    if not any(any(row.counts) for row in overview.rows):
        return None
    description = " ".join(_said(row.label, row.counts) for row in overview.rows)
    return Chart(
        title=overview.title,
        subtitle=overview.subtitle,
        description=description,
        legend=_legend(overview),
        table=_table(overview),
        wide=_spec(overview, wide, description),
        narrow=_spec(overview, Variant.NARROW, description),
    )


def _said(label: str, counts: tuple[int, ...]) -> str:
    told = [f"{count} {word.lower()}" for count, (word, _, _) in zip(counts, STATUSES, strict=True) if count]
    return f"{label}: {', '.join(told) or 'geen indicatoren'}."


def _spec(overview: StatusOverview, variant: Variant, description: str) -> Spec:
    """Names beside the bars where there is room, above them on a phone."""
    is_small = variant.is_small
    names = 0 if is_small else min(max(text_width(row.label) for row in overview.rows) + 16, 250)
    most = max(sum(row.counts) for row in overview.rows) or 1
    parts: list[_Part] = []
    said: list[Label] = []
    y = 4.0
    for row in overview.rows:
        lines = wrap(row.label, names - 12 if names else variant.width, CHARACTER)
        top = y + len(lines) * LINE_HEIGHT + 2 if is_small else y
        said += stacked(0, y + 8 if is_small else y + BAR / 2 - (len(lines) - 1) * LINE_HEIGHT / 2, lines)
        parts += _parts(row.counts, (names, variant.width), most, top)
        y = max(top + BAR, y + len(lines) * LINE_HEIGHT) + GAP
    words = (overview.title, description)
    layers = [*_shapes(parts), *_counts(parts), labels(said, colour=INK)]
    height = round(y)
    return canvas(variant, layers, inner=(variant.width, height), offset=(0, 0), height=height, words=words)


def _parts(counts: tuple[int, ...], ends: tuple[int, int], most: int, top: float) -> list[_Part]:
    """On one scale: the longest bar takes all the width."""
    room = (ends[1] - ends[0]) / most
    parts, left = [], float(ends[0])
    for place, count in enumerate(counts):
        if count:
            right = left + room * count
            parts.append(_Part(place, count, round(left, 1), round(right - BETWEEN, 1), top))
            left = right
    return parts


def _shapes(parts: list[_Part]) -> list[Spec]:
    unknown = {"filled": False, "stroke": LINE_STRONG, "strokeWidth": 1, "strokeDash": [2, 2]}
    layers = []
    for place, (_, colour, _) in enumerate(STATUSES):
        rows = [
            {"x": part.left + 0.5, "x2": part.right - 0.5, "y": part.top, "y2": part.top + BAR}
            for part in parts
            if part.place == place
        ]
        style: Spec = {"fill": colour} if colour else unknown
        layers.append(pixels(rows, {"type": "rect", "cornerRadius": 3, **style}, ("x", "y", "x2", "y2")))
    return layers


def _counts(parts: list[_Part]) -> list[Spec]:
    placed = [
        (part, Label((part.left + part.right) / 2, part.top + BAR / 2 + 1, str(part.count)))
        for part in parts
        if part.right - part.left >= LEAST
    ]
    filled = [label for part, label in placed if STATUSES[part.place][1]]
    hollow = [label for part, label in placed if not STATUSES[part.place][1]]
    return [
        labels(filled, colour=ON_STATUS, weight=BOLD, align="center"),
        labels(hollow, colour=INK_NONE, weight=BOLD, align="center"),
    ]


def _legend(overview: StatusOverview) -> tuple[LegendItem, ...]:
    used = [any(row.counts[place] for row in overview.rows) for place in range(len(STATUSES))]
    return tuple(
        LegendItem(word, swatch) for is_used, (word, _, swatch) in zip(used, STATUSES, strict=True) if is_used
    )


def _table(overview: StatusOverview) -> Table:
    head = (Column("Pijler", numeric=False), *[Column(word) for word, _, _ in STATUSES], Column("Samen"))
    rows = tuple((row.label, *map(str, row.counts), str(sum(row.counts))) for row in overview.rows)
    return Table(caption=overview.title, head=head, rows=rows)
