from dataclasses import replace
from decimal import Decimal

from izaportal.web.charts.model import NamedAmount
from izaportal.web.charts.tiles import NML_PLACES, tile_map
from tests.web.charts.samples import layers_of, municipalities, shown, texts_of


def test_fourteen_municipalities_have_own_places():
    assert len(NML_PLACES) == 14
    assert len(set(NML_PLACES.values())) == 14


def test_each_tile_holds_name_and_figure():
    texts = texts_of(shown(tile_map(municipalities())).wide)
    assert {"Venlo", "240.460", "Venray", "96.732", "Bergen (L.)", "n.t.b."} == set(texts)


def test_the_largest_amount_is_darkest():
    tiles = layers_of(shown(tile_map(municipalities())).wide, "rect")
    shades = [tile["mark"]["fill"] for tile in tiles]
    assert shades == ["var(--c-seq-3)", "var(--c-seq-5)", "var(--c-sunken)", "transparent"]


def test_page_and_phone_differ_in_key():
    chart = shown(tile_map(municipalities()))
    assert chart.wide != chart.narrow
    assert chart.wide["layer"] == chart.narrow["layer"]


def test_a_stranger_gives_no_map():
    stranger = NamedAmount("GM0935", "Maastricht", Decimal(1))
    assert tile_map(replace(municipalities(), amounts=(*municipalities().amounts, stranger))) is None


def test_nothing_known_is_an_empty_state():
    assert tile_map(replace(municipalities(), amounts=(NamedAmount("GM0984", "Venray", None),))) is None
