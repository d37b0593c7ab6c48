import pytest

from projects.models import Project
from projects.selectors import planning
from tests.factories.projects import PreconditionFactory, RiskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(viewer_of):
    return viewer_of("lezer")


@pytest.fixture
def mgn(programme) -> Project:
    return Project.objects.get(programme=programme, slug="mgn")


def test_decisions_bring_their_conditions(reader, mgn, django_assert_num_queries):
    with django_assert_num_queries(4):
        decisions = {row.slug: list(row.conditions.all()) for row in planning.decisions_about(reader, mgn)}
    assert len(decisions["d2"]) == 3
    assert decisions["mgn-2026-02-26"] == []


def test_milestones_without_day_come_last(reader, programme):
    days = [row.due for row in planning.milestones_of(reader, programme)]
    known = [day for day in days if day is not None]
    assert days[: len(known)] == sorted(known)


def test_a_project_has_its_own_rows(reader, programme, mgn):
    risk = RiskFactory.create(programme=programme, project=mgn)
    needed = PreconditionFactory.create(programme=programme, project=mgn)
    own = planning.risks_of_project(reader, mgn)
    assert {row.project_id for row in own} == {mgn.pk}
    assert risk in own
    assert list(planning.preconditions_of_project(reader, mgn)) == [needed]
    assert risk in planning.risks_of(reader, programme)
    assert needed in planning.preconditions_of(reader, programme)


def test_another_region_sees_nothing_planned(viewer_of, programme, mgn):
    outsider = viewer_of("zl-manager")
    assert not planning.milestones_of(outsider, programme)
    assert not planning.milestones_of_project(outsider, mgn)
    assert not planning.risks_of(outsider, programme)
    assert not planning.risks_of_project(outsider, mgn)
    assert not planning.preconditions_of(outsider, programme)
    assert not planning.decisions_with_conditions(outsider, programme)
    assert not planning.decisions_about(outsider, mgn)
