"""Meetings are planned and moved; bodies are added and closed. On record, by who keeps them."""

from datetime import date

import pytest

from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.uuid7 import uuid7
from izaportal.notices.models import Notice
from pillars.models import GovernanceBody, Meeting
from pillars.selectors.meetings import kept_bodies
from pillars.services.bodies import save_body
from pillars.services.meetings import save_meeting
from tests.factories.pillars import MeetingFactory
from tests.factories.projects import DecisionFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)


@pytest.fixture
def secretary(viewer_of):
    return viewer_of("secretaris-pho")


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture
def meeting(programme) -> Meeting:
    return Meeting.objects.select_related("body").get(body__programme=programme, held_on=DAY)


def edit(**wanted: object) -> dict[str, Edit]:
    return {name: Edit(None, value) for name, value in wanted.items()}


def told(subject: str) -> set[str]:
    """Usernames."""
    return set(Notice.objects.filter(subject__contains=subject).values_list("user__username", flat=True))


def move(actor, programme, meeting, day: date) -> None:
    edits_of = {"held_on": Edit(meeting.held_on, day)}
    save_meeting(
        actor=actor, programme=programme, meeting_id=meeting.pk, edits_of=edits_of, reason="Zaal bezet"
    )


def test_who_attends_is_told_that_it_moves(secretary, programme, meeting):
    move(secretary, programme, meeting, date(2026, 12, 3))
    people = told("is verplaatst naar 3 december 2026")
    assert {"bestuurder-venray", "programmamanager", "controller"} <= people
    assert not people & {"secretaris-pho", "lezer", "zl-manager"}
    text = Notice.objects.filter(subject__contains="verplaatst").earliest("pk").text
    assert text == "Nu: 3 december 2026.\nDe vergadering stond gepland op 26 november 2026.\nZaal bezet"


def test_nobody_is_told_what_they_need_not_know(secretary, programme, meeting):
    edits_of = {"quarter": Edit(meeting.quarter, None)}
    save_meeting(actor=secretary, programme=programme, meeting_id=meeting.pk, edits_of=edits_of)
    assert not Notice.objects.filter(url__contains=str(meeting.pk)).exists()


@pytest.mark.parametrize("day", [DAY, date(2026, 10, 13)])
def test_what_was_decided_stays_on_its_day(day, secretary, programme, meeting):
    DecisionFactory.create(programme=programme, body=meeting.body, meeting=meeting, decided_on=DAY)
    Meeting.objects.filter(pk=meeting.pk).update(held_on=date(2026, 10, 12))
    meeting.refresh_from_db()
    with pytest.raises(Invalid, match="al een besluit genomen; haar datum ligt vast"):
        move(secretary, programme, meeting, day)


def add_body(actor, programme, name: str = "Stuurgroep Ouderen") -> GovernanceBody:
    row = uuid7()
    wanted = edit(name=name, scope="programma", has_mandate=True, decision_principle="consent")
    for _ in range(2):
        save_body(actor=actor, programme=programme, body_id=row, edits_of=wanted)
    return GovernanceBody.objects.get(pk=row)


def test_a_body_is_added_once_and_meets(manager, programme):
    body = add_body(manager, programme)
    assert (body.slug, body.decision_principle, body.has_mandate) == ("stuurgroep-ouderen", "consent", True)
    assert body in kept_bodies(manager, programme)
    with pytest.raises(Invalid, match="met deze naam"):
        add_body(manager, programme, "stuurgroep ouderen")
    with pytest.raises(Invalid, match="een naam"):
        add_body(manager, programme, "")


def test_a_secretary_adds_no_body(secretary, programme):
    with pytest.raises(NotAllowed):
        add_body(secretary, programme)


def close(actor, body: GovernanceBody, day: date) -> None:
    save_body(actor=actor, programme=body.programme, body_id=body.pk, edits_of={"closed_on": Edit(None, day)})


def test_what_is_closed_meets_no_more(manager, programme):
    body = add_body(manager, programme)
    close(manager, body, DAY)
    wanted = edit(body=body.pk, held_on=DAY)
    with pytest.raises(Invalid, match="opgeheven op 26 november 2026"):
        save_meeting(actor=manager, programme=programme, meeting_id=uuid7(), edits_of=wanted)
    assert body in kept_bodies(manager, programme)
    GovernanceBody.objects.filter(pk=body.pk).update(closed_on=date(2026, 10, 1))
    assert body not in kept_bodies(manager, programme)


def test_it_is_not_closed_with_meetings_ahead(manager, programme):
    body = add_body(manager, programme)
    MeetingFactory.create(body=body, held_on=DAY)
    with pytest.raises(Invalid, match="gepland op 26 november 2026"):
        close(manager, body, date(2026, 11, 1))
    close(manager, body, date(2026, 12, 1))
