"""The figures by the rules and by one hand-written SQL statement: of the demo and of much more."""

from decimal import Decimal

import pytest

from izaportal.bench.by_hand import by_hand, differences
from izaportal.bench.grown import grown
from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.reporting.services.recalculation import ask_for, recalculate
from kpis.models import IndicatorStatus
from pillars.models import Programme

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["nml-o", "nml", "zuid-limburg"])
def test_rules_and_sql_give_the_same_figures(slug):
    programme = Programme.objects.get(slug=slug)
    quarters = [period.quarter for period in programme.periods.all()]
    assert differences(programme, quarters) == []


def test_they_agree_on_all_kinds_of_facts(programme):
    quarters = [period.quarter for period in programme.periods.all()]
    with grown(programme, many=60):
        asked = ask_for(programme, asked_by="proef", asked_for="proef")
        outcomes = [recalculate(run) for run in Run.objects.filter(pk__in=[run.pk for run in asked])]
        assert [outcome.failures for outcome in outcomes] == [[] for _ in quarters]
        assert differences(programme, quarters) == []
        found = by_hand(programme, quarters)
    assert {what for what, *_ in found} == {"status", "risk", "share"}
    assert len(found) > 60 * 14 * len(quarters)


def test_a_difference_is_told(programme):
    row = IndicatorStatus.objects.filter(indicator__programme=programme, quarter="2026-Q2").latest("id")
    row.pk, row.lower = None, Decimal(row.lower or 0) + 1
    row.save(force_insert=True)
    (told,) = differences(programme, [Quarter(2026, 2)])
    assert str(row.indicator_id) in told
