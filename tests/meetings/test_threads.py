"""Two people at the same moment: a meeting is cancelled, or something is said or decided at it, not both."""

from collections.abc import Callable

import pytest

from izaportal.core.errors import Refused
from izaportal.core.viewer import Viewer
from izaportal.meetings.models import AgendaItem, ItemMinute
from izaportal.meetings.services.agenda import fix_agenda
from izaportal.meetings.services.cancelling import cancel_meeting
from izaportal.meetings.services.deciding import record_decision, write_minute
from pillars.models import Meeting
from projects.models import Decision
from tests.factories.meetings import AgendaFactory, AgendaItemFactory
from tests.factories.pillars import MeetingFactory
from tests.factories.sessions import second_to
from tests.fixtures.database import DEMO_DAY

SYSTEM = Viewer.system("proef")


@pytest.fixture
def open_item(own_database, pho) -> AgendaItem:
    """On the agenda of a meeting of today that can still change."""
    meeting = MeetingFactory.create(body=pho, held_on=DEMO_DAY, quarter=None)
    made: AgendaItem = AgendaItemFactory.create(agenda=AgendaFactory.create(meeting=meeting))
    return made


@pytest.fixture
def fixed(open_item: AgendaItem) -> AgendaItem:
    fix_agenda(actor=SYSTEM, meeting_id=open_item.agenda.meeting_id)
    return open_item


def decided(item: AgendaItem, new) -> Callable[[], object]:
    return lambda: record_decision(actor=SYSTEM, item_id=item.pk, new=new)


def minuted(item: AgendaItem) -> Callable[[], object]:
    return lambda: write_minute(actor=SYSTEM, item_id=item.pk, text="Besproken", seen=0)


def cancelled(item: AgendaItem) -> Callable[[], object]:
    return lambda: cancel_meeting(actor=SYSTEM, meeting_id=item.agenda.meeting_id, reason="Ziek")


def is_cancelled(item: AgendaItem) -> bool:
    return Meeting.objects.get(pk=item.agenda.meeting_id).cancelled_at is not None


def test_nothing_is_decided_in_a_meeting_that_is_being_cancelled(fixed, new):
    (refused,) = second_to(cancelled(fixed), decided(fixed, new))
    assert isinstance(refused, Refused)
    assert "afgezegd" in str(refused)
    assert not Decision.objects.filter(meeting=fixed.agenda.meeting_id).exists()


def test_nothing_is_minuted_of_a_meeting_that_is_being_cancelled(fixed):
    (refused,) = second_to(cancelled(fixed), minuted(fixed))
    assert isinstance(refused, Refused)
    assert "afgezegd" in str(refused)
    assert not ItemMinute.objects.filter(item=fixed).exists()


def test_a_meeting_that_is_deciding_is_not_cancelled(fixed, new):
    (refused,) = second_to(decided(fixed, new), cancelled(fixed))
    assert isinstance(refused, Refused)
    assert "al een besluit genomen" in str(refused)
    assert not is_cancelled(fixed)


def test_a_meeting_that_is_being_minuted_is_not_cancelled(fixed):
    (refused,) = second_to(minuted(fixed), cancelled(fixed))
    assert isinstance(refused, Refused)
    assert "staat al een verslag" in str(refused)
    assert not is_cancelled(fixed)


def test_an_agenda_is_not_fixed_of_a_meeting_that_is_being_cancelled(open_item):
    (refused,) = second_to(
        cancelled(open_item), lambda: fix_agenda(actor=SYSTEM, meeting_id=open_item.agenda.meeting_id)
    )
    assert isinstance(refused, Refused)
    open_item.agenda.refresh_from_db()
    assert open_item.agenda.fixed_at is None


def test_two_who_minute_at_once_do_not_write_one_version(fixed):
    (refused,) = second_to(
        minuted(fixed), lambda: write_minute(actor=SYSTEM, item_id=fixed.pk, text="B", seen=0)
    )
    assert isinstance(refused, Refused)
    assert [row.text for row in ItemMinute.objects.filter(item=fixed)] == ["Besproken"]
