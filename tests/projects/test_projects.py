import pytest

from izaportal.core.viewer import Viewer
from projects.models import Project
from projects.selectors import projects as selectors
from projects.selectors.projects import ProjectFilter
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
STRANGER = Viewer.stranger()


@pytest.fixture
def reader(viewer_of):
    return viewer_of("lezer")


def names(found) -> list[str]:
    return [row.name for row in found]


def test_a_stranger_sees_no_project(programme):
    assert list(selectors.projects_of(STRANGER, programme)) == []
    with pytest.raises(Project.DoesNotExist):
        selectors.project(STRANGER, programme, "mgn")


def test_another_region_sees_no_project(programme, viewer_of):
    outsider = viewer_of("zl-manager")
    assert list(selectors.find_projects(outsider, programme, ProjectFilter(text="zorg"))) == []
    assert selectors.stages_of(outsider, programme) == []


def test_an_empty_filter_finds_all(programme, reader):
    assert len(selectors.find_projects(reader, programme, ProjectFilter())) == 24


def test_every_word_must_be_found(programme, reader):
    found = selectors.find_projects(reader, programme, ProjectFilter(text="gezondheidsnetwerken MGN"))
    assert names(found) == ["Mentale gezondheidsnetwerken"]
    assert not selectors.find_projects(reader, programme, ProjectFilter(text="MGN ricm"))


def test_pillar_and_stage_narrow_down(programme, reader):
    found = selectors.find_projects(reader, programme, ProjectFilter(pillar="p4", stage="unknown"))
    assert {row.pillar.slug for row in found if row.pillar} == {"p4"}
    assert {row.stage for row in found} == {""}


def test_only_stages_that_occur_are_offered(programme, reader):
    offered = [value for value, _ in selectors.stages_of(reader, programme)]
    assert offered == ["initiation", "preparation", "design", "execution", "realisation", "unknown"]


def test_a_list_costs_three_queries(programme, reader, django_assert_num_queries):
    with django_assert_num_queries(3):
        rows = list(selectors.projects_of(reader, programme))
        assert all(row.pillar is None or row.pillar.name for row in rows)


def test_a_code_may_name_two_projects(programme, reader):
    twice = [row.code for row in selectors.projects_of(reader, programme) if row.code == "4.2"]
    assert len(twice) == 2


def test_dependencies_come_both_ways(programme, reader):
    rdg = selectors.project(reader, programme, "rdg")
    (needed,) = selectors.dependencies_of(reader, rdg)
    assert needed.project == rdg
    assert needed in selectors.dependencies_of(reader, needed.needs)


def test_slugs_are_looked_up_per_programme(programme, reader):
    elsewhere = ProjectFactory.create(slug="mgn")
    assert selectors.project(reader, programme, "mgn").pk != elsewhere.pk
