"""The calendar's job: reminders go out on their days, once, whatever is missed or done twice."""

from datetime import date

import pytest

from izaportal.accounts.models import User
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.notices.models import MailMessage, Notice
from izaportal.reporting.models import QuarterReport, ReminderRound, ReportState
from izaportal.reporting.selectors.period_states import quarter_state
from izaportal.reporting.services import reminding
from izaportal.reporting.services.reminding import keep_quarters
from izaportal.reporting.tasks import keep_periods
from pillars.models import Programme, ReportingPeriod
from projects.models import Project, Stage
from tests.reporting.reports import submitted

pytestmark = pytest.mark.django_db
Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
LEAD, MANAGER, CONTROLLER = "projectleider-mgn", "programmamanager", "controller"


@pytest.fixture(autouse=True)
def nothing_told_yet(db) -> None:
    Notice.objects.all().delete()
    MailMessage.objects.all().delete()


def on(month: int, day: int, year: int = 2026) -> int:
    with clock.pretending(date(year, month, day)):
        return keep_quarters()


def told(username: str) -> list[str]:
    return list(
        Notice.objects.filter(user__username=username, kind="reminder")
        .order_by("id")
        .values_list("subject", flat=True)
    )


def approve_all(programme: Programme) -> None:
    for one in quarter_state(programme, Q3).projects:
        QuarterReport.objects.update_or_create(
            project=one.project, quarter=Q3, defaults={"state": ReportState.APPROVED}
        )


def test_on_other_days_nobody_is_reminded():
    assert on(10, 6) == 0
    assert not ReminderRound.objects.exists()


def test_leads_and_managers_are_reminded_once_each():
    assert on(10, 7) == 2
    assert told(LEAD) == ["Q3 2026: rapportage van Mentale gezondheidsnetwerken indienen, nog 21 dagen"]
    assert [subject.split(" indienen")[1] for subject in told(MANAGER)] == [", nog 21 dagen"]
    assert told(CONTROLLER) == []


def test_twice_a_day_is_once():
    on(10, 7)
    assert on(10, 7) == 0
    keep_periods()
    assert (len(told(LEAD)), ReminderRound.objects.count()) == (1, 1)


def test_of_missed_days_only_the_nearest_is_sent():
    assert on(10, 22) == 2
    assert told(LEAD) == ["Q3 2026: rapportage van Mentale gezondheidsnetwerken indienen, nog 6 dagen"]
    assert [one.moment for one in ReminderRound.objects.all()] == [date(2026, 10, 21)]
    assert on(10, 23) == 0


def test_nobody_is_told_late_of_a_day_that_was_done(viewer_of):
    """A report that came back the day after is told by its return, not by yesterday's reminder."""
    submission = submitted(viewer_of(LEAD))
    on(10, 14)
    assert told(LEAD) == []
    QuarterReport.objects.filter(pk=submission.report_id).update(state=ReportState.RETURNED)
    assert on(10, 15) == 0
    on(10, 21)
    assert len(told(LEAD)) == 1


def test_a_miss_is_told_the_day_after_and_weekly():
    for day in (29, 30, 31):
        on(10, day)
    on(11, 5)
    subjects = told(LEAD)
    assert [subject.rpartition(", ")[2] for subject in subjects] == ["de termijn is voorbij"] * 2
    assert "het kwartaal kan dicht" in told(CONTROLLER)[0]


def test_after_the_last_round_it_is_silent():
    on(11, 26)
    assert on(12, 24) == 0


def test_waiting_reports_press_the_manager(viewer_of):
    submitted(viewer_of(LEAD))
    on(10, 28)
    text = Notice.objects.get(user__username=MANAGER, kind="reminder", subject__contains="beoordelen").text
    assert "Beoordelen kan tot en met 04-11-2026." in text
    assert "Mentale gezondheidsnetwerken" in text


def test_a_closed_quarter_reminds_nobody(programme):
    ReportingPeriod.objects.filter(programme=programme, quarter=Q3).update(
        state="closed", closed_on=date(2026, 10, 6)
    )
    assert on(10, 7) == 0


def test_an_extended_window_reminds_anew(programme):
    on(10, 21)
    ReportingPeriod.objects.filter(programme=programme, quarter=Q3).update(
        submit_until=date(2026, 11, 4), approve_until=date(2026, 11, 11)
    )
    assert on(10, 28) == 2
    assert told(LEAD)[-1].endswith("nog 7 dagen")


def test_who_has_no_address_is_told_in_the_portal():
    User.objects.filter(username=LEAD).update(email="")
    on(10, 7)
    assert len(told(LEAD)) == 1
    assert set(MailMessage.objects.values_list("user__username", flat=True)) == {MANAGER}


def test_one_report_leads_to_its_field_several_to_the_list():
    on(10, 7)
    assert Notice.objects.get(user__username=LEAD).url.startswith(
        "/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/#veld-meting"
    )
    assert Notice.objects.get(user__username=MANAGER).url == "/programmas/nml-o/kwartaal/2026-Q3/periode/"


def test_projects_that_do_not_run_remind_nobody(programme):
    Project.objects.filter(programme=programme).update(stage=Stage.PARKED)
    assert on(10, 7) == 0
    assert ReminderRound.objects.get().people == 0


def test_the_controller_is_told_when_all_is_in(programme):
    approve_all(programme)
    assert on(10, 13) == 1
    assert told(CONTROLLER) == ["Q3 2026: alles is binnen, het kwartaal kan dicht"]
    assert on(10, 13) == on(10, 16) == 0


def test_days_are_settings_of_the_programme(programme):
    Programme.objects.filter(pk=programme.pk).update(reminder_days=[10], reminders_after=0)
    assert [on(10, day) for day in (7, 14, 18, 21)] == [0, 0, 2, 0]


def test_quarters_open_in_the_same_round(programme):
    on(1, 1, 2027)
    assert ReportingPeriod.objects.filter(programme=programme, quarter=Quarter(2027, 1)).exists()
    assert on(1, 7, 2027) == 2
    assert any(subject.startswith("Q4 2026") for subject in told(LEAD))


def test_an_undone_round_is_done_again(monkeypatch):
    """Told and written down in one transaction: a server that falls in between tells nobody twice."""

    def falls(*_: object, **__: object) -> int:
        raise OSError("weg")

    with monkeypatch.context() as patch:
        patch.setattr(reminding, "_tell_complete", falls)
        with pytest.raises(OSError, match="weg"):
            on(10, 7)
    assert (told(LEAD), ReminderRound.objects.count()) == ([], 0)
    assert on(10, 7) == 2


def test_a_frozen_quarter_is_left_alone(programme):
    period = ReportingPeriod.objects.get(programme=programme, quarter=Quarter(2026, 2))
    assert reminding.remind(actor=Viewer.system("test"), period_id=period.pk) == 0
    running = ReportingPeriod.objects.get(programme=programme, quarter=Q4)
    assert reminding.remind(actor=Viewer.system("test"), period_id=running.pk) == 0
