"""Agendas, what is on them, and what became of what was decided."""

from datetime import date

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.meetings.choices import FollowUp, ItemKind, Stance
from izaportal.meetings.models import (
    Agenda,
    AgendaItem,
    CollegePosition,
    FollowUpStep,
    ItemDecision,
    ItemMinute,
)
from tests.factories.pillars import MeetingFactory
from tests.factories.projects import DecisionFactory
from tests.factories.regions import MunicipalityFactory


class AgendaFactory(DjangoModelFactory[Agenda]):
    """Open."""

    class Meta:
        model = Agenda

    meeting = SubFactory(MeetingFactory)


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    """Brought in by a person."""

    class Meta:
        model = AgendaItem

    agenda = SubFactory(AgendaFactory)
    kind = ItemKind.OWN
    title = "Proefpunt"
    position = Sequence(lambda n: n + 1)


class ItemMinuteFactory(DjangoModelFactory[ItemMinute]):
    class Meta:
        model = ItemMinute

    item = SubFactory(AgendaItemFactory)
    number = 1
    text = "Het overleg besprak het."
    written_by = "Secretaris"


class ItemDecisionFactory(DjangoModelFactory[ItemDecision]):
    class Meta:
        model = ItemDecision

    item = SubFactory(AgendaItemFactory)
    decision = SubFactory(DecisionFactory, programme=SelfAttribute("..item.agenda.meeting.body.programme"))


class FollowUpStepFactory(DjangoModelFactory[FollowUpStep]):
    class Meta:
        model = FollowUpStep

    decision = SubFactory(DecisionFactory)
    number = 1
    state = FollowUp.BUSY
    taken_by = "Secretaris"


class CollegePositionFactory(DjangoModelFactory[CollegePosition]):
    class Meta:
        model = CollegePosition

    decision = SubFactory(DecisionFactory)
    municipality = SubFactory(MunicipalityFactory)
    number = 1
    stance = Stance.AGREED
    decided_on = date(2026, 9, 15)
    recorded_by = "Secretaris"
