"""The controller freezes a quarter; the page says what stops it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.reporting.models import Freeze
from kpis.models import Measurement, MeasurementState
from kpis.services.measurements import approve_measurement
from pillars.models import PeriodState, ReportingPeriod
from projects.models import Project
from tests.factories.funding import GrantFactory
from tests.web.dashboard.pages import words_of

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)


def url(name: str, quarter: str = "2026-Q3") -> str:
    return reverse(name, kwargs={"programme": "nml-o", "quarter": Quarter.parse(quarter)})


FREEZE = url("freeze-quarter")


@pytest.fixture
def controller(client_of):
    return client_of("controller")


@pytest.fixture
def period(programme) -> ReportingPeriod:
    return ReportingPeriod.objects.get(programme=programme, quarter=Q3)


def approve_one(viewer_of) -> None:
    waiting = Measurement.objects.get(state=MeasurementState.SUBMITTED, indicator__slug="kpi-1-1")
    approve_measurement(actor=viewer_of("programmamanager"), measurement_id=waiting.pk)


def test_it_tells_what_will_be_frozen(controller):
    answer = controller.get(FREEZE)
    text = words_of(answer)
    told = {fact.label: fact.value for fact in answer.context["page"].facts}
    assert told["Indicatoren met hun status"] == "15, waarvan 15 zonder meting"
    assert told["SPUK-subsidies met hun afrekenrisico"] == "2"
    assert told["Gemeenten met hun aandeel"] == "14"
    assert "2 ingediende metingen wachten nog op goedkeuring; die tellen niet mee." in text
    assert "Goedkeuren kan nog tot en met 04-11-2026." in text


def test_it_freezes(controller, period):
    answer = controller.post(FREEZE, {"sure": "on"})
    assert (answer.status_code, answer.url) == (302, url("dashboard"))
    period.refresh_from_db()
    assert (period.state, period.frozen_on) == (PeriodState.FROZEN, date(2026, 10, 12))
    assert Freeze.objects.filter(quarter=Q3).count() == 1


def test_a_second_click_freezes_nothing_more(controller):
    for _ in range(2):
        assert controller.post(FREEZE, {"sure": "on"}).status_code == 302
    assert Freeze.objects.filter(quarter=Q3).count() == 1


def test_it_asks_to_be_sure(controller, period):
    answer = controller.post(FREEZE)
    assert answer.status_code == 422
    assert "Vink aan dat u de gevolgen kent" in words_of(answer)
    period.refresh_from_db()
    assert period.state == PeriodState.OPEN


def test_waiting_work_stops_it(controller, viewer_of):
    approve_one(viewer_of)
    answer = controller.get(FREEZE)
    assert "Q3 2026 is nog niet helemaal doorgerekend" in words_of(answer)
    assert 'name="sure"' not in answer.content.decode()
    posted = controller.post(FREEZE, {"sure": "on"})
    assert posted.status_code == 422
    assert not Freeze.objects.filter(quarter=Q3).exists()


def test_a_grant_without_figures_stops_it(controller, programme):
    GrantFactory.create(project=Project.objects.get(programme=programme, slug="mgn"), award=Decimal(1))
    assert "Het afrekenrisico is nog niet berekend van: Mentale" in words_of(controller.get(FREEZE))
    assert controller.post(FREEZE, {"sure": "on"}).status_code == 422


def test_a_frozen_quarter_says_why_it_is_locked(controller):
    answer = controller.get(url("freeze-quarter", "2026-Q2"))
    assert "Q2 2026 is vastgesteld op 06-08-2026. Een wijziging kan alleen als herziening" in words_of(answer)
    assert '<form method="post" class' not in answer.content.decode()


def test_it_leads_to_where_a_quarter_closes(controller):
    assert url("period") in controller.get(FREEZE).content.decode()


def test_a_running_quarter_does_not_freeze(controller):
    running = url("freeze-quarter", "2026-Q4")
    assert controller.post(running, {"sure": "on"}).status_code == 422
    assert not Freeze.objects.filter(quarter=Q3.next).exists()


def test_the_dashboard_leads_there(client_of):
    assert FREEZE in client_of("controller").get(url("dashboard")).content.decode()
    assert FREEZE not in client_of("lezer").get(url("dashboard")).content.decode()
