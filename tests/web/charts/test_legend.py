from xml.etree import ElementTree as ET

import pytest

from izaportal.web.charts.legend import SWATCHES, swatch
from tests.web.charts.samples import charts


def test_every_legend_entry_has_a_swatch():
    used = {item.swatch for chart in charts().values() for item in chart.legend}
    assert used
    assert used <= SWATCHES.keys()


@pytest.mark.parametrize("name", sorted(SWATCHES))
def test_a_swatch_is_hidden_from_readers(name):
    drawing = ET.fromstring(swatch(name))  # noqa: S314 - our own markup
    assert drawing.get("aria-hidden") == "true"
    assert "style" not in drawing.attrib
