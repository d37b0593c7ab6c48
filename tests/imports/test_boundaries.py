"""Boundaries from GeoJSON: checked as shapes, limited in size, stored for members only."""

import json

import pytest

from izaportal.imports.services.receiving import receive
from regions.models import Boundary
from tests.imports.conftest import applied, sent, undone, worked
from tests.imports.workbooks import looked_at

pytestmark = pytest.mark.django_db
RING = [[5.9, 51.4], [6.1, 51.4], [6.1, 51.6], [5.9, 51.4]]


def feature(geometry: object, code: str = "GM0984") -> dict:
    return {"type": "Feature", "properties": {"statcode": code}, "geometry": geometry}


def polygon(*rings: object) -> dict:
    return {"type": "Polygon", "coordinates": list(rings)}


def collection(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def test_a_boundary_comes_and_goes(viewer_of, programme):
    manager = viewer_of("programmamanager")
    content = collection(feature(polygon(RING)), feature(polygon(RING), "GM0928"))
    row = worked(receive(actor=manager, programme=programme, sent=sent(content, "grenzen.geojson")))
    assert (row.state, row.report["warnings"]) == ("ready", 1), row.report
    row = applied(manager, row)
    assert Boundary.objects.get(municipality__code="GM0984").geometry == polygon(RING)
    again = looked_at(manager, programme, content + b"\n", "grenzen.geojson")
    assert not again.has_changes
    assert undone(manager, row).state == "undone"
    assert not Boundary.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "geen geldige GeoJSON"),
        (b"\xff\xfe", "geen tekst in UTF-8"),
        (b"[" * 100_000, "geen geldige GeoJSON"),
        (b'{"type": "Feature"}', "geen verzameling van gebieden"),
        (collection(feature(polygon(RING), "Venray")), "CBS-code"),
        (collection("iets"), "CBS-code"),
        (collection(feature({"type": "Point", "coordinates": [6, 51]})), "geen vlak"),
        (collection(feature(None)), "geen vlak"),
        (collection(feature(polygon())), "geen vlak"),
        (collection(feature({"type": "MultiPolygon", "coordinates": [[]]})), "geen rand"),
        (collection(feature(polygon(RING[:3]))), "niet gesloten"),
        (collection(feature(polygon([*RING[:3], [6, 51]]))), "niet gesloten"),
        (collection(feature(polygon([["a", 51], *RING[1:3], ["a", 51]]))), "geen getal"),
        (collection(feature(polygon([[6], *RING[1:3], [6]]))), "geen twee coördinaten"),
        (collection(feature(polygon([[196000, 391000]] * 4))), "Rijksdriehoek"),
        (collection(feature(polygon(RING[:3] * 7000 + RING[:1]))), "te veel punten"),
        (collection(*[feature(polygon(RING))] * 2), "dezelfde regel staat ook"),
        (collection(*[feature(polygon(RING))] * 1001), "te veel gebieden"),
    ],
)
def test_a_broken_shape_says_so(content, says, viewer_of, programme):
    checked = looked_at(viewer_of("programmamanager"), programme, content, "grenzen.geojson")
    assert says in " ".join(one.what for one in checked.findings.kept)
    assert checked.findings.errors


def test_a_large_file_is_not_read(viewer_of, programme, monkeypatch):
    monkeypatch.setattr("izaportal.imports.geojson.LARGEST", 10)
    checked = looked_at(viewer_of("programmamanager"), programme, collection(), "grenzen.json")
    assert [one.group for one in checked.findings.kept] == ["Te groot bestand"]
