"""Moving a meeting of which the agenda stands."""

from datetime import date

import pytest

from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.meetings.services.agenda import fix_agenda
from izaportal.meetings.services.planning import save_meeting
from izaportal.notices.models import Notice
from pillars.models import GovernanceBody, Meeting
from tests.factories.meetings import AgendaFactory, AgendaItemFactory
from tests.factories.pillars import MeetingFactory

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
QUARTER = {"quarter": Edit(Q2, Q3)}
ELSEWHERE = {"place": Edit("", "Raadhuis"), "held_on": Edit(date(2026, 11, 18), date(2026, 11, 20))}


@pytest.fixture
def meeting(pho: GovernanceBody) -> Meeting:
    return MeetingFactory.create(body=pho, held_on=date(2026, 11, 18), quarter=Q2)


def change(meeting: Meeting, edits_of: dict[str, Edit], *, actor: Viewer) -> AuditEntry | None:
    programme = meeting.body.programme
    entry = save_meeting(actor=actor, programme=programme, meeting_id=meeting.pk, edits_of=edits_of)
    meeting.refresh_from_db()
    return entry


def test_its_quarter_changes_while_the_agenda_is_open(meeting, secretary):
    change(meeting, QUARTER, actor=secretary)
    assert meeting.quarter == Q3


def test_its_quarter_stays_once_the_agenda_is_fixed(meeting, secretary):
    """The items tell of this quarter's results; nothing of what was sent along is stored, or told."""
    fix(meeting, secretary)
    told, written = Notice.objects.count(), AuditEntry.objects.count()
    with pytest.raises(Invalid) as refused:
        change(meeting, QUARTER | ELSEWHERE, actor=secretary)
    assert [mistake.place for mistake in refused.value.mistakes] == ["quarter"]
    meeting.refresh_from_db()
    assert (meeting.quarter, meeting.held_on, meeting.place) == (Q2, date(2026, 11, 18), "")
    assert (Notice.objects.count(), AuditEntry.objects.count()) == (told, written)


def test_its_day_and_place_change_all_the_same(meeting, secretary):
    fix(meeting, secretary)
    assert change(meeting, ELSEWHERE, actor=secretary) is not None
    assert (meeting.held_on, meeting.place) == (date(2026, 11, 20), "Raadhuis")


def fix(meeting: Meeting, secretary: Viewer) -> None:
    AgendaItemFactory.create(agenda=AgendaFactory.create(meeting=meeting))
    fix_agenda(actor=secretary, meeting_id=meeting.pk)
