"""Days of an open quarter change on record, and never so that two quarters take reports at once."""

from datetime import date

import pytest

from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from pillars.models import ReportingPeriod
from pillars.services.periods import close_period
from pillars.services.windows import change_windows

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)
LAST, LATER = date(2026, 10, 28), date(2026, 11, 2)
EXTENDED = {"submit_until": Edit(LAST, LATER)}


@pytest.fixture
def change(programme, viewer_of):
    def change(edits, *, actor="controller", reason="Twee projectleiders waren ziek."):
        return change_windows(
            actor=viewer_of(actor), programme=programme, quarter=Q3, edits=edits, reason=reason
        )

    return change


@pytest.fixture
def stored(programme):
    return lambda: ReportingPeriod.objects.get(programme=programme, quarter=Q3)


def test_a_later_last_day_is_on_record(change, stored):
    entry = change(EXTENDED)
    assert stored().submit_until == LATER
    assert entry.changes == {"submit_until": ["2026-10-28", "2026-11-02"]}
    assert (entry.object_label, entry.reason) == ("Q3 2026", "Twee projectleiders waren ziek.")


def test_asking_twice_changes_once(change):
    change(EXTENDED)
    before = AuditEntry.objects.count()
    assert change(EXTENDED) is None
    assert AuditEntry.objects.count() == before


def test_two_who_change_different_days_meet_not(change, stored):
    change(EXTENDED)
    change({"submit_until": Edit(LAST, LAST), "approve_until": Edit(date(2026, 11, 4), date(2026, 11, 10))})
    assert (stored().submit_until, stored().approve_until) == (LATER, date(2026, 11, 10))


def test_two_who_change_the_same_day_are_told(change, stored):
    change(EXTENDED)
    with pytest.raises(Conflicted) as both:
        change({"submit_until": Edit(LAST, date(2026, 11, 3))})
    assert [(one.field, one.theirs) for one in both.value.conflicts] == [("submit_until", LATER)]
    assert stored().submit_until == LATER


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_needs_a_reason(change, stored, reason):
    with pytest.raises(Invalid) as refusal:
        change(EXTENDED, reason=reason)
    assert [mistake.place for mistake in refusal.value.mistakes] == ["reason"]
    assert stored().submit_until == LAST


def test_all_mistakes_are_told_at_once(change):
    with pytest.raises(Invalid) as refusal:
        change({"submit_until": Edit(LAST, date(2027, 1, 1))}, reason="")
    assert [mistake.place for mistake in refusal.value.mistakes] == [
        "approve_until",
        "submit_until",
        "reason",
    ]


def test_it_ends_before_the_next_quarter_begins(change):
    days = {
        "submit_until": Edit(LAST, date(2026, 12, 31)),
        "approve_until": Edit(date(2026, 11, 4), date(2027, 1, 7)),
    }
    assert change(days) is not None
    with pytest.raises(Invalid, match="Vanaf 01-01-2027 ontvangt het volgende kwartaal rapportages"):
        change({"submit_until": Edit(date(2026, 12, 31), date(2027, 1, 1))})


def test_a_closed_quarter_keeps_its_days(change, programme, viewer_of):
    close_period(actor=viewer_of("controller"), programme=programme, quarter=Q3, on=date(2026, 10, 12))
    with pytest.raises(Refused, match="Q3 2026 is gesloten; de data liggen vast"):
        change(EXTENDED)


@pytest.mark.parametrize("username", ["beheerder", "programmamanager", "projectleider-mgn", "zl-manager"])
def test_only_the_controller_changes_days(change, stored, username):
    with pytest.raises(NotAllowed):
        change(EXTENDED, actor=username)
    assert stored().submit_until == LAST
