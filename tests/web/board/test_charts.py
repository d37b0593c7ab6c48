"""The dashboard's charts, made of the same figures as its tables."""

from decimal import Decimal

import pytest

from funding.selectors.risk_rows import RefundPath
from izaportal.web.board import charts
from izaportal.web.board.board import Look, build_board
from izaportal.web.board.filters import Filters
from izaportal.web.board.money import money
from izaportal.web.board.municipalities import municipalities
from izaportal.web.risk_charts import ladder
from izaportal.web.risk_totals import total
from kpis.status import Status
from tests.web.board.effect_samples import effect, hours
from tests.web.board.samples import LINKS, Q2, obligation, risk, rows, share, stated, status
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


PATH = RefundPath(confirmed=Decimal(100), hoped=Decimal(700), idle=Decimal(150))
RISK = risk(path=PATH, expected=Decimal(50), expected_low=Decimal(20), obligations=(obligation(),))


def whole_board():
    return build_board(
        rows(
            status("1-1"),
            status("2-1", Status.OFF_TRACK),
            risks=(
                risk(path=PATH, expected=Decimal(50), expected_low=Decimal(20), obligations=(obligation(),)),
            ),
            shares=(share(),),
            flows=flows(),
            figures=(
                hours("1000"),
                stated("fte", "530", unit="fte"),
                stated("shortage", "1570", unit="fte"),
            ),
            effects=(effect("a", "300"), effect("b", "100")),
        ),
        Look(LINKS, Filters(), (), frozenset()),
    )


def test_every_title_is_a_sentence_with_its_source():
    drawn = {name: chart for name, chart in charts.charts_of(whole_board()).items() if chart}
    assert {name: chart.title for name, chart in drawn.items()} == {
        "statuses": "Eén van de twee indicatoren ligt op koers of hoger",
        "spending": "We geven minder uit dan we ontvangen",
        "refund": "Van €\u00a01.000 SPUK verwachten we €\u00a020 tot €\u00a050 terug te betalen",
        "map": "Venray heeft het meest op het spel: €\u00a032",
        "staff": "Het plan voorkomt 530 van de 1.570\u00a0fte die tekortkomen",
        "hours_freed": "Hoeveel van de 1.000\u00a0uur is bereikt, is niet gemeten",
    }
    assert all(chart.source.startswith("Bron: ") for chart in drawn.values())
    assert all(chart.source.endswith("Q2 2026, vastgesteld op 06-08-2026.") for chart in drawn.values())


def test_the_steps_lead_from_award_to_refund():
    chart = charts.refund(whole_board().money.steps)
    assert chart is not None
    assert [row[1] for row in chart.table.rows] == ["1.000", "−100", "−700", "−150", "50", "20"]


def test_without_a_known_path_the_ladder_is_drawn():
    board = build_board(rows(risks=(risk(),)), Look(LINKS, Filters(), (), frozenset()))
    chart = charts.charts_of(board)["refund"]
    assert chart is not None
    assert chart.title == "SPUK: wat kan er terug moeten?"


def test_nothing_known_draws_nothing():
    board = build_board(rows(), Look(LINKS, Filters(), (), frozenset()))
    assert not any(charts.charts_of(board).values())
