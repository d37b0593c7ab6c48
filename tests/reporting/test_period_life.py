"""Closing, reopening and rescheduling a quarter: with what lacks in sight, on record, and told."""

from datetime import date

import pytest

from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.notices.models import Notice
from izaportal.reporting.models import QuarterReport, ReportState
from izaportal.reporting.selectors.period_states import quarter_state
from izaportal.reporting.services.period_life import close_quarter, reopen_quarter, reschedule_quarter
from izaportal.reporting.services.report_draft import keep_draft
from pillars.models import PeriodState, ReportingPeriod
from tests.reporting.reports import mgn, submitted

pytestmark = pytest.mark.django_db
Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
LEAD, MANAGER = "projectleider-mgn", "programmamanager"
WHY = "Het bestuur vergadert morgen."


@pytest.fixture(autouse=True)
def nothing_told_yet(db) -> None:
    Notice.objects.all().delete()


@pytest.fixture
def controller(viewer_of):
    return viewer_of("controller")


def state_of(programme) -> str:
    return ReportingPeriod.objects.get(programme=programme, quarter=Q3).state


def told() -> set[tuple[str, str]]:
    return set(Notice.objects.filter(kind="period").values_list("user__username", "subject"))


def test_closing_with_something_missing_asks_a_reason(programme, controller):
    with pytest.raises(Invalid) as refusal:
        close_quarter(actor=controller, programme=programme, quarter=Q3, reason="  ")
    assert [mistake.place for mistake in refusal.value.mistakes] == ["reason"]
    assert (state_of(programme), told()) == (PeriodState.OPEN, set())


def test_closing_is_on_record_and_told(programme, controller):
    close_quarter(actor=controller, programme=programme, quarter=Q3, reason=WHY)
    assert state_of(programme) == PeriodState.CLOSED
    entry = AuditEntry.objects.filter(object_type="rapportageperiode").latest("id")
    assert (entry.changes, entry.reason) == ({"status": ["open", "closed"]}, WHY)
    assert told() == {(LEAD, "Q3 2026 is gesloten"), (MANAGER, "Q3 2026 is gesloten")}
    text = Notice.objects.get(user__username=MANAGER).text
    assert text.startswith("Niet ingediend: ")
    assert text.endswith(f"Reden: {WHY}")


def test_closing_a_complete_quarter_needs_no_reason(programme, controller):
    for one in quarter_state(programme, Q3).projects:
        QuarterReport.objects.update_or_create(
            project=one.project, quarter=Q3, defaults={"state": ReportState.APPROVED}
        )
    close_quarter(actor=controller, programme=programme, quarter=Q3)
    assert told() == {(MANAGER, "Q3 2026 is gesloten")}
    assert Notice.objects.get().text == "Alle rapportages zijn goedgekeurd."


def test_a_waiting_report_is_not_complete(programme, controller, viewer_of):
    submitted(viewer_of(LEAD))
    Notice.objects.all().delete()
    close_quarter(actor=controller, programme=programme, quarter=Q3, reason=WHY)
    assert "Ingediend maar niet beoordeeld: " in Notice.objects.get(user__username=MANAGER).text
    assert (LEAD, "Q3 2026 is gesloten") in told()


def test_reopening_lets_leads_hand_in_again(programme, controller, viewer_of):
    close_quarter(actor=controller, programme=programme, quarter=Q3, reason=WHY)
    with pytest.raises(Refused, match="gesloten"):
        submitted(viewer_of(LEAD))
    Notice.objects.all().delete()
    reopen_quarter(actor=controller, programme=programme, quarter=Q3, reason="Eén rapport vergeten.")
    assert told() == {(LEAD, "Q3 2026 is weer open"), (MANAGER, "Q3 2026 is weer open")}
    assert submitted(viewer_of(LEAD)).number == 1


def test_rescheduling_tells_who_has_something_to_do(programme, controller, viewer_of):
    submitted(viewer_of(LEAD))
    Notice.objects.all().delete()
    edits = {"submit_until": Edit(date(2026, 10, 28), date(2026, 11, 2))}
    entry = reschedule_quarter(actor=controller, programme=programme, quarter=Q3, edits=edits, reason=WHY)
    assert entry is not None
    assert told() == {(MANAGER, "Q3 2026: andere data")}
    assert "tot en met 02-11-2026" in Notice.objects.get().text
    again = reschedule_quarter(actor=controller, programme=programme, quarter=Q3, edits=edits, reason=WHY)
    assert again is None
    assert Notice.objects.count() == 1


def test_a_later_last_day_lets_a_lead_hand_in_late(programme, controller, viewer_of, settings):
    settings.IZAPORTAL_TODAY = date(2026, 10, 30)
    with pytest.raises(Refused, match="28-10-2026"):
        submitted(viewer_of(LEAD))
    edits = {"submit_until": Edit(date(2026, 10, 28), date(2026, 11, 2))}
    reschedule_quarter(actor=controller, programme=programme, quarter=Q3, edits=edits, reason=WHY)
    assert submitted(viewer_of(LEAD)).number == 1


@pytest.mark.parametrize("username", [LEAD, MANAGER])
def test_a_running_quarter_takes_not_even_a_draft(viewer_of, username):
    """Of nobody: its values at the end of the quarter are not there yet."""
    with pytest.raises(Refused, match=r"Q4 2026 loopt nog\. Rapporteren kan vanaf 01-01-2027"):
        keep_draft(actor=viewer_of(username), project=mgn(), quarter=Q4, edits={})


@pytest.mark.parametrize("username", ["beheerder", MANAGER, LEAD, "zl-manager"])
def test_nobody_else_closes_or_reopens(programme, viewer_of, username):
    actor = viewer_of(username)
    with pytest.raises(NotAllowed):
        close_quarter(actor=actor, programme=programme, quarter=Q3, reason=WHY)
    with pytest.raises(NotAllowed):
        reopen_quarter(actor=actor, programme=programme, quarter=Q3, reason=WHY)
    assert (state_of(programme), told()) == (PeriodState.OPEN, set())
