"""Members of a body are told of its meetings and decisions; others only where their college is asked."""

from datetime import date, timedelta

import pytest

from izaportal.accounts.models import Membership, User
from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.meetings.events import DecisionRecorded
from izaportal.meetings.services.agenda import fix_agenda, save_item
from izaportal.meetings.services.cancelling import cancel_meeting, revive_meeting
from izaportal.meetings.services.telling import tell_of_decision
from izaportal.notices.models import Notice
from pillars.models import BodyMember, GovernanceBody, Meeting
from pillars.services.meetings import save_meeting
from projects.models import Decision
from tests.factories.pillars import BodyMemberFactory, MeetingFactory
from tests.factories.projects import DecisionFactory

pytestmark = pytest.mark.django_db
KEEPER = Viewer.system("Proef")
RUNS = {"programmamanager"}


@pytest.fixture
def body(programme) -> GovernanceBody:
    """Of which the lead of MGN is a member and the board member is not."""
    return GovernanceBody.objects.select_related("programme").get(programme=programme, slug="stuurgroep-p1")


@pytest.fixture
def meeting(body) -> Meeting:
    """A month ahead, with something on its agenda."""
    row = MeetingFactory.create(body=body, held_on=clock.today() + timedelta(days=30))
    item = {"title": "Rondvraag", "why": "", "project": None, "note": ""}
    edits_of = {name: Edit(None, value) for name, value in item.items()}
    save_item(actor=KEEPER, meeting_id=row.pk, item_id=uuid7(), edits_of=edits_of)
    return row


def person(username: str) -> User:
    return User.objects.get(username=username)


def told() -> set[str]:
    """Usernames."""
    return set(Notice.objects.filter(kind="decision").values_list("user__username", flat=True))


def moved(meeting: Meeting, day: date) -> None:
    edits_of = {"held_on": Edit(meeting.held_on, day)}
    save_meeting(actor=KEEPER, programme=meeting.body.programme, meeting_id=meeting.pk, edits_of=edits_of)


def test_a_fixed_agenda_is_told_to_members(meeting):
    fix_agenda(actor=KEEPER, meeting_id=meeting.pk)
    assert told() == RUNS | {"projectleider-mgn"}


def test_a_cancelled_meeting_is_told_to_members(meeting):
    cancel_meeting(actor=KEEPER, meeting_id=meeting.pk, reason="Ziek")
    revive_meeting(actor=KEEPER, meeting_id=meeting.pk)
    assert told() == RUNS | {"projectleider-mgn"}
    assert Notice.objects.filter(user=person("projectleider-mgn")).count() == 2


def test_a_moved_meeting_is_told_to_who_knows_the_old_day_too(body, meeting):
    """The lead is a member until the old day, the reader from the new day on."""
    body.members.filter(user__username="projectleider-mgn").update(ends_on=meeting.held_on)
    new = meeting.held_on + timedelta(days=7)
    BodyMemberFactory.create(body=body, user=person("lezer"), starts_on=new)
    moved(meeting, new)
    assert told() == RUNS | {"projectleider-mgn", "lezer"}


def test_who_lost_the_right_is_told_nothing(meeting):
    Membership.objects.filter(user__username="projectleider-mgn").delete()
    fix_agenda(actor=KEEPER, meeting_id=meeting.pk)
    assert told() == RUNS


def test_without_members_on_that_day_it_is_as_it_was(body, meeting):
    body.members.update(ends_on=clock.today())
    fix_agenda(actor=KEEPER, meeting_id=meeting.pk)
    assert told() == RUNS | {"controller", "bestuurder-venray"}


@pytest.mark.parametrize(
    ("asks_colleges", "others"), [(False, {"controller"}), (True, {"controller", "bestuurder-venray"})]
)
def test_a_decision_is_told_to_members_and_to_the_colleges_it_asks(asks_colleges, others, body, meeting):
    decision = decided(meeting, asks_colleges=asks_colleges)
    tell_of_decision(DecisionRecorded(body.programme.slug, decision.pk, KEEPER))
    assert told() == RUNS | others | {"projectleider-mgn"}
    text = Notice.objects.earliest("pk").text
    assert ("De colleges besluiten hier zelf ook over." in text) is asks_colleges


def test_what_was_told_stays_told(body, meeting):
    fix_agenda(actor=KEEPER, meeting_id=meeting.pk)
    before = list(Notice.objects.order_by("pk").values())
    BodyMember.objects.filter(body=body).delete()
    BodyMemberFactory.create(body=body, user=person("lezer"))
    assert list(Notice.objects.order_by("pk").values()) == before


def decided(meeting: Meeting, *, asks_colleges: bool) -> Decision:
    return DecisionFactory.create(
        programme=meeting.body.programme,
        body=meeting.body,
        meeting=meeting,
        decided_on=meeting.held_on,
        asks_colleges=asks_colleges,
    )
