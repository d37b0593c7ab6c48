"""The boundaries of municipalities as a small map: paths for an SVG, north up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, MARGIN = 480, 4
FEWEST = 2
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Outline:
    code: str
    name: str
    path: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class OutlineMap:
    """`missing` counts the municipalities without a known boundary."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    missing: int


def outline_map(
    names: Mapping[str, str], geometries: Mapping[str, Mapping[str, Any]], *, own: frozenset[str]
) -> OutlineMap | None:
    """Of these municipalities, by code; None unless the boundaries of two are known: one tells of no place.

    At this size a degree of longitude is as long everywhere as it is in the middle.
    """
    rings = {code: list(_rings(geometries[code])) for code in names if code in geometries}
    points = [point for listed in rings.values() for ring in listed for point in ring]
    if len(rings) < FEWEST:
        return None
    west, east = min(x for x, *_ in points), max(x for x, *_ in points)
    south, north = min(y for _, y, *_ in points), max(y for _, y, *_ in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * narrowing, (north - south), 1e-9)

    def place(point: Sequence[float]) -> str:
        x = MARGIN + (point[0] - west) * narrowing * scale
        y = MARGIN + (north - point[1]) * scale
        return f"{x:.1f} {y:.1f}"

    return OutlineMap(
        width=math.ceil((east - west) * narrowing * scale) + 2 * MARGIN,
        height=math.ceil((north - south) * scale) + 2 * MARGIN,
        outlines=tuple(
            Outline(code, names[code], "".join(_drawn(map(place, ring)) for ring in listed), code in own)
            for code, listed in rings.items()
        ),
        missing=len(names) - len(rings),
    )


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Outer and inner rings alike: what lies within two of them is a hole."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _drawn(points: Iterable[str]) -> str:
    """Points that fall on the one before are left out."""
    kept: list[str] = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    return f"M{'L'.join(kept)}Z"
