"""Charts are drawn when results are stored, so that a page finds them."""

import pytest
from kombu.exceptions import OperationalError

from izaportal.core import events
from izaportal.core.quarter import Quarter
from izaportal.reporting.events import ResultsStored
from izaportal.web import drawing
from izaportal.web.charts import render
from izaportal.web.tasks import draw_dashboard_charts, draw_grant_charts, draw_indicator_charts

QUARTER = Quarter(2026, 2)


@pytest.fixture
def drawn_once() -> None:
    """These tests are about drawing itself."""


@pytest.mark.django_db
def test_the_job_draws_for_everyone():
    """Six charts, and the map for a reader and for each of fourteen board members; two widths."""
    assert drawing.draw_dashboard("nml-o", QUARTER) == (6 + 1 + 14) * 2


def test_a_page_after_the_job_draws_nothing(client_of, monkeypatch):
    draw_dashboard_charts("nml-o", "2026-Q2")
    monkeypatch.setattr(render, "ask_child", lambda request: pytest.fail("a chart was drawn again"))
    assert client_of("bestuurder-venray").get("/programmas/nml-o/kwartaal/2026-Q2/").status_code == 200


def test_an_indicator_page_finds_its_chart(client_of, monkeypatch):
    draw_indicator_charts("nml-o", "2026-Q2")
    monkeypatch.setattr(render, "ask_child", lambda request: pytest.fail("a chart was drawn again"))
    page = client_of("lezer").get("/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q2")
    assert page.status_code == 200


@pytest.mark.parametrize("grant", ["mgn/spuk-mgn", "zorgstart/spuk-zorgstart"])
def test_a_grant_page_finds_its_charts(client_of, monkeypatch, grant):
    draw_grant_charts("nml-o", "2026-Q2")
    monkeypatch.setattr(render, "ask_child", lambda request: pytest.fail("a chart was drawn again"))
    page = client_of("lezer").get(f"/programmas/nml-o/financien/risico/{grant}/?kwartaal=2026-Q2")
    assert page.status_code == 200


@pytest.mark.django_db
def test_a_quarter_without_period_draws_nothing():
    assert drawing.draw_dashboard("nml-o", Quarter(2019, 1)) == 0
    assert drawing.draw_grants("nml-o", Quarter(2019, 1)) == 0


@pytest.mark.django_db
def test_stored_results_ask_for_charts(monkeypatch, django_capture_on_commit_callbacks):
    asked = []
    for task in (draw_dashboard_charts, draw_indicator_charts, draw_grant_charts):
        monkeypatch.setattr(task, "delay", lambda *args, name=task.name: asked.append((name, *args)))
    with django_capture_on_commit_callbacks(execute=True):
        events.announce(ResultsStored("nml-o", QUARTER))
    assert asked == [
        ("charts.draw_dashboard", "nml-o", "2026-Q2"),
        ("charts.draw_indicators", "nml-o", "2026-Q2"),
        ("charts.draw_grants", "nml-o", "2026-Q2"),
    ]


@pytest.mark.django_db
def test_a_broker_that_is_away_stops_nothing(monkeypatch, caplog, django_capture_on_commit_callbacks):
    def away(*_: object) -> None:
        raise OperationalError("de wachtrij is weg")

    monkeypatch.setattr(draw_dashboard_charts, "delay", away)
    with django_capture_on_commit_callbacks(execute=True):
        events.announce(ResultsStored("nml-o", QUARTER))
    assert "de wachtrij is weg" in caplog.text
