from decimal import Decimal

import pytest

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, MeasurementState
from kpis.selectors import statuses as selectors
from tests.factories.kpis import IndicatorStatusFactory, MeasurementFactory

pytestmark = pytest.mark.django_db
Q1, Q2, Q3 = (Quarter(2026, number) for number in (1, 2, 3))
SYSTEM = Viewer.system("proef")


@pytest.fixture
def indicator(programme) -> Indicator:
    return Indicator.objects.get(programme=programme, slug="kpi-1-1")


def test_the_last_stored_row_holds(programme, indicator):
    newest = IndicatorStatusFactory.create_batch(2, indicator=indicator, quarter=Q2)[-1]
    rows = selectors.latest_statuses(SYSTEM, programme, quarters=[Q2])
    assert len(rows) == 15
    assert [row for row in rows if row.indicator == indicator] == [newest]


def test_every_quarter_has_its_own_row(programme):
    rows = selectors.latest_statuses(SYSTEM, programme)
    places = {(row.indicator_id, row.quarter) for row in rows}
    assert len(rows) == len(places) == 15 * 6


def test_no_quarters_asked_is_none(programme):
    assert list(selectors.latest_statuses(SYSTEM, programme, quarters=[])) == []


def test_statuses_cost_one_query(programme, django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = list(selectors.latest_statuses(SYSTEM, programme, quarters=[Q1, Q2]))
        assert all(row.indicator.pillar is None or row.indicator.pillar.name for row in rows)


def test_the_history_runs_oldest_first(indicator):
    rows = list(selectors.status_history(SYSTEM, indicator))
    assert [row.quarter for row in rows] == list(Quarter.span(Quarter(2025, 3), Q3.next))
    assert rows[3].explanation["measurement"]


def test_measurements_come_newest_first(indicator):
    later = MeasurementFactory.create(indicator=indicator, quarter=Q3, value=Decimal(1))
    rows = list(selectors.measurements_of(SYSTEM, indicator))
    assert rows[0] == later
    assert [row.quarter for row in rows] == sorted((row.quarter for row in rows), reverse=True)


def test_only_undecided_values_wait(indicator):
    waiting = selectors.waiting_everywhere(SYSTEM)
    assert {row.state for row in waiting} == {MeasurementState.SUBMITTED}
    before = waiting.count()
    MeasurementFactory.create(indicator=indicator, quarter=Q3, approved=True)
    assert waiting.all().count() == before


def test_fingerprints_are_of_the_last(programme, indicator):
    newest = IndicatorStatusFactory.create_batch(2, indicator=indicator, quarter=Q3)[-1]
    found = selectors.latest_fingerprints(programme, Q3)
    assert found[indicator.pk] == newest.fingerprint
    assert len(found) == 15
