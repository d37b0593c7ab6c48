from decimal import Decimal

import pytest

from funding.selectors import grants as selectors
from izaportal.core.quarter import Quarter
from kpis.models import Indicator
from projects.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(viewer_of):
    return viewer_of("lezer")


@pytest.fixture
def zorgstart(programme) -> Project:
    return Project.objects.get(programme=programme, slug="zorgstart")


def test_a_grant_brings_its_milestones(reader, zorgstart, django_assert_num_queries):
    with django_assert_num_queries(7):
        (grant,) = selectors.grants_of_project(reader, zorgstart)
        verdicts = [[row.achieved for row in m.verdicts.all()] for m in grant.milestones.all()]
        assert list(grant.payment_conditions.all()) == []
    assert grant.award == Decimal("618300.00")
    assert verdicts == [[True], [], []]


def test_risks_run_over_the_quarters(reader, zorgstart):
    rows = list(selectors.risks_of_project(reader, zorgstart))
    assert [row.quarter for row in rows] == list(Quarter.span(Quarter(2025, 3), Quarter(2026, 4)))
    assert rows[3].expected == Decimal("103050.00")


def test_milestones_are_found_by_indicator(reader, programme):
    indicator = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    (link,) = selectors.milestones_on(reader, indicator)
    assert (link.threshold, link.milestone.grant.project.slug) == (Decimal(1200), "mgn")


def test_payments_are_found_by_indicator(reader, programme):
    indicator = Indicator.objects.get(programme=programme, slug="kpi-2-3")
    assert [row.slug for row in selectors.conditions_on(reader, indicator)] == ["rdg-2", "rdg-3"]


def test_another_region_finds_no_money(viewer_of, programme, zorgstart):
    outsider = viewer_of("zl-manager")
    indicator = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    assert not selectors.grants_of_project(outsider, zorgstart)
    assert not selectors.risks_of_project(outsider, zorgstart)
    assert not selectors.milestones_on(outsider, indicator)
    assert not selectors.conditions_on(outsider, indicator)
