"""A tile map: every municipality an equal tile at about its place, with its figure in it, north on top."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from izaportal.web.charts.amounts import comparison_table, describe
from izaportal.web.charts.model import AmountComparison, Chart, NamedAmount, Spec, Variant
from izaportal.web.charts.notation import number
from izaportal.web.charts.plot import Label, Row, canvas, labels, pixels
from izaportal.web.charts.style import (
    BOLD,
    INK,
    INK_NONE,
    LINE_STRONG,
    ON_SEQUENCE_HIGH,
    ON_SEQUENCE_LOW,
    SEQUENCE,
    SUNKEN,
)

Places = Mapping[str, tuple[int, int]]

NML_PLACES: Places = {
    "GM0907": (2, 0),
    "GM0984": (1, 1),
    "GM0893": (2, 1),
    "GM1507": (1, 2),
    "GM0983": (2, 2),
    "GM1894": (1, 3),
    "GM0889": (2, 3),
    "GM0946": (0, 4),
    "GM1640": (1, 4),
    "GM0957": (2, 4),
    "GM0988": (0, 5),
    "GM1641": (1, 5),
    "GM1669": (2, 5),
    "GM1711": (1, 6),
}
"""Column and row of the fourteen municipalities of Noord- en Midden-Limburg, by CBS code."""

HEIGHT = 48
GAP = 4
PADDING = 8


@dataclass(frozen=True)
class _Tile:
    item: NamedAmount
    x: float
    y: float
    shade: int | None


def tile_map(comparison: AmountComparison, *, places: Places = NML_PLACES) -> Chart | None:
    """The map, or None when no amount is known or a municipality has no place: then bars tell it better."""
    items = comparison.amounts
    if all(item.amount is None for item in items) or any(item.key not in places for item in items):
        return None
    description = f"Tegelkaart, noord boven; donkerder is meer. {describe(comparison)}"
    return Chart(
        title=comparison.title,
        subtitle=comparison.subtitle,
        description=description,
        legend=(),
        table=comparison_table(comparison),
        wide=_spec(comparison, places, Variant.COLUMN, description),
        narrow=_spec(comparison, places, Variant.NARROW, description),
    )


def _shade(amount: Decimal | None, top: Decimal) -> int | None:
    """One of five equal classes of the largest amount; unknown has none."""
    return None if amount is None else min(int(amount * 5 / top), 4)


def _tile_width(places: Places, variant: Variant) -> int:
    columns = max(column for column, _ in places.values()) + 1
    return (variant.width + GAP) // columns - GAP


def _spec(comparison: AmountComparison, places: Places, variant: Variant, description: str) -> Spec:
    width = _tile_width(places, variant)
    top = max(item.amount for item in comparison.amounts if item.amount is not None) or Decimal(1)
    tiles = []
    for item in comparison.amounts:
        column, row = places[item.key]
        x, y = column * (width + GAP) + 1, row * (HEIGHT + GAP) + 1
        tiles.append(_Tile(item, x, y, _shade(item.amount, top)))
    height = (max(row for _, row in places.values()) + 1) * (HEIGHT + GAP)
    layers = [*_shapes(tiles, width), *_texts(tiles)]
    words = (comparison.title, description)
    return canvas(variant, layers, inner=(variant.width, height), offset=(0, 0), height=height, words=words)


def _rects(tiles: list[_Tile], width: int, style: Spec) -> Spec:
    rows: list[Row] = [{"x": t.x, "x2": t.x + width - 2, "y": t.y, "y2": t.y + HEIGHT - 2} for t in tiles]
    return pixels(rows, {"type": "rect", "cornerRadius": 4, **style}, ("x", "y", "x2", "y2"))


def _shapes(tiles: list[_Tile], width: int) -> list[Spec]:
    unknown = {"fill": SUNKEN, "stroke": LINE_STRONG, "strokeWidth": 1, "strokeDash": [2, 3]}
    own = {"fill": "transparent", "stroke": INK, "strokeWidth": 2.5}
    return [
        *[
            _rects([t for t in tiles if t.shade == shade], width, {"fill": SEQUENCE[shade]})
            for shade in range(5)
        ],
        _rects([t for t in tiles if t.shade is None], width, unknown),
        _rects([t for t in tiles if t.item.own], width, own),
    ]


def _texts(tiles: list[_Tile]) -> list[Spec]:
    """Two lines a tile: its name and its amount, in the ink that its shade asks for."""
    low = [t for t in tiles if t.shade is not None and t.shade < 3]
    high = [t for t in tiles if t.shade is not None and t.shade >= 3]
    unknown = [t for t in tiles if t.shade is None]
    return [
        spec
        for group, colour in ((low, ON_SEQUENCE_LOW), (high, ON_SEQUENCE_HIGH), (unknown, INK_NONE))
        for spec in (
            labels([Label(t.x + PADDING, t.y + 15, t.item.label) for t in group], colour=colour),
            labels([Label(t.x + PADDING, t.y + 32, _amount(t)) for t in group], colour=colour, weight=BOLD),
        )
    ]


def _amount(tile: _Tile) -> str:
    return number(tile.item.amount, 0, tile.item.unknown)
