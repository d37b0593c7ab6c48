"""Indicators by status, a bar per pillar: the count stands in each part, the best at the left.

Colour is never alone: parts keep their order, have their count and a gap between them, and what was not
measured is an open, dotted part.
"""

from dataclasses import dataclass

from izaportal.web.charts.model import (
    Chart,
    Column,
    LegendItem,
    Spec,
    StatusCounts,
    StatusOverview,
    Table,
    Variant,
)
from izaportal.web.charts.plot import Label, canvas, labels, pixels, stacked, wrap
from izaportal.web.charts.style import (
    BOLD,
    CHARACTER,
    EXCEEDED,
    EXCEEDED_INK,
    EXCEEDED_TINT,
    INK,
    INK_NONE,
    LINE_HEIGHT,
    LINE_STRONG,
    OFF_TRACK,
    OFF_TRACK_INK,
    OFF_TRACK_TINT,
    ON_TRACK,
    ON_TRACK_INK,
    ON_TRACK_TINT,
    RISK,
    RISK_INK,
    RISK_TINT,
    text_width,
)


@dataclass(frozen=True)
class Look:
    """How a status is drawn: a part in its tint, with its edge and its count; without tint it is open."""

    word: str
    swatch: str
    tint: str
    edge: str
    ink: str


STATUSES = (
    Look("Overtroffen", "exceeded", EXCEEDED_TINT, EXCEEDED, EXCEEDED_INK),
    Look("Op koers", "on-track", ON_TRACK_TINT, ON_TRACK, ON_TRACK_INK),
    Look("Risico", "at-risk", RISK_TINT, RISK, RISK_INK),
    Look("Achter", "off-track", OFF_TRACK_TINT, OFF_TRACK, OFF_TRACK_INK),
    Look("Geen meting", "no-data", "", LINE_STRONG, INK_NONE),
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
    told = [f"{count} {look.word.lower()}" for count, look in zip(counts, STATUSES, strict=True) if count]
    return f"{label}: {', '.join(told) or 'geen indicatoren'}."


def _spec(overview: StatusOverview, variant: Variant, description: str) -> Spec:
    """Names beside the bars where there is room, above them on a phone."""
    is_small = variant.is_small
    names = 0 if is_small else min(max(text_width(_name(row)) for row in overview.rows) + 16, 250)
    parts: list[_Part] = []
    said: list[Label] = []
    y = 4.0
    for row in overview.rows:
        lines = wrap(_name(row), names - 12 if names else variant.width, CHARACTER)
        top = y + len(lines) * LINE_HEIGHT + 2 if is_small else y
        said += stacked(0, y + 8 if is_small else y + BAR / 2 - (len(lines) - 1) * LINE_HEIGHT / 2, lines)
        parts += _parts(row.counts, (names, variant.width), top)
        y = max(top + BAR, y + len(lines) * LINE_HEIGHT) + GAP
    words = (overview.title, description)
    layers = [*_shapes(parts), *_counts(parts), labels(said, colour=INK)]
    height = round(y)
    return canvas(variant, layers, inner=(variant.width, height), offset=(0, 0), height=height, words=words)


def _name(row: StatusCounts) -> str:
    """With how many there are, as every bar is as long as another."""
    return f"{row.label} ({sum(row.counts)})"


def _parts(counts: tuple[int, ...], ends: tuple[int, int], top: float) -> list[_Part]:
    """Shares of the whole bar, so that few and many indicators compare."""
    room = (ends[1] - ends[0]) / (sum(counts) or 1)
    parts, left = [], float(ends[0])
    for place, count in enumerate(counts):
        if count:
            right = left + room * count
            parts.append(_Part(place, count, round(left, 1), round(right - BETWEEN, 1), top))
            left = right
    return parts


def _shapes(parts: list[_Part]) -> list[Spec]:
    return [
        pixels(
            [
                {"x": part.left + 0.5, "x2": part.right - 0.5, "y": part.top, "y2": part.top + BAR}
                for part in parts
                if part.place == place
            ],
            {"type": "rect", "cornerRadius": 3, **_style(look)},
            ("x", "y", "x2", "y2"),
        )
        for place, look in enumerate(STATUSES)
    ]


def _style(look: Look) -> Spec:
    if look.tint:
        return {"fill": look.tint, "stroke": look.edge, "strokeWidth": 1}
    return {"filled": False, "stroke": look.edge, "strokeWidth": 1, "strokeDash": [2, 2]}


def _counts(parts: list[_Part]) -> list[Spec]:
    return [
        labels(
            [
                Label((part.left + part.right) / 2, part.top + BAR / 2 + 1, str(part.count))
                for part in parts
                if part.place == place and part.right - part.left >= LEAST
            ],
            colour=look.ink,
            weight=BOLD,
            align="center",
        )
        for place, look in enumerate(STATUSES)
    ]


def _legend(overview: StatusOverview) -> tuple[LegendItem, ...]:
    used = [any(row.counts[place] for row in overview.rows) for place in range(len(STATUSES))]
    return tuple(
        LegendItem(look.word, look.swatch) for is_used, look in zip(used, STATUSES, strict=True) if is_used
    )


def _table(overview: StatusOverview) -> Table:
    head = (Column("Pijler", numeric=False), *[Column(look.word) for look in STATUSES], Column("Samen"))
    rows = tuple((row.label, *map(str, row.counts), str(sum(row.counts))) for row in overview.rows)
    return Table(caption=overview.title, head=head, rows=rows)
