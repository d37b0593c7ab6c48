"""What is said beside a fixed agenda of results that went on since: back on track, or further behind."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from funding.models import GrantMilestone, MilestoneIndicator
from izaportal.core import clock
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.composing import milestone_of, off_track
from izaportal.meetings.models import AgendaItem
from izaportal.meetings.selectors.agendas import agenda_of
from izaportal.meetings.selectors.judged import since_fixed
from izaportal.meetings.services.agenda import fix_agenda
from izaportal.meetings.services.cancelling import cancel_meeting
from izaportal.meetings.turning import turned
from kpis.models import Indicator, Measurement
from pillars.models import Meeting
from tests.factories.funding import MilestoneIndicatorFactory
from tests.factories.meetings import AgendaItemFactory
from tests.meetings.agendas import BEHIND, ON_TRACK, Q3, approve, items, next_meeting, recalculate
from tests.web.meetings.places import coming
from tests.web.reading import text_of

SYSTEM = Viewer.system("Proef")


@dataclass(frozen=True)
class Judged:
    status: str
    value: Decimal | None = None
    lower: Decimal | None = Decimal(600)
    upper: Decimal | None = None


def judged(status: str, value: int | None = None, **bounds: Decimal | None) -> Judged:
    return Judged(status, None if value is None else Decimal(value), **bounds)


AT_MOST: dict[str, Decimal | None] = {"lower": None, "upper": Decimal(100)}


@pytest.mark.parametrize(
    ("then", "now", "word"),
    [
        (judged("off_track", 400), judged("on_track", 650), "niet meer achter"),
        (judged("off_track", 400), judged("at_risk", 590), "niet meer achter"),
        (judged("at_risk", 590), judged("off_track", 400), "ook achter"),
        (judged("off_track", 400), judged("off_track", 380), "verder achter"),
        (judged("off_track", 400), judged("off_track", 420), "minder ver achter"),
        (judged("off_track", 150, **AT_MOST), judged("off_track", 170, **AT_MOST), "verder achter"),
        (judged("off_track", 400), judged("off_track", 400), ""),
        (judged("off_track"), judged("off_track"), ""),
        (judged("on_track", 650), judged("exceeded", 900), ""),
    ],
)
def test_how_it_turned(then, now, word):
    assert turned(then, now) == word


def fix() -> AgendaItem:
    """The agenda of the next meeting, with a result that is behind on it."""
    approve(BEHIND)
    fix_agenda(actor=SYSTEM, meeting_id=next_meeting().pk)
    (item,) = items(ItemKind.GO_NO_GO)
    return item


def told() -> Mapping[UUID, str]:
    meeting = next_meeting()
    return since_fixed(agenda_of(SYSTEM, meeting.body.programme, meeting.pk))


@pytest.mark.django_db
def test_nothing_is_said_before_something_changed():
    fix()
    assert told() == {}
    recalculate()
    assert told() == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "word"),
    [(ON_TRACK, "niet meer achter"), (BEHIND - 20, "verder achter"), (BEHIND + 20, "minder ver achter")],
)
def test_it_is_said_at_the_item_and_nowhere_else(value, word, client_of):
    item = fix()
    approve(value)
    line = told()[item.pk]
    assert line == f"{word}: {value}\xa0inwoners in Q3 2026 (1-1 Inwoners bereikt met interventies)"
    client = client_of("bestuurder-venray")
    page = text_of(client.get(coming()))
    assert f"Sinds de vaststelling {' '.join(line.split())}." in page
    item.refresh_from_db()
    assert str(value) not in item.why
    book = load_workbook(io.BytesIO(client.get(f"{coming()}besluitenlijst/xlsx/").content))
    cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert item.title in cells
    assert not [cell for cell in cells if "Sinds de vaststelling" in cell]


@pytest.mark.django_db
def test_a_value_that_was_taken_back_is_told():
    item = fix()
    indicator = Indicator.objects.get(programme__slug="nml-o", slug="kpi-1-1")
    measured = Measurement.objects.filter(indicator=indicator, superseded_at=None)
    measured.update(superseded_at=clock.now())
    recalculate()
    assert told()[item.pk].startswith("niet ")


@pytest.mark.django_db
def test_an_open_agenda_says_it_itself():
    approve(BEHIND)
    approve(BEHIND - 20)
    assert told() == {}


@pytest.mark.django_db
@pytest.mark.parametrize("is_past", [True, False])
def test_a_meeting_that_is_over_or_off_stands_as_it_was(is_past):
    fix()
    approve(ON_TRACK)
    if is_past:
        Meeting.objects.filter(pk=next_meeting().pk).update(held_on=date(2026, 10, 11))
        meeting = Meeting.objects.select_related("body__programme").get(held_on=date(2026, 10, 11))
    else:
        meeting = next_meeting()
        cancel_meeting(actor=SYSTEM, meeting_id=meeting.pk, reason="Ziek")
    assert since_fixed(agenda_of(SYSTEM, meeting.body.programme, meeting.pk)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("more", [0, 3])
def test_more_items_take_no_more_queries(more):
    approve(BEHIND)
    (item,) = items(ItemKind.GO_NO_GO)
    link = MilestoneIndicator.objects.filter(milestone=milestone_of(item.cause)).earliest("id")
    others = GrantMilestone.objects.exclude(indicator_links__indicator=link.indicator)[:more]
    for other in others:
        MilestoneIndicatorFactory.create(milestone=other, indicator=link.indicator)
        cause = off_track(other.pk, Q3)
        AgendaItemFactory.create(agenda=item.agenda, kind=ItemKind.GO_NO_GO, cause=cause)
    fix_agenda(actor=SYSTEM, meeting_id=next_meeting().pk)
    approve(ON_TRACK)
    meeting = next_meeting()
    seen = agenda_of(SYSTEM, meeting.body.programme, meeting.pk)
    with CaptureQueriesContext(connection) as made:
        assert len(since_fixed(seen)) == 1 + more
    assert len(made) == 3
