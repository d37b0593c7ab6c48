"""Judging a report in the browser, and taking it back."""

from datetime import date

import pytest

from izaportal.reporting.models import QuarterReport
from tests.reporting.reports import Q3, mgn, submitted, typed
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
REPORT = "/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/"


@pytest.fixture
def submission(viewer_of):
    return submitted(viewer_of("projectleider-mgn"))


@pytest.fixture
def manager(client_of):
    return client_of("programmamanager")


def state() -> str:
    return QuarterReport.objects.get(project=mgn(), quarter=Q3).state


def test_the_manager_approves(manager, submission):
    answer = manager.post(f"{REPORT}goedkeuren/", {"versie": str(submission.pk)}, follow=True)
    assert (state(), answer.redirect_chain[-1][0]) == ("approved", REPORT)
    assert "Goedgekeurd" in text_of(answer)


def test_remarks_go_back_per_section(manager, client_of, submission):
    data = {"versie": str(submission.pk), "opmerking.metingen": "Klopt 700?", "opmerking.risicos": ""}
    manager.post(f"{REPORT}terugsturen/", data)
    text = text_of(client_of("projectleider-mgn").get(REPORT))
    assert state() == "returned"
    assert "Teruggestuurd met opmerkingen Metingen : Klopt 700?" in text
    assert "Opmerking van de programmamanager Klopt 700?" in text


def test_without_a_remark_nothing_goes_back(manager, submission):
    answer = manager.post(f"{REPORT}terugsturen/", {"versie": str(submission.pk)})
    assert (answer.status_code, state()) == (422, "submitted")
    assert "Schrijf bij minstens één onderdeel wat er beter moet." in text_of(answer)


def test_a_remark_too_long_is_not_lost(manager, submission):
    data = {"versie": str(submission.pk), "opmerking.metingen": "x" * 4001}
    answer = manager.post(f"{REPORT}terugsturen/", data)
    assert answer.status_code == 422
    assert "x" * 4001 in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "01a21540-92ea-74d0-a41f-909535b0cd16"])
def test_a_version_of_nothing_is_refused(manager, submission, version):
    answer = manager.post(f"{REPORT}goedkeuren/", {"versie": version})
    assert (answer.status_code, state()) == (409, "submitted")
    assert "Kies de versie" in text_of(answer)


def test_a_judgement_without_steering_is_told_at_its_field(manager, submission):
    data = {"versie": str(submission.pk), "oordeel.result.kleur": "off_track"}
    answer = manager.post(f"{REPORT}goedkeuren/", data)
    assert (answer.status_code, state()) == (422, "submitted")
    assert "Bij achter vragen we de oorzaak." in text_of(answer)


def test_a_page_that_is_old_approves_nothing(manager, client_of, submission):
    """The lead took the report back and handed in another one meanwhile."""
    lead = client_of("projectleider-mgn")
    lead.post(f"{REPORT}intrekken/")
    answer = manager.post(f"{REPORT}goedkeuren/", {"versie": str(submission.pk)})
    assert (answer.status_code, state()) == (409, "concept")
    assert "al ingetrokken" in text_of(answer)


def test_a_second_click_is_no_second_ruling(manager, submission):
    data = {"versie": str(submission.pk)}
    assert [manager.post(f"{REPORT}goedkeuren/", data).status_code for _ in range(2)] == [302, 302]


def test_the_lead_takes_the_report_back(client_of, submission):
    answer = client_of("projectleider-mgn").post(f"{REPORT}intrekken/", follow=True)
    assert state() == "concept"
    assert "Concept opslaan" in text_of(answer)


@pytest.mark.parametrize("act", ["intrekken", "goedkeuren", "terugsturen", "heropenen"])
def test_signing_in_again_leads_to_the_report(manager, act):
    answer = manager.get(f"{REPORT}{act}/")
    assert (answer.status_code, answer["Location"]) == (302, REPORT)


def test_the_controller_gives_more_time(client_of, viewer_of, settings):
    settings.IZAPORTAL_TODAY = date(2026, 10, 30)
    controller, lead = client_of("controller"), client_of("projectleider-mgn")
    assert "verlopen: indienen kon tot en met 28-10-2026" in text_of(lead.get(REPORT))
    assert "Meer tijd geven" in text_of(controller.get(REPORT))
    data = {"heropen.tot": "2-11-2026", "heropen.reden": "De cijfers kwamen te laat."}
    controller.post(f"{REPORT}heropenen/", data)
    assert "Indienen kan tot en met 2 november 2026" in text_of(lead.get(REPORT))
    typed(viewer_of("projectleider-mgn"))


@pytest.mark.parametrize(
    ("day", "reason", "message"),
    [
        ("morgen", "x", "is geen datum"),
        ("29-10-2026", "x", "Kies vandaag of een dag die nog komt"),
        ("2-11-2026", " ", "Schrijf waarom er meer tijd nodig is"),
    ],
)
def test_more_time_needs_a_day_and_a_reason(client_of, settings, day, reason, message):
    settings.IZAPORTAL_TODAY = date(2026, 10, 30)
    data = {"heropen.tot": day, "heropen.reden": reason}
    answer = client_of("controller").post(f"{REPORT}heropenen/", data)
    assert answer.status_code == 422
    assert message in text_of(answer)
