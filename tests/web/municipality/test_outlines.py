"""Boundaries on a small map: north up, within the frame, only what is known."""

import re

import pytest

from izaportal.web.municipality.outlines import MARGIN, WIDTH, outline_map
from regions.models import Boundary, Municipality

NAMES = {"GM0984": "Venray", "GM0983": "Venlo", "GM0988": "Weert"}


def square(west: float, south: float, size: float = 0.2) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


VENRAY = {"type": "Polygon", "coordinates": [square(5.8, 51.5)]}
VENLO = {"type": "MultiPolygon", "coordinates": [[square(6.1, 51.3)], [square(6.4, 51.3, 0.1)]]}


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path)]


def test_one_boundary_makes_no_map():
    assert outline_map(NAMES, {}, own=frozenset()) is None
    assert outline_map(NAMES, {"GM0984": VENRAY}, own=frozenset()) is None


def test_north_is_up_and_everything_fits():
    drawn = outline_map(NAMES, {"GM0984": VENRAY, "GM0983": VENLO}, own=frozenset({"GM0984"}))
    assert drawn is not None
    venray, venlo = drawn.outlines
    assert (venray.is_own, venlo.is_own, drawn.missing) == (True, False, 1)
    assert venlo.path.count("M") == venlo.path.count("Z") == 2
    assert min(y for _, y in points(venray.path)) < min(y for _, y in points(venlo.path))
    for x, y in points(venray.path + venlo.path):
        assert MARGIN <= x <= drawn.width - MARGIN + 1 <= WIDTH + 1
        assert MARGIN <= y <= drawn.height - MARGIN + 1


@pytest.mark.django_db
def test_the_list_shows_the_map_once_there_are_boundaries(client_of):
    client = client_of("lezer")
    assert "iza-outlines" not in client.get("/gemeenten/").content.decode()
    for code, geometry in (("GM0984", VENRAY), ("GM0983", VENLO)):
        Boundary.objects.create(municipality=Municipality.objects.get(code=code), geometry=geometry)
    html = client.get("/gemeenten/").content.decode()
    assert html.count('class="iza-outlines__place"') == 2
    assert "<title>Venray</title>" in html
    assert "Van 12 gemeenten is de grens niet bekend" in html
