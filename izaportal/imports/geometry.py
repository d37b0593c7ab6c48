"""Reads the boundaries of municipalities from GeoJSON, and says what is wrong with a shape. Pure."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MOST_FEATURES = 1_000
MOST_POINTS = 20_000  # of one municipality
FEWEST_POINTS = 4  # of a ring: a triangle that closes
PLACES = 6  # of a degree: about ten centimetres
WEST, EAST, SOUTH, NORTH = 3, 8, 50, 54  # the European Netherlands, in degrees
CODE = re.compile(r"GM\d{4}")
WRONG_PLACE = (
    "een punt ligt niet in Nederland: gebruik lengte- en breedtegraden (WGS 84), geen Rijksdriehoek (RD)"
)


class NoShapesError(ValueError):
    """The file holds no collection of shapes (Dutch)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """`code` is a CBS code, empty when no property holds one; `problem` says what is wrong, in Dutch."""

    number: int
    code: str
    geometry: str
    problem: str = ""


def shapes(text: str) -> Iterator[Shape]:
    """Every feature of the collection. Raises NoShapesError."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as broken:
        raise NoShapesError("Dit is geen geldige GeoJSON.") from broken
    features = data.get("features") if isinstance(data, dict) else None
    if (
        not isinstance(data, dict)
        or data.get("type") != "FeatureCollection"
        or not isinstance(features, list)
    ):
        raise NoShapesError("In dit bestand staat geen verzameling van gebieden (FeatureCollection).")
    if len(features) > MOST_FEATURES:
        raise NoShapesError("In dit bestand staan te veel gebieden.")
    for number, feature in enumerate(features, start=1):
        yield _shape(number, feature if isinstance(feature, dict) else {})


def canonical(geometry: Mapping[str, Any]) -> str:
    """One spelling per shape, to be compared and stored; raises ValueError for what is no shape."""
    polygons = list(_polygons(geometry))
    rounded = [[[_point(point) for point in ring] for ring in polygon] for polygon in polygons]
    coordinates: Any = rounded[0] if geometry["type"] == "Polygon" else rounded
    return json.dumps(
        {"coordinates": coordinates, "type": geometry["type"]}, separators=(",", ":"), default=_plain
    )


def _shape(number: int, feature: Mapping[str, Any]) -> Shape:
    properties = feature.get("properties")
    values = properties.values() if isinstance(properties, dict) else ()
    code = next((value for value in values if isinstance(value, str) and CODE.fullmatch(value)), "")
    try:
        return Shape(number, code, canonical(feature.get("geometry") or {}))
    except ValueError as wrong:
        return Shape(number, code, "", str(wrong))


def _polygons(geometry: Mapping[str, Any]) -> Iterator[Sequence[Any]]:
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list) or not coordinates:
        raise ValueError("dit gebied is geen vlak (Polygon of MultiPolygon)")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    count = 0
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise ValueError("een vlak heeft geen rand")
        for ring in polygon:
            if not isinstance(ring, list) or len(ring) < FEWEST_POINTS or ring[0] != ring[-1]:
                raise ValueError("een rand is niet gesloten, of heeft minder dan vier punten")
            count += len(ring)
        yield polygon
    if count > MOST_POINTS:
        raise ValueError("dit gebied heeft te veel punten; vereenvoudig de grens")


def _point(point: Any) -> list[Decimal]:
    if not isinstance(point, list) or len(point) < len("xy"):
        raise ValueError("een punt heeft geen twee coördinaten")
    if not all(isinstance(part, int | Decimal) and not isinstance(part, bool) for part in point[:2]):
        raise ValueError("een coördinaat is geen getal")
    east, north = (Decimal(part) for part in point[:2])
    if not (WEST <= east <= EAST and SOUTH <= north <= NORTH):
        raise ValueError(WRONG_PLACE)
    return [round(east, PLACES), round(north, PLACES)]


def _plain(value: Decimal) -> Any:
    """As JSON writes a number; six places survive that."""
    return json.loads(f"{value:f}")
