"""A meeting is cancelled while nothing was said or decided; its agenda goes on the next one, and back."""

from datetime import date

import pytest

from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.models import AgendaItem
from izaportal.meetings.services.agenda import fix_agenda, move_item
from izaportal.meetings.services.cancelling import cancel_meeting, revive_meeting
from izaportal.meetings.services.deciding import write_minute
from izaportal.notices.models import Notice
from pillars.models import Meeting
from pillars.services.meetings import save_meeting
from tests.factories.pillars import MeetingFactory
from tests.meetings.agendas import BEHIND, Q3, approve, committed, items, next_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return next_meeting()


@pytest.fixture
def later(pho) -> Meeting:
    return MeetingFactory.create(body=pho, held_on=date(2026, 12, 17), quarter=Q3)


def cancel(secretary) -> None:
    with committed():
        cancel_meeting(actor=secretary, meeting_id=next_meeting().pk, reason="Te weinig aanwezigen")


def told(subject: str) -> set[str]:
    """Usernames."""
    return set(Notice.objects.filter(subject__contains=subject).values_list("user__username", flat=True))


def on(meeting: Meeting) -> list[tuple[str, str, str]]:
    return [(one.kind, one.title, one.note) for one in items(meeting=meeting) if one.withdrawn_at is None]


@pytest.mark.parametrize("is_fixed", [False, True])
def test_its_items_go_along_with_their_notes(is_fixed, secretary, later):
    approve(BEHIND)
    for item in items():
        AgendaItem.objects.filter(pk=item.pk).update(note=f"Over {item.kind}")
    if is_fixed:
        fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    before = {(one.title, one.note) for one in items()}
    cancel(secretary)
    assert {(title, note) for _, title, note in on(later)} == before
    (own,) = items(ItemKind.PUT_OFF, meeting=later)
    assert own.title == "Mentale gezondheidsnetwerken: tussenevaluatie"
    assert own.why.endswith("Stond op de agenda van 26 november 2026, die niet doorging.")
    assert items(ItemKind.GO_NO_GO, meeting=later)


def test_they_go_back_when_it_is_held_after_all(secretary, later):
    before = on(next_meeting())
    cancel(secretary)
    with committed():
        revive_meeting(actor=secretary, meeting_id=next_meeting().pk)
    assert on(next_meeting()) == before
    assert on(later) == []


def test_a_cancelled_meeting_stands_still(secretary):
    item = items()[0]
    cancel(secretary)
    with pytest.raises(Refused, match="afgezegd"):
        move_item(actor=secretary, item_id=item.pk, up=False)
    with pytest.raises(Refused, match="afgezegd"):
        fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    approve(BEHIND)
    assert items(ItemKind.GO_NO_GO) == []


def test_nothing_is_minuted_of_it(secretary):
    fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    cancel(secretary)
    with pytest.raises(Refused, match="afgezegd"):
        write_minute(actor=secretary, item_id=items()[0].pk, text="Besproken", seen=0)


@pytest.mark.parametrize("texts", [("Besproken",), ("Eerst", "", "Toch")])
def test_what_has_minutes_is_not_cancelled(texts, secretary):
    fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    item = items()[0]
    for seen, text in enumerate(texts):
        write_minute(actor=secretary, item_id=item.pk, text=text, seen=seen)
    with pytest.raises(Refused, match=f"Bij ‘{item}’ staat al een verslag"):
        cancel(secretary)


def test_minutes_that_were_emptied_are_none(secretary):
    fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
    for seen, text in enumerate(("Verkeerde vergadering", "")):
        write_minute(actor=secretary, item_id=items()[0].pk, text=text, seen=seen)
    cancel(secretary)
    assert next_meeting().cancelled_at is not None


def test_what_decided_is_not_cancelled(decision, secretary):
    with pytest.raises(Refused, match="al een besluit genomen"):
        cancel_meeting(actor=secretary, meeting_id=decision.meeting_id, reason="Ziek")


def test_cancelling_is_told_once_and_on_record(secretary, programme, meeting):
    for _ in range(2):
        cancel_meeting(actor=secretary, meeting_id=meeting.pk, reason=" Te weinig punten ")
    assert "bestuurder-venray" in told("gaat niet door")
    assert "zl-manager" not in told("gaat niet door")
    assert Notice.objects.filter(user__username="bestuurder-venray").count() == 1
    entry = AuditEntry.objects.get(object_id=str(meeting.pk), action="afgezegd")
    assert (entry.reason, list(entry.changes)) == ("Te weinig punten", ["cancelled_at"])
    later = {"held_on": Edit(meeting.held_on, date(2026, 12, 3))}
    with pytest.raises(Refused, match="afgezegd"):
        save_meeting(actor=secretary, programme=programme, meeting_id=meeting.pk, edits_of=later)


def test_it_goes_on_after_all(secretary, meeting):
    cancel_meeting(actor=secretary, meeting_id=meeting.pk, reason="Ziek")
    revive_meeting(actor=secretary, meeting_id=meeting.pk)
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.cancelled_by, meeting.cancelled_reason) == (None, "", "")
    assert "bestuurder-venray" in told("gaat toch door")


def test_its_day_is_free_for_another(secretary, programme, meeting):
    cancel_meeting(actor=secretary, meeting_id=meeting.pk, reason="Ziek")
    wanted = {"body": Edit(None, meeting.body_id), "held_on": Edit(None, meeting.held_on)}
    save_meeting(actor=secretary, programme=programme, meeting_id=uuid7(), edits_of=wanted)
    with pytest.raises(Refused, match="vergadert"):
        revive_meeting(actor=secretary, meeting_id=meeting.pk)


def test_what_was_held_is_not_cancelled(secretary, programme):
    held = Meeting.objects.get(body__programme=programme, held_on="2026-08-27")
    with pytest.raises(Refused, match="geweest"):
        cancel_meeting(actor=secretary, meeting_id=held.pk, reason="Ziek")


def test_cancelling_asks_why(secretary, meeting):
    with pytest.raises(Invalid):
        cancel_meeting(actor=secretary, meeting_id=meeting.pk, reason="  ")


@pytest.mark.parametrize("person", ["bestuurder-venray", "lezer", "controller", "projectleider-mgn"])
def test_others_cancel_nothing(person, meeting, viewer_of):
    with pytest.raises(NotAllowed):
        cancel_meeting(actor=viewer_of(person), meeting_id=meeting.pk, reason="Geen zin")
