from decimal import Decimal

import pytest

from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator
from kpis.selectors import indicators as selectors
from kpis.selectors.targets import versions_of

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
SYSTEM, STRANGER = Viewer.system("proef"), Viewer.stranger()


@pytest.fixture
def indicator(programme) -> Indicator:
    return selectors.indicator(SYSTEM, programme, "kpi-1-1")


def ask(indicator: Indicator, state: RunState = RunState.QUEUED, **fields) -> Run:
    told = {"kind": "recalculate", "quarter": Q3, **fields}
    run = Run.objects.create(programme="nml-o", asked_by="proef", **told)
    if state in (RunState.DONE, RunState.FAILED):
        Run.objects.filter(pk=run.pk).update(state=state, finished_at=run.asked_at)
    return run


def test_a_stranger_finds_no_indicator(programme):
    with pytest.raises(Indicator.DoesNotExist):
        selectors.indicator(STRANGER, programme, "kpi-1-1")
    assert not selectors.indicators_of(STRANGER, programme)


def test_facts_are_as_of_the_quarter(indicator):
    facts = selectors.facts_at(SYSTEM, indicator, Q2)
    assert facts.values == {
        Quarter(2025, 3): Decimal(120),
        Quarter(2025, 4): Decimal(300),
        Quarter(2026, 1): Decimal(420),
        Q2: Decimal(540),
    }


def test_facts_of_another_region_stay_hidden(indicator, viewer_of):
    with pytest.raises(IndexError):
        selectors.facts_at(viewer_of("zl-manager"), indicator, Q2)


def test_targets_come_in_time(indicator):
    assert [row.year for row in versions_of(SYSTEM, indicator)] == [2025, 2026, 2027]


def test_nothing_is_underway_at_rest(indicator):
    assert selectors.recalculation(SYSTEM, indicator) == selectors.Recalculation(underway=False)


def test_a_queued_run_is_underway(indicator):
    ask(indicator, payload={"indicators": [str(indicator.pk)]})
    assert selectors.recalculation(SYSTEM, indicator).underway


def test_runs_of_others_do_not_count(indicator, programme):
    other = selectors.indicator(SYSTEM, programme, "kpi-1-2")
    ask(other, payload={"indicators": [str(other.pk)]})
    ask(other, payload={"indicators": [], "grants": []})
    assert not selectors.recalculation(SYSTEM, indicator).underway


@pytest.mark.parametrize("state", [RunState.QUEUED, RunState.FAILED])
def test_a_board_pack_is_no_recalculation(indicator, state):
    ask(indicator, state, kind="pack", quarter=None)
    assert selectors.recalculation(SYSTEM, indicator) == selectors.Recalculation(underway=False)


def test_a_run_of_everything_counts(indicator):
    ask(indicator)
    assert selectors.recalculation(SYSTEM, indicator).underway


def test_a_later_success_heals_a_failure(indicator):
    ask(indicator, RunState.FAILED, failures=[{"what": "1-1", "why": "stuk"}])
    assert selectors.recalculation(SYSTEM, indicator).has_failed
    ask(indicator, RunState.DONE)
    assert not selectors.recalculation(SYSTEM, indicator).has_failed


def test_a_failure_is_of_one_thing(indicator, programme):
    """A grant, or a name without a key, that went wrong in the same run says nothing of an indicator."""
    other = selectors.indicator(SYSTEM, programme, "kpi-1-2")
    strange = [{"kind": "grant", "id": str(other.pk), "what": "Zorgstart", "why": "stuk"}, {"what": "1-2"}]
    own = {"kind": "indicator", "id": str(indicator.pk), "what": str(indicator), "why": "stuk"}
    ask(indicator, RunState.DONE, failures=[*strange, own])
    assert selectors.recalculation(SYSTEM, indicator).has_failed
    assert not selectors.recalculation(SYSTEM, other).has_failed


def test_the_run_is_seen_in_one_query(indicator, django_assert_num_queries):
    with django_assert_num_queries(1):
        selectors.recalculation(SYSTEM, indicator)
