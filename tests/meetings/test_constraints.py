"""Rules that the database keeps for meetings, each broken on purpose."""

import pytest

from izaportal.core import clock
from izaportal.meetings.choices import FollowUp, ItemKind, Stance
from tests.factories.meetings import (
    AgendaFactory,
    AgendaItemFactory,
    CollegePositionFactory,
    FollowUpStepFactory,
    ItemDecisionFactory,
    ItemMinuteFactory,
)
from tests.factories.projects import DecisionFactory
from tests.factories.refusals import Breaks, execute, insert_only_refuses, making, refusal, rules_of, twice
from tests.factories.regions import MunicipalityFactory

pytestmark = pytest.mark.django_db
GUARDS = {  # broken below
    "meetings_agenda_stands",
    "meetings_item_stands",
    "meetings_itemminute_insert_only",
    "meetings_itemdecision_insert_only",
    "meetings_followupstep_insert_only",
    "meetings_collegeposition_insert_only",
}
BY_ITSELF = {"kind": ItemKind.DUTY, "cause": "duty/1"}

BREAKS: Breaks = {
    "meetings_agenda_fixed_by_somebody": making(AgendaFactory, fixed_at=clock.now),
    "meetings_item_cause_once": twice(AgendaItemFactory, agenda=AgendaFactory.create, **BY_ITSELF),
    "meetings_item_own_has_no_cause": making(AgendaItemFactory, cause="duty/1"),
    "meetings_item_named": making(AgendaItemFactory, title=""),
    "meetings_item_withdrawn_has_reason": making(AgendaItemFactory, withdrawn_at=clock.now),
    "meetings_item_url_is_path": making(AgendaItemFactory, url="https://elders.example/"),
    "meetings_minute_number_unique": twice(ItemMinuteFactory, item=AgendaItemFactory.create),
    "meetings_step_number_unique": twice(FollowUpStepFactory, decision=DecisionFactory.create),
    "meetings_step_done_is_proven": making(FollowUpStepFactory, state=FollowUp.DONE),
    "meetings_step_lapsed_has_reason": making(FollowUpStepFactory, state=FollowUp.LAPSED),
    "meetings_position_number_unique": twice(
        CollegePositionFactory, decision=DecisionFactory.create, municipality=MunicipalityFactory.create
    ),
    "meetings_position_decided_has_day": making(CollegePositionFactory, decided_on=None),
    "meetings_position_reserved_says_what": making(CollegePositionFactory, stance=Stance.RESERVED),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert {*BREAKS, *GUARDS} == rules_of("meetings")


@pytest.mark.parametrize(
    ("factory", "column"),
    [
        (ItemMinuteFactory, "text"),
        (ItemDecisionFactory, "item_id"),
        (FollowUpStepFactory, "note"),
        (CollegePositionFactory, "reservation"),
    ],
)
def test_what_was_said_and_decided_only_grows(factory, column):
    said = f"tabel {factory._meta.model._meta.db_table} is alleen om toe te voegen"
    assert insert_only_refuses(factory.create, column) == [
        f"{said}: UPDATE geweigerd",
        f"{said}: DELETE geweigerd",
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meetings_agenda SET fixed_at = NULL, fixed_by = '' WHERE id = %s",
        "UPDATE meetings_agenda SET fixed_at = now() WHERE id = %s",
        "UPDATE meetings_agendaitem SET title = 'anders' WHERE agenda_id = %s",
        "UPDATE meetings_agendaitem SET position = 9 WHERE agenda_id = %s",
        "DELETE FROM meetings_agendaitem WHERE agenda_id = %s",
    ],
)
def test_a_fixed_agenda_never_changes(statement):
    item = AgendaItemFactory.create()
    item.agenda.fixed_at, item.agenda.fixed_by = clock.now(), "Secretaris"
    item.agenda.save()
    assert "geweigerd" in refusal(lambda: execute(statement, item.agenda_id))
    assert "INSERT geweigerd" in refusal(lambda: AgendaItemFactory.create(agenda=item.agenda))
