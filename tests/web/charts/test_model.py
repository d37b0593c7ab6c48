from decimal import Decimal

import pytest

from izaportal.web.charts.model import Band, Variant
from tests.web.charts.samples import NAMES, charts


def test_a_band_needs_a_bound():
    with pytest.raises(ValueError, match="geen band"):
        Band(None, None)


def test_a_band_is_not_upside_down():
    with pytest.raises(ValueError, match="boven bovengrens"):
        Band(Decimal(2), Decimal(1))


@pytest.mark.parametrize("name", NAMES)
def test_each_drawing_has_its_variants_width(name):
    for spec in (charts()[name].wide, charts()[name].narrow):
        padding = spec["padding"]
        variant = Variant(spec["usermeta"]["variant"])
        assert spec["width"] + padding["left"] + padding["right"] == variant.width
    assert charts()[name].narrow["usermeta"]["variant"] == "narrow"


@pytest.mark.parametrize("name", NAMES)
def test_every_row_fills_the_table_head(name):
    table = charts()[name].table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.head)}
