"""A board member hears of decisions that the own college decides on as well."""

from datetime import date

import pytest

from izaportal.meetings.choices import Stance
from izaportal.web.start.sources import meetings
from pillars.models import Programme
from regions.models import Municipality
from tests.factories.meetings import CollegePositionFactory
from tests.factories.projects import DecisionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)


def test_a_board_member_hears_what_the_own_college_decides(viewer_of):
    board = viewer_of("bestuurder-venray")
    assert list(meetings.for_college(board, TODAY)) == []  # of what the plan asked no day is known
    programme = Programme.objects.get(slug="nml-o")
    made = DecisionFactory.create(
        programme=programme, label="Meer verkenners", asks_colleges=True, decided_on=TODAY
    )
    [line] = meetings.for_college(board, TODAY)
    assert line.title == "College van Venray: Meer verkenners"
    assert line.url.endswith(f"/besluiten/{made.slug}/#colleges")
    for person in ("lezer", "programmamanager", "zl-manager"):
        assert list(meetings.for_college(viewer_of(person), TODAY)) == []
    venray = Municipality.objects.get(code="GM0984")
    CollegePositionFactory.create(decision=made, municipality=venray, stance=Stance.AGREED, decided_on=TODAY)
    assert list(meetings.for_college(board, TODAY)) == []
