"""What an indicator was like when it was judged stays with the result, whatever it becomes later."""

from decimal import Decimal

import pytest

from izaportal.core.editing import Edit
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.services.recalculation import carry_out
from kpis.models import Indicator, IndicatorStatus
from kpis.selectors.definition import DEFINING, as_judged, definition_of, that_counted
from kpis.selectors.statuses import statuses_everywhere
from kpis.services.indicators import edit_indicator
from tests.factories.kpis import IndicatorFactory, IndicatorStatusFactory

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
SYSTEM = Viewer.system("proef")


@pytest.fixture
def indicator(programme) -> Indicator:
    return Indicator.objects.get(programme=programme, slug="kpi-1-1")


def row_of(indicator: Indicator, quarter: Quarter) -> IndicatorStatus:
    return IndicatorStatus.objects.filter(indicator=indicator, quarter=quarter).latest("id")


def change(indicator: Indicator, **wanted) -> None:
    """As a manager does it, and then the work it asks for."""
    edits = {name: Edit(getattr(indicator, name), value) for name, value in wanted.items()}
    edit_indicator(actor=SYSTEM, indicator_id=indicator.pk, edits_of=edits, reason="proef")
    for run in Run.objects.filter(state=RunState.QUEUED):
        carry_out(run.pk)
    indicator.refresh_from_db()


def test_every_result_keeps_its_definition(indicator):
    kept = row_of(indicator, Q2).explanation["definition"]
    assert kept == definition_of(indicator)
    assert set(kept) == set(DEFINING)
    assert kept["phasing"] == ["25", "50", "75", "100"]


def test_a_change_reaches_open_quarters_only(indicator):
    frozen, open_before = row_of(indicator, Q2), row_of(indicator, Q3)
    change(indicator, phasing=[Decimal(0), Decimal(0), Decimal(0), Decimal(100)], counts=False)
    assert row_of(indicator, Q2) == frozen
    now = row_of(indicator, Q3)
    assert now.pk != open_before.pk
    assert (open_before.lower, now.lower) == (Decimal(660), Decimal(480))
    assert now.explanation["definition"]["counts"] is False


def test_the_definition_of_a_result_reads_back(indicator):
    frozen = row_of(indicator, Q2)
    change(indicator, direction="down", baseline=Decimal("12.5"), phasing=[Decimal(100)] * 4)
    then = as_judged(indicator, frozen)
    assert (then.direction, then.baseline) == ("up", None)
    assert [int(share) for share in then.phasing] == [25, 50, 75, 100]
    assert (indicator.direction, indicator.baseline) == ("down", Decimal("12.5"))
    assert as_judged(indicator, row_of(indicator, Q3)).baseline == Decimal("12.5")


def test_without_a_kept_definition_it_is_as_now(indicator):
    assert definition_of(as_judged(indicator, None)) == definition_of(indicator)
    assert definition_of(as_judged(indicator, IndicatorStatusFactory.build())) == definition_of(indicator)


def test_an_indicator_counts_as_it_did_then(indicator):
    def counted(quarter: Quarter) -> set[str]:
        return {row.indicator.slug for row in statuses_everywhere(SYSTEM, [quarter])}

    before = counted(Q2)
    change(indicator, counts=False)
    assert counted(Q2) == before
    assert indicator.slug not in counted(Q3)


def test_results_without_a_definition_count_as_now():
    counts, not_ = IndicatorFactory.create(), IndicatorFactory.create(counts=False)
    rows = [IndicatorStatusFactory.create(indicator=one) for one in (counts, not_)]
    found = that_counted(IndicatorStatus.objects.filter(pk__in=[row.pk for row in rows]))
    assert [row.indicator for row in found] == [counts]


def test_nothing_new_without_a_change(indicator):
    """The nightly run finds nothing left to do after an edit was judged."""
    change(indicator, headline=False)
    before = IndicatorStatus.objects.count()
    edit_indicator(
        actor=SYSTEM, indicator_id=indicator.pk, edits_of={"headline": Edit(True, False)}, reason="nog eens"
    )
    assert not Run.objects.filter(state=RunState.QUEUED).exists()
    assert IndicatorStatus.objects.count() == before
