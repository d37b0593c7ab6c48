"""Reports on Mijn werk: to write for who leads, to judge for who manages, and nobody else."""

from datetime import date

import pytest

from izaportal.accounts.models import User
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import QuarterReport, ReportState
from izaportal.reporting.reminders import Duty
from izaportal.reporting.selectors.period_states import quarter_state
from izaportal.web.start.sources import reports
from projects.models import Project

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)
REPORT = "/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/"


def state_of_mgn(state: str) -> None:
    mgn = Project.objects.get(programme__slug="nml-o", slug="mgn")
    QuarterReport.objects.filter(project=mgn, quarter=Quarter(2026, 3)).update(state=state)


def test_the_lead_writes_what_is_owed(viewer_of):
    (line,) = reports.to_write(viewer_of("projectleider-mgn"), TODAY)
    assert (line.title, line.url, line.due) == ("Rapportage Q3 2026 indienen", REPORT, date(2026, 10, 28))
    assert line.why == "Er is een concept. Indienen kan tot en met 28 oktober 2026."


def test_what_came_back_is_owed_again(viewer_of):
    state_of_mgn(ReportState.RETURNED)
    (line,) = reports.to_write(viewer_of("projectleider-mgn"), TODAY)
    assert line.why.startswith("Teruggestuurd met opmerkingen.")


@pytest.mark.parametrize("state", [ReportState.SUBMITTED, ReportState.APPROVED])
def test_what_is_handed_in_is_not_owed(viewer_of, state):
    state_of_mgn(state)
    assert list(reports.to_write(viewer_of("projectleider-mgn"), TODAY)) == []


def test_nobody_began_is_said(viewer_of):
    QuarterReport.objects.filter(project__slug="mgn", quarter=Quarter(2026, 3)).delete()
    (line,) = reports.to_write(viewer_of("projectleider-mgn"), TODAY)
    assert line.why.startswith("Nog niet begonnen.")


def test_the_manager_judges_what_waits(viewer_of):
    state_of_mgn(ReportState.SUBMITTED)
    found = {line.url: line for line in reports.to_judge(viewer_of("programmamanager"), TODAY)}
    assert found[REPORT].title == "Rapportage Q3 2026 beoordelen"
    assert found[REPORT].due == date(2026, 11, 4)


@pytest.mark.parametrize("username", ["programmamanager", "projectleider-mgn"])
def test_what_reminders_ask_is_asked_here(viewer_of, programme, username):
    """A project that nobody leads is left to its manager."""
    viewer = viewer_of(username)
    state = quarter_state(programme, Quarter(2026, 3))
    owed = {one.about for one in state.owed if one.duty is Duty.HAND_IN and viewer.user_id in one.people}
    lines = list(reports.to_write(viewer, TODAY))
    assert {line.part for line in lines} == owed
    assert len(owed) == {"programmamanager": 22, "projectleider-mgn": 1}[username]
    said = {line.why.endswith("Het project heeft geen projectleider.") for line in lines}
    assert said == {username == "programmamanager"}


def test_a_lead_who_is_gone_leaves_it_to_the_manager(viewer_of):
    User.objects.filter(username="projectleider-mgn").update(is_active=False)
    assert REPORT in {line.url for line in reports.to_write(viewer_of("programmamanager"), TODAY)}


def test_a_stopped_project_owes_its_lead_nothing(viewer_of):
    Project.objects.filter(slug="mgn").update(stage="stopped")
    assert list(reports.to_write(viewer_of("projectleider-mgn"), TODAY)) == []


@pytest.mark.parametrize("person", ["lezer", "bestuurder-venray", "controller", "zl-manager", "beheerder"])
def test_others_have_no_reports_to_do(viewer_of, person):
    state_of_mgn(ReportState.SUBMITTED)
    viewer = viewer_of(person)
    assert [*reports.to_write(viewer, TODAY), *reports.to_judge(viewer, TODAY)] == []
