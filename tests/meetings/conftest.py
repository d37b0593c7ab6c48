"""A secretary, the board they keep, and a decision of today on an item of its fixed agenda."""

from datetime import date

import pytest

from izaportal.core.uuid7 import uuid7
from izaportal.meetings.services.agenda import fix_agenda
from izaportal.meetings.services.deciding import NewDecision, record_decision
from pillars.models import GovernanceBody
from projects.models import Decision, DecisionKind, Project
from tests.factories.meetings import AgendaFactory, AgendaItemFactory
from tests.factories.pillars import MeetingFactory
from tests.fixtures.database import DEMO_DAY


@pytest.fixture
def secretary(viewer_of):
    return viewer_of("secretaris-pho")


@pytest.fixture
def pho() -> GovernanceBody:
    return GovernanceBody.objects.select_related("programme").get(programme__slug="nml-o", slug="pho")


@pytest.fixture
def mgn() -> Project:
    return Project.objects.get(slug="mgn", programme__slug="nml-o")


@pytest.fixture
def item(pho, mgn, secretary):
    """On the fixed agenda of a meeting of today."""
    meeting = MeetingFactory.create(body=pho, held_on=DEMO_DAY, quarter=None)
    made = AgendaItemFactory.create(agenda=AgendaFactory.create(meeting=meeting), project=mgn)
    fix_agenda(actor=secretary, meeting_id=meeting.pk)
    return made


@pytest.fixture
def new(mgn):
    return NewDecision(
        id=uuid7(),
        kind=DecisionKind.ADJUST,
        label="De werving van verkenners versnellen",
        conditions=("Geen extra geld van gemeenten",),
        owner_role="projectleider",
        deadline=date(2026, 12, 31),
        projects=frozenset({mgn.pk}),
    )


@pytest.fixture
def decision(item, new, secretary) -> Decision:
    return record_decision(actor=secretary, item_id=item.pk, new=new)
