"""Quarters open by themselves: every one that began, once, and none after the programme."""

from datetime import date

import pytest

from izaportal.core import clock
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from pillars.models import Programme, ProgrammeState, ReportingPeriod
from pillars.services.opening import open_begun_quarters, open_first_quarter
from tests.factories.pillars import ProgrammeFactory, ReportingPeriodFactory

pytestmark = pytest.mark.django_db
CALENDAR = Viewer.system("kalender")
Q3 = Quarter(2026, 3)


def opened_on(day: date, programme: Programme) -> list[str]:
    with clock.pretending(day):
        rows = open_begun_quarters(actor=CALENDAR)
    return [row.quarter.key for row in rows if row.programme_id == programme.pk]


def controller_of(programme: Programme) -> Viewer:
    return Viewer(None, "Proef", frozenset({Right(Role.CONTROLLER, ScopeKind.PROGRAMME, programme.slug)}))


@pytest.fixture
def reporting(db) -> Programme:
    """Reports since 2026-Q3, runs until the end of 2027."""
    return ReportingPeriodFactory.create(quarter=Q3).programme


def test_the_demo_observes_the_quarter_of_today(programme):
    period = ReportingPeriod.objects.get(programme=programme, quarter=Quarter(2026, 4))
    assert period.is_observed
    assert (period.submit_from, period.submit_until) == (date(2027, 1, 1), date(2027, 1, 28))


def test_a_quarter_opens_on_its_first_day(reporting):
    assert opened_on(date(2026, 9, 30), reporting) == []
    assert opened_on(date(2026, 10, 1), reporting) == ["2026-Q4"]


def test_doing_it_again_opens_nothing(reporting):
    opened_on(date(2026, 10, 1), reporting)
    before = AuditEntry.objects.count()
    assert opened_on(date(2026, 10, 1), reporting) == []
    assert AuditEntry.objects.count() == before


def test_missed_quarters_are_made_up_for(reporting):
    assert opened_on(date(2027, 5, 20), reporting) == ["2026-Q4", "2027-Q1", "2027-Q2"]


def test_none_opens_after_the_end_year(reporting):
    assert opened_on(date(2028, 2, 1), reporting)[-1] == "2027-Q4"


@pytest.mark.parametrize("state", [ProgrammeState.STOPPED, ProgrammeState.SETTLED])
def test_an_ended_programme_opens_nothing(reporting, state):
    Programme.objects.filter(pk=reporting.pk).update(state=state)
    assert opened_on(date(2027, 5, 20), reporting) == []


def test_without_a_first_quarter_nothing_opens(db):
    assert opened_on(date(2026, 10, 1), ProgrammeFactory.create()) == []


def test_opening_is_on_record_and_calculated(reporting):
    opened_on(date(2026, 10, 1), reporting)
    entry = AuditEntry.objects.filter(programme=reporting.slug).latest("id")
    assert (entry.actor_name, entry.changes) == ("kalender", {"status": [None, "open"]})
    assert Run.objects.filter(programme=reporting.slug, quarter=Quarter(2026, 4)).exists()


def test_a_controller_opens_the_first_quarter():
    programme = ProgrammeFactory.create()
    period = open_first_quarter(actor=controller_of(programme), programme=programme, quarter=Quarter(2026, 4))
    assert period.is_observed
    again = open_first_quarter(actor=controller_of(programme), programme=programme, quarter=Quarter(2026, 4))
    assert again.pk == period.pk


@pytest.mark.parametrize(
    ("quarter", "why"),
    [
        (Quarter(2027, 1), "Q1 2027 begint op 01-01-2027"),
        (Quarter(2024, 4), "loopt van 2025 tot en met 2027"),
    ],
)
def test_a_first_quarter_has_begun_within_its_years(quarter, why):
    programme = ProgrammeFactory.create()
    with pytest.raises(Refused, match=why):
        open_first_quarter(actor=controller_of(programme), programme=programme, quarter=quarter)


def test_later_quarters_are_not_opened_by_hand(reporting):
    with pytest.raises(Refused, match="opent vanzelf"):
        open_first_quarter(actor=controller_of(reporting), programme=reporting, quarter=Quarter(2026, 4))


def test_nobody_else_opens_the_first_quarter(viewer_of):
    programme = ProgrammeFactory.create()
    with pytest.raises(NotAllowed):
        open_first_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q3)
    assert not programme.periods.exists()
