"""Searching projects: stems, accents, beginnings, parts of compounds, codes, and nothing of others."""

from typing import Any

import pytest
from django.db import connection

from izaportal.core.viewer import Viewer
from pillars.models import Programme
from projects.models import Project
from projects.selectors.projects import ProjectFilter, find_projects
from projects.selectors.search import best_first, matching
from tests.factories.pillars import ProgrammeFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
SYSTEM = Viewer.system("proef")


@pytest.fixture
def own() -> Programme:
    programme = ProgrammeFactory.create()
    projects: dict[str, dict[str, Any]] = {
        "zorgpaden": {"name": "Digitale zorgpaden", "code": "5.1", "summary": "Coördinatie van patiënten"},
        "netwerk": {"name": "Gezondheidsnetwerken", "code": "5.10", "aliases": ["MGN", "Café Doodgewoon"]},
        "coach": {"name": "Leefstijlcoaching", "goal": "Minder medicatiefouten", "code": "ZL-LO-01"},
        "portaal": {"name": "Portaal 2026", "code": "1-1", "other_codes": [{"scheme": "x", "code": "5.2"}]},
    }
    for slug, values in projects.items():
        ProjectFactory.create(programme=programme, slug=slug, **values)
    return programme


def found(programme: Programme, text: str) -> set[str]:
    return {row.slug for row in matching(Project.objects.filter(programme=programme), text)}


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("", {"zorgpaden", "netwerk", "coach", "portaal"}),
        ("zorgpad", {"zorgpaden"}),
        ("DIGITAAL", {"zorgpaden"}),
        ("coordinatie", {"zorgpaden"}),
        ("patiënt", {"zorgpaden"}),
        ("cafe", {"netwerk"}),
        ("mgn", {"netwerk"}),
        ("gezondhei", {"netwerk"}),
        ("netwerken", {"netwerk"}),
        ("coach", {"coach"}),
        ("medicatiefout", {"coach"}),
        ("digitale patiënten", {"zorgpaden"}),
        ("digitale mgn", set()),
        ("5.1", {"zorgpaden"}),
        ("5.10", {"netwerk"}),
        ("5.2", {"portaal"}),
        ("1-1", {"portaal"}),
        ("zl-lo-01", {"coach"}),
        ("2026", {"portaal"}),
        ("scheme", set()),
        ("'; drop table x; --", set()),
        ("\\' & | ! <-> :*", set()),
        ("digitale\x00", {"zorgpaden"}),
        ("(", set()),
        ("%", set()),
    ],
)
def test_every_word_finds_what_it_should(own, text, slugs):
    assert found(own, text) == slugs


def test_a_name_ranks_above_a_goal(own):
    ProjectFactory.create(programme=own, slug="doel", name="Apotheken", goal="Leefstijl en bewegen")
    ProjectFactory.create(programme=own, slug="naam", name="Leefstijl en bewegen")
    rows = matching(Project.objects.filter(programme=own), "bewegen")
    assert [row.slug for row in best_first(rows, "bewegen", then=("pk",))] == ["naam", "doel"]
    assert [row.slug for row in best_first(rows, "", then=("slug",))] == ["doel", "naam"]


def test_numbers_in_codes_follow_each_other(own):
    for code in ("5.9", "5.2", "10.1", "ZL-LO-2"):
        ProjectFactory.create(programme=own, code=code)
    codes = Project.objects.filter(programme=own).order_by("code_order").values_list("code", flat=True)
    assert list(codes) == ["1-1", "5.1", "5.2", "5.9", "5.10", "10.1", "ZL-LO-01", "ZL-LO-2"]


def test_lists_leave_the_index_where_it_is(own):
    """What only the database looks into is not read with every project."""
    assert Project.objects.filter(programme=own)[0].get_deferred_fields() == {"search", "code_order"}
    assert own.projects.all()[0].get_deferred_fields() == {"search", "code_order"}


def test_a_renamed_project_is_found_at_once(own):
    Project.objects.filter(programme=own, slug="portaal").update(name="Ketenzorg")
    assert found(own, "ketenzorg") == {"portaal"}
    assert found(own, "portaal") == set()


def test_the_database_can_use_its_indexes(own):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = matching(Project.objects.all(), "leefstijl").order_by().explain()
    assert "projects_project_search" in plan
    assert "projects_project_name_parts" in plan


def test_search_finds_nothing_of_others(own, viewer_of):
    wanted = ProjectFilter(text="netwerken")
    assert find_projects(SYSTEM, own, wanted)
    assert not find_projects(viewer_of("lezer"), own, wanted)
