from datetime import date

import pytest

from izaportal.core.viewer import Viewer
from pillars.selectors import plan

pytestmark = pytest.mark.django_db
STRANGER = Viewer.stranger()
TODAY = date(2026, 10, 12)


@pytest.fixture
def reader(viewer_of):
    return viewer_of("lezer")


def test_all_contradictions_stand_most_severe_first(reader, programme):
    rows = plan.contradictions_of(reader, programme)
    assert len(rows) == 49
    order = [plan.SEVERITIES.index(row.severity) for row in rows]
    assert order == sorted(order)


def test_contradictions_are_found_by_what_they_name(reader, programme):
    found = plan.contradictions_about(reader, programme, "ricm")
    assert "i03" in [row.slug for row in found]
    assert all("ricm" in row.refs for row in found)
    assert plan.contradictions_about(reader, programme, "bestaat-niet") == []


def test_figures_of_the_whole_come_too(reader, programme):
    rows = plan.figures_of(reader, programme)
    assert {row.pillar.slug if row.pillar else None for row in rows} == {
        None, "p0", "p1", "p2", "p3", "p4", "p5"
    }  # fmt: skip


def test_members_are_those_of_the_day(reader, programme):
    assert len(plan.municipalities_of(reader, programme, TODAY)) == 14
    assert len(plan.municipalities_of(reader, programme, date(1999, 1, 1))) == 0


def test_meetings_before_the_day_are_over(reader, programme):
    days = [row.held_on for row in plan.meetings_from(reader, TODAY, programmes=[programme])]
    assert days == [date(2026, 11, 26)]


def test_pillars_bring_movements_in_few_queries(reader, programme, django_assert_num_queries):
    with django_assert_num_queries(4):
        rows = {
            pillar.slug: len(pillar.movements.all()) + len(pillar.challenges.all())
            for pillar in plan.pillars_with_movements(reader, programme)
        }
    assert rows["p1"] > 0


@pytest.mark.parametrize(
    "name", ["figures_of", "sum_checks_of", "versions_of", "organisations_of", "actions_of"]
)
def test_strangers_read_nothing_of_a_plan(programme, name):
    assert not getattr(plan, name)(STRANGER, programme)


def test_periods_of_other_regions_stay_hidden(viewer_of):
    assert not plan.periods_everywhere(viewer_of("zl-manager"))
    assert {row.programme.slug for row in plan.periods_everywhere(viewer_of("lezer"))} == {"nml-o"}
