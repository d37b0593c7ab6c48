"""The dashboard's charts, made of the same figures as its tables."""

from decimal import Decimal

import pytest

from izaportal.web.board import charts
from izaportal.web.board.money import money
from izaportal.web.board.municipalities import municipalities
from izaportal.web.risk_charts import ladder
from izaportal.web.risk_totals import total
from tests.web.board.samples import LINKS, Q2, risk, rows, share, status
from tests.web.board.test_money import flows


@pytest.mark.parametrize(
    ("received", "finding"),
    [
        ("1000", "We geven minder uit dan we ontvangen"),
        ("280.05", "We geven uit wat we ontvangen"),
        ("1", "We geven meer uit dan we ontvangen"),
    ],
)
def test_the_chart_title_is_its_finding(received, finding):
    booked = [flow for flow in flows() if flow.flow == "booked"]
    got = [type(booked[0])(type(booked[0].flow).RECEIVED, 2025, 3, Decimal(received))]
    chart = charts.spending(money(rows(status(), flows=(*booked, *got)), LINKS), Q2)
    assert chart is not None
    assert chart.title == finding


def test_no_money_makes_no_chart():
    empty = rows(status())
    assert charts.spending(money(empty, LINKS), Q2) is None
    assert ladder(total(())) is None
    assert charts.municipal_map(municipalities(empty), frozenset()) is None


def test_a_municipality_without_tile_gets_bars():
    known = municipalities(rows(shares=(share(),)))
    elsewhere = municipalities(rows(shares=(share(code="GM0935", name="Maastricht"),)))
    tiles, bars = (charts.municipal_map(part, frozenset()) for part in (known, elsewhere))
    assert tiles is not None
    assert bars is not None
    assert ("Tegelkaart" in tiles.description, "Tegelkaart" in bars.description) == (True, False)


def test_the_ladder_holds_the_six_figures_apart():
    chart = ladder(total((risk(),)))
    assert chart is not None
    assert [row[1] for row in chart.table.rows] == ["1.000", "400", "400", "0", "0", "100"]
