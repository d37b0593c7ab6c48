"""The secretary's work on an agenda, and who may do it."""

import pytest

from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.uuid7 import uuid7
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.models import AgendaItem
from izaportal.meetings.services.agenda import (
    fix_agenda,
    move_item,
    restore_item,
    save_item,
    withdraw_item,
)
from izaportal.notices.models import Notice
from projects.models import Project
from tests.meetings.agendas import items, next_meeting

pytestmark = pytest.mark.django_db
OWN = {"title": "Rondvraag", "why": "", "project": None, "note": ""}


def wanted(**values):
    return {name: Edit(None, value) for name, value in {**OWN, **values}.items()}


def save(actor, item_id=None, **values):
    meeting = next_meeting()
    return save_item(
        actor=actor, meeting_id=meeting.pk, item_id=item_id or uuid7(), edits_of=wanted(**values)
    )


def on_agenda():
    return [item for item in items() if item.withdrawn_at is None]


@pytest.mark.parametrize("person", ["secretaris-pho", "programmamanager"])
def test_they_keep_the_agenda(person, viewer_of):
    assert save(viewer_of(person)) is not None


@pytest.mark.parametrize(
    "person", ["controller", "projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager", "beheerder"]
)
def test_others_do_not(person, viewer_of):
    item = on_agenda()[0]
    for act in (
        lambda actor: save(actor),
        lambda actor: move_item(actor=actor, item_id=item.pk, up=False),
        lambda actor: withdraw_item(actor=actor, item_id=item.pk, reason="Nee"),
        lambda actor: restore_item(actor=actor, item_id=item.pk),
        lambda actor: fix_agenda(actor=actor, meeting_id=next_meeting().pk),
    ):
        with pytest.raises(NotAllowed):
            act(viewer_of(person))


def test_the_same_form_twice_adds_one(secretary):
    item_id = uuid7()
    assert save(secretary, item_id) is not None
    assert save(secretary, item_id) is None
    assert [item.title for item in items() if item.pk == item_id] == ["Rondvraag"]
    assert on_agenda()[-1].pk == item_id


def test_two_people_in_one_title_collide(secretary):
    own = next(item for item in items() if item.kind == ItemKind.OWN)
    seen = {"title": Edit("Iets anders", "Van mij")}
    with pytest.raises(Conflicted):
        save_item(actor=secretary, meeting_id=next_meeting().pk, item_id=own.pk, edits_of=seen)


def test_of_what_came_by_itself_only_the_note(secretary):
    item = next(item for item in items() if item.kind == ItemKind.DUTY)
    edits = {"title": Edit(item.title, "Anders"), "note": Edit("", "Neem de brief mee")}
    save_item(actor=secretary, meeting_id=next_meeting().pk, item_id=item.pk, edits_of=edits)
    after = AgendaItem.objects.get(pk=item.pk)
    assert (after.title, after.note) == (item.title, "Neem de brief mee")


def test_a_project_of_elsewhere_is_refused(secretary):
    strange = Project.objects.filter(programme__slug="zuid-limburg").earliest("pk")
    with pytest.raises(Invalid, match="hoort niet bij dit programma"):
        save(secretary, project=strange.pk)


def test_items_change_places(secretary):
    save(secretary)
    first, second, *_ = before = [item.pk for item in on_agenda()]
    assert move_item(actor=secretary, item_id=first, up=True) is None
    move_item(actor=secretary, item_id=second, up=True)
    assert [item.pk for item in on_agenda()] == [second, first, *before[2:]]


def test_withdrawing_needs_a_reason(secretary):
    item = on_agenda()[0]
    with pytest.raises(Invalid, match="Schrijf waarom"):
        withdraw_item(actor=secretary, item_id=item.pk, reason=" ")
    withdraw_item(actor=secretary, item_id=item.pk, reason="Al besproken")
    assert withdraw_item(actor=secretary, item_id=item.pk, reason="Al besproken") is None
    with pytest.raises(Refused, match="niet meer op de agenda"):
        move_item(actor=secretary, item_id=item.pk, up=True)
    restore_item(actor=secretary, item_id=item.pk)
    assert on_agenda()[-1].pk == item.pk


def test_a_fixed_agenda_stands(secretary, viewer_of):
    meeting, item = next_meeting(), on_agenda()[0]
    agenda = fix_agenda(actor=secretary, meeting_id=meeting.pk)
    assert agenda.fixed_by == "Secretaris portefeuillehoudersoverleg"
    assert fix_agenda(actor=viewer_of("programmamanager"), meeting_id=meeting.pk).fixed_at == agenda.fixed_at
    for act in (
        lambda: save(secretary),
        lambda: move_item(actor=secretary, item_id=item.pk, up=False),
        lambda: withdraw_item(actor=secretary, item_id=item.pk, reason="Toch niet"),
        lambda: restore_item(actor=secretary, item_id=item.pk),
    ):
        with pytest.raises(Refused, match="vastgesteld"):
            act()


def test_the_board_is_told_that_it_stands(secretary):
    meeting = next_meeting()
    fix_agenda(actor=secretary, meeting_id=meeting.pk)
    told = Notice.objects.filter(once=f"agenda/{meeting.pk}").values_list("user__username", flat=True)
    assert sorted(told) == ["bestuurder-venray", "controller", "programmamanager"]


def test_an_empty_agenda_is_not_fixed(secretary):
    for item in on_agenda():
        withdraw_item(actor=secretary, item_id=item.pk, reason="Leeg")
    with pytest.raises(Refused, match="nog niets"):
        fix_agenda(actor=secretary, meeting_id=next_meeting().pk)
