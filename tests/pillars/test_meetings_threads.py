"""Two people at the same moment: a body is added once, not closed under a meeting, meets once a day, and has
each member once."""

from collections.abc import Callable
from datetime import date

import pytest

from izaportal.accounts.models import User
from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, Refused
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.meetings.services.cancelling import revive_meeting
from pillars.models import GovernanceBody, Meeting, Programme
from pillars.services.bodies import save_body
from pillars.services.meetings import save_meeting
from pillars.services.members import save_member
from tests.factories.sessions import second_to

SYSTEM = Viewer.system("proef")
DAY = date(2027, 3, 4)


@pytest.fixture
def nml_o(own_database) -> Programme:
    return Programme.objects.get(slug="nml-o")


@pytest.fixture
def body(nml_o) -> GovernanceBody:
    return GovernanceBody.objects.create(programme=nml_o, slug="proeftafel", name="Proeftafel")


def edit(**wanted: object) -> dict[str, Edit]:
    return {name: Edit(None, value) for name, value in wanted.items()}


def test_the_same_form_twice_at_once_adds_one_body(nml_o):
    new = uuid7()

    def add() -> object:
        return save_body(actor=SYSTEM, programme=nml_o, body_id=new, edits_of=edit(name="Proeftafel"))

    assert second_to(add, add) == [None]
    assert GovernanceBody.objects.get(name="Proeftafel").pk == new


def test_two_forms_at_once_do_not_take_the_same_name(nml_o):
    def add() -> object:
        return save_body(actor=SYSTEM, programme=nml_o, body_id=uuid7(), edits_of=edit(name="Proeftafel"))

    (refused,) = second_to(add, add)
    assert isinstance(refused, Invalid)
    assert [mistake.place for mistake in refused.mistakes] == ["name"]


@pytest.mark.parametrize(("closes_first", "place"), [(True, "held_on"), (False, "closed_on")])
def test_a_body_is_not_closed_under_a_meeting_that_is_being_planned(closes_first, place, nml_o, body):
    def close() -> object:
        return save_body(actor=SYSTEM, programme=nml_o, body_id=body.pk, edits_of=edit(closed_on=DAY))

    def plan() -> object:
        wanted = edit(body=body.pk, held_on=DAY)
        return save_meeting(actor=SYSTEM, programme=nml_o, meeting_id=uuid7(), edits_of=wanted)

    (refused,) = second_to(*((close, plan) if closes_first else (plan, close)))
    assert isinstance(refused, Invalid)
    assert [mistake.place for mistake in refused.mistakes] == [place]
    assert Meeting.objects.filter(body=body).exists() is not closes_first


def on(body: GovernanceBody, day: date, **columns: object) -> Meeting:
    return Meeting.objects.create(body=body, held_on=day, **columns)


def moved(meeting: Meeting, day: date) -> Callable[[], object]:
    def move() -> object:
        wanted = {"held_on": Edit(meeting.held_on, day)}
        programme = meeting.body.programme
        return save_meeting(actor=SYSTEM, programme=programme, meeting_id=meeting.pk, edits_of=wanted)

    return move


def revived(meeting: Meeting) -> Callable[[], object]:
    def revive() -> object:
        return revive_meeting(actor=SYSTEM, meeting_id=meeting.pk)

    return revive


def cancelled_on(body: GovernanceBody, day: date) -> Meeting:
    return on(body, day, cancelled_at=clock.now(), cancelled_by="Proef", cancelled_reason="Ziek")


def test_two_meetings_do_not_move_to_the_same_day(body):
    one, other = on(body, date(2027, 3, 1)), on(body, date(2027, 3, 2))
    (refused,) = second_to(moved(one, DAY), moved(other, DAY))
    assert isinstance(refused, Invalid)
    (mistake,) = refused.mistakes
    assert (mistake.place, str(mistake.message)) == ("held_on", "Op deze dag vergadert Proeftafel al.")
    assert list(Meeting.objects.filter(body=body, held_on=DAY)) == [one]


@pytest.mark.parametrize("revives_first", [True, False])
def test_a_day_is_not_taken_under_a_meeting_that_goes_on_after_all(revives_first, body):
    off, other = cancelled_on(body, DAY), on(body, date(2027, 3, 2))
    both = (revived(off), moved(other, DAY))
    (refused,) = second_to(*(both if revives_first else reversed(both)))
    assert isinstance(refused, Invalid if revives_first else Refused)
    assert "Op deze dag vergadert Proeftafel al." in str(refused)
    assert Meeting.objects.filter(body=body, held_on=DAY, cancelled_at=None).count() == 1


def test_the_same_form_twice_at_once_plans_one_meeting(body):
    new = uuid7()

    def plan() -> object:
        wanted = edit(body=body.pk, held_on=DAY)
        return save_meeting(actor=SYSTEM, programme=body.programme, meeting_id=new, edits_of=wanted)

    assert second_to(plan, plan) == [None]
    assert Meeting.objects.get(body=body).pk == new


def joined(body: GovernanceBody, first: date, last: date | None = None) -> Callable[[], object]:
    row, user = uuid7(), User.objects.get(username="lezer")

    def join() -> object:
        wanted = edit(user=user.pk, role="member", starts_on=first, ends_on=last)
        return save_member(actor=SYSTEM, body=body, member_id=row, edits_of=wanted)

    return join


def test_two_forms_at_once_do_not_seat_one_person_twice(body):
    (refused,) = second_to(joined(body, DAY), joined(body, date(2027, 1, 1)))
    assert isinstance(refused, Invalid)
    assert [str(mistake) for mistake in refused.mistakes] == [
        "starts_on: Lezer is al lid vanaf 4 maart 2027."
    ]
    assert body.members.count() == 1


def test_the_same_form_twice_at_once_adds_one_member(body):
    join = joined(body, DAY)
    assert second_to(join, join) == [None]
    assert body.members.count() == 1
