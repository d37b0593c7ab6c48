"""Charts are drawn when results are stored, so that a page finds them."""

from decimal import Decimal

import pytest

from izaportal.core import events
from izaportal.core.quarter import Quarter
from izaportal.reporting.events import ResultsStored
from izaportal.web.charts import render
from izaportal.web.charts.tasks import draw_dashboard_charts, draw_indicator_charts
from izaportal.web.dashboard import charts, drawing
from izaportal.web.dashboard.money import money
from izaportal.web.dashboard.municipalities import municipalities
from izaportal.web.dashboard.totals import total
from tests.web.dashboard.samples import LINKS, Q2, risk, rows, share, status
from tests.web.dashboard.test_money import flows

QUARTER = Quarter(2026, 2)


@pytest.mark.django_db
def test_the_job_draws_for_everyone():
    """Spending and ladder, and the map for a reader and for each of fourteen board members; two widths."""
    assert drawing.draw_dashboard("nml-o", QUARTER) == (2 + 1 + 14) * 2


def test_a_page_after_the_job_draws_nothing(client_of, monkeypatch):
    draw_dashboard_charts("nml-o", "2026-Q2")
    monkeypatch.setattr(render, "_ask", lambda request: pytest.fail("a chart was drawn again"))
    assert client_of("bestuurder-venray").get("/programmas/nml-o/kwartaal/2026-Q2/").status_code == 200


def test_an_indicator_page_finds_its_chart(client_of, monkeypatch):
    draw_indicator_charts("nml-o", "2026-Q2")
    monkeypatch.setattr(render, "_ask", lambda request: pytest.fail("a chart was drawn again"))
    page = client_of("lezer").get("/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q2")
    assert page.status_code == 200


@pytest.mark.django_db
def test_a_quarter_without_period_draws_nothing():
    assert drawing.draw_dashboard("nml-o", Quarter(2019, 1)) == 0


@pytest.mark.django_db
def test_stored_results_ask_for_charts(monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    for task in (draw_dashboard_charts, draw_indicator_charts):
        monkeypatch.setattr(task, "delay", lambda *args, name=task.name: asked.append((name, *args)))
    with django_capture_on_commit_callbacks(execute=True):
        events.announce(ResultsStored("nml-o", QUARTER))
    assert asked == [
        ("charts.draw_dashboard", "nml-o", "2026-Q2"),
        ("charts.draw_indicators", "nml-o", "2026-Q2"),
    ]


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
    assert charts.ladder(total((), empty.frame)) is None
    assert charts.municipal_map(municipalities(empty), frozenset()) is None


def test_a_municipality_without_tile_gets_bars():
    known = municipalities(rows(shares=(share(),)))
    elsewhere = municipalities(rows(shares=(share(code="GM0935", name="Maastricht"),)))
    tiles, bars = (charts.municipal_map(part, frozenset()) for part in (known, elsewhere))
    assert tiles is not None
    assert bars is not None
    assert ("Tegelkaart" in tiles.description, "Tegelkaart" in bars.description) == (True, False)


def test_the_ladder_holds_the_six_figures_apart():
    chart = charts.ladder(total((risk(),), rows().frame))
    assert chart is not None
    assert [row[1] for row in chart.table.rows] == ["1.000", "400", "400", "0", "0", "100"]
