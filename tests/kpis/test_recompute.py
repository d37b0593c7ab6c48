"""Judging a quarter: what is stored, when nothing is, and what a broken indicator leaves alone."""

from decimal import Decimal

import pytest

from izaportal.core.errors import Refused
from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, IndicatorStatus, Measurement
from kpis.selectors.facts import indicator_facts
from kpis.services import recompute
from kpis.services.recompute import RULE_VERSION, recompute_statuses
from kpis.status import Assessment, StatusFacts, assess
from pillars.models import Programme
from tests.factories.core import RunFactory
from tests.factories.kpis import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.refusals import execute

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
SYSTEM = Viewer.system("proef")


@pytest.fixture
def run() -> Run:
    return RunFactory.create(programme="nml-o")


def judge(run: Run, programme: Programme, **only):
    return recompute_statuses(run=run, programme=programme, quarter=Q3, **only)


def latest(indicator: Indicator, quarter: Quarter = Q3) -> IndicatorStatus:
    return IndicatorStatus.objects.filter(indicator=indicator, quarter=quarter).latest("id")


def test_the_same_input_writes_nothing(run, programme):
    before = IndicatorStatus.objects.count()
    outcome = judge(run, programme)
    assert (outcome.looked_at, outcome.changed, outcome.failures) == (15, 0, [])
    assert IndicatorStatus.objects.count() == before


def test_a_frozen_quarter_is_not_judged(run, programme):
    with pytest.raises(Refused, match="Q2 2026 is vastgesteld op 06-08-2026"):
        recompute_statuses(run=run, programme=programme, quarter=Q2)


def test_a_row_names_what_it_rests_on(run):
    indicator = IndicatorFactory.create()
    target = TargetFactory.create(indicator=indicator)
    measured = MeasurementFactory.create(indicator=indicator, value=Decimal(53), approved=True)
    assert judge(run, indicator.programme).changed == 1
    row = latest(indicator)
    assert (row.status, row.value, row.run, row.rule_version) == ("off_track", Decimal(53), run, RULE_VERSION)
    # From 0 to 80–120 over the year: three quarters of it are due at the end of the third quarter.
    assert (row.lower, row.upper, row.margin) == (Decimal(60), Decimal(90), Decimal(6))
    assert row.explanation["target"] == {"id": str(target.pk), "version": 1, "text": "100 (±20%)"}
    assert row.explanation["measurement"] == str(measured.pk)
    assert row.explanation["comparison"]["side"] == "lower"
    assert row.sentence.endswith(".")


def test_a_row_without_measurement_is_grey(run):
    indicator = TargetFactory.create().indicator
    judge(run, indicator.programme)
    row = latest(indicator)
    assert (row.status, row.value, row.margin) == ("no_data", None, None)
    assert (row.explanation["measurement"], row.explanation["missing"]) == (None, "measurement")


def test_going_back_is_a_new_row(run, programme):
    """The same input means as the last row, not as any row ever."""
    indicator = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    margins = []
    for margin in (20, 10):
        programme.margin_pct = Decimal(margin)
        programme.save()
        outcome = judge(run, programme, only=[indicator.pk])
        margins.append((outcome.changed, latest(indicator).explanation["margin_pct"]))
    assert margins == [(1, "20"), (1, "10")]
    fingerprints = IndicatorStatus.objects.filter(indicator=indicator, quarter=Q3).order_by("id")
    first, second, third = fingerprints.values_list("fingerprint", flat=True)
    assert first == third != second


def test_only_the_named_are_judged(run, programme):
    indicator = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    Measurement.objects.bulk_create(
        Measurement(indicator=row, quarter=Q3, value=1, state="approved", decided_at=run.asked_at)
        for row in Indicator.objects.filter(programme=programme, slug__in=("kpi-1-1", "kpi-2-1"))
    )
    outcome = judge(run, programme, only=[indicator.pk])
    assert (outcome.looked_at, outcome.changed) == (1, 1)
    rest = judge(run, programme)
    assert (rest.looked_at, rest.changed) == (15, 1)


def test_another_programme_stays_untouched(run, programme):
    other = TargetFactory.create().indicator
    judge(run, programme)
    assert not IndicatorStatus.objects.filter(indicator=other).exists()


def test_a_broken_indicator_leaves_others(run, programme, monkeypatch, caplog):
    """The other fourteen are stored; the failure has a name and a reason."""
    programme.margin_pct = Decimal(20)
    programme.save()
    broken = Indicator.objects.get(programme=programme, slug="kpi-2-1")
    (its_facts,) = indicator_facts(programme, Q3, only=[broken.pk])

    def breaks_once(facts: StatusFacts) -> Assessment:
        if facts.plan == its_facts.plan:
            raise ArithmeticError("proefmislukking")
        return assess(facts)

    monkeypatch.setattr(recompute, "assess", breaks_once)
    outcome = judge(run, programme)
    assert (outcome.looked_at, outcome.changed) == (15, 14)
    (failure,) = outcome.failures
    assert failure["why"] == "ArithmeticError: proefmislukking"
    assert "2-1" in failure["what"]
    assert latest(broken).explanation["margin_pct"] == "10"


def test_impossible_data_fails_alone(run, caplog):
    """A direction that no rule knows, put there in plain SQL: one failure of the run, not its end."""
    good = TargetFactory.create().indicator
    bad = TargetFactory.create(indicator__programme=good.programme).indicator
    execute("UPDATE kpis_indicator SET direction = 'opzij' WHERE id = %s", bad.pk)
    outcome = judge(run, good.programme)
    assert (outcome.looked_at, outcome.changed) == (2, 1)
    assert [failure["why"] for failure in outcome.failures] == [
        "ValueError: 'opzij' is not a valid Direction"
    ]
    assert IndicatorStatus.objects.get(indicator__programme=good.programme).indicator == good


def test_undated_targets_do_not_hinder(run):
    """A plan may state a target without a day; beside a dated one it is shown and judges nothing."""
    dated = TargetFactory.create(version=2)
    TargetFactory.create(indicator=dated.indicator, year=None, lower=1, upper=1)
    MeasurementFactory.create(indicator=dated.indicator, value=Decimal(60), approved=True)
    outcome = judge(run, dated.indicator.programme)
    assert outcome.failures == []
    assert latest(dated.indicator).explanation["target"]["id"] == str(dated.pk)


def test_older_rows_are_kept(run, programme):
    indicator = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    before = list(IndicatorStatus.objects.filter(indicator=indicator).order_by("id"))
    MeasurementFactory.create(indicator=indicator, quarter=Q3, value=Decimal(700), approved=True)
    judge(run, programme)
    after = list(IndicatorStatus.objects.filter(indicator=indicator).order_by("id"))
    assert after[:-1] == before
    assert (after[-1].status, after[-1].lower, after[-1].upper) == ("on_track", Decimal(660), Decimal(990))


def test_invention_is_carried_to_results(run):
    indicator = TargetFactory.create().indicator
    MeasurementFactory.create(indicator=indicator, approved=True, illustrative=True)
    judge(run, indicator.programme)
    assert latest(indicator).illustrative


def test_judging_takes_a_fixed_number_of_queries(run, programme, django_assert_max_num_queries):
    programme.margin_pct = Decimal(20)
    programme.save()
    with django_assert_max_num_queries(10):
        assert judge(run, programme).changed == 15
