"""What stood on the agenda of a meeting that is cancelled goes on that of the next one, and back."""

from datetime import date

import pytest

from izaportal.core.errors import Refused
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.models import AgendaItem
from izaportal.meetings.services.agenda import fix_agenda, move_item
from izaportal.meetings.services.deciding import write_minute
from pillars.models import Meeting
from pillars.services.meetings import cancel_meeting, revive_meeting
from tests.factories.pillars import MeetingFactory
from tests.meetings.agendas import BEHIND, Q3, approve, committed, items, next_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(pho) -> Meeting:
    return MeetingFactory.create(body=pho, held_on=date(2026, 12, 17), quarter=Q3)


def cancel(secretary, programme) -> None:
    with committed():
        cancel_meeting(
            actor=secretary, programme=programme, meeting_id=next_meeting().pk, reason="Te weinig aanwezigen"
        )


def on(meeting: Meeting) -> list[tuple[str, str, str]]:
    return [(one.kind, one.title, one.note) for one in items(meeting=meeting) if one.withdrawn_at is None]


@pytest.mark.parametrize("is_fixed", [False, True])
def test_its_items_go_along_with_their_notes(is_fixed, secretary, programme, later):
    approve(BEHIND)
    for item in items():
        AgendaItem.objects.filter(pk=item.pk).update(note=f"Over {item.kind}")
    if is_fixed:
        fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    before = {(one.title, one.note) for one in items()}
    cancel(secretary, programme)
    assert {(title, note) for _, title, note in on(later)} == before
    (own,) = items(ItemKind.PUT_OFF, meeting=later)
    assert own.title == "Mentale gezondheidsnetwerken: tussenevaluatie"
    assert own.why.endswith("Stond op de agenda van 26 november 2026, die niet doorging.")
    assert items(ItemKind.GO_NO_GO, meeting=later)


def test_they_go_back_when_it_is_held_after_all(secretary, programme, later):
    before = on(next_meeting())
    cancel(secretary, programme)
    with committed():
        revive_meeting(actor=secretary, programme=programme, meeting_id=next_meeting().pk)
    assert on(next_meeting()) == before
    assert on(later) == []


def test_a_cancelled_meeting_stands_still(secretary, programme):
    item = items()[0]
    cancel(secretary, programme)
    with pytest.raises(Refused, match="afgezegd"):
        move_item(actor=secretary, item_id=item.pk, up=False)
    with pytest.raises(Refused, match="afgezegd"):
        fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    approve(BEHIND)
    assert items(ItemKind.GO_NO_GO) == []


def test_nothing_is_minuted_of_it(secretary, programme):
    fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    cancel(secretary, programme)
    with pytest.raises(Refused, match="afgezegd"):
        write_minute(actor=secretary, item_id=items()[0].pk, text="Besproken", seen=0)
