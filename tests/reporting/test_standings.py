"""How projects stand at a quarter: what is stored, when nothing is, and who may read it."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from funding.models import Grant
from funding.refund import Stream
from izaportal.core.errors import Refused
from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import ProjectStanding
from izaportal.reporting.selectors.standings import latest_standings
from izaportal.reporting.services.standings import recompute_standings
from kpis.models import Indicator
from pillars.models import Programme
from projects.models import MilestoneState, Project
from tests.factories.core import RunFactory
from tests.factories.funding import GrantFactory, RefundRiskFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory
from tests.factories.refusals import execute
from tests.oracles import standings as oracle

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
# The reports of the demo tell of three milestones; the evaluation slips in Q2.
MGN_TIME = {
    "2025-Q3": "not_due",
    "2025-Q4": "not_due",
    "2026-Q1": "on_track",
    "2026-Q2": "at_risk",
    "2026-Q3": "at_risk",
    "2026-Q4": "at_risk",
}
DEMO_QUARTERS = list(Quarter.span(Quarter(2025, 3), Quarter(2026, 4)))
SYSTEM = Viewer.system("proef")


@pytest.fixture
def run() -> Run:
    return RunFactory.create(programme="nml-o")


def project(slug: str) -> Project:
    return Project.objects.get(programme__slug="nml-o", slug=slug)


def standing(slug: str) -> ProjectStanding:
    return ProjectStanding.objects.filter(project=project(slug), quarter=Q3).latest("id")


def restand(run: Run, programme: Programme):
    return recompute_standings(run=run, programme=programme, quarter=Q3)


@pytest.mark.parametrize("quarter", DEMO_QUARTERS, ids=str)
def test_stored_standings_match_slow_ones(programme, quarter):
    statuses: dict[str, list[str | None]] = defaultdict(list)
    for slug, status in oracle.rows(oracle.STATUSES, "nml-o", quarter):
        statuses[slug].append(status)
    money = {slug: rest for slug, *rest in oracle.rows(oracle.LEVELS, "nml-o", quarter)}
    stored = list(latest_standings(SYSTEM, programme, quarters=[quarter]).select_related("project"))
    assert len(stored) == 24
    for row in stored:
        slug = row.project.slug
        level, spent = money.get(slug, (None, None))
        time = MGN_TIME[quarter.key] if slug == "mgn" else "not_applicable"
        assert (row.result_status, row.time_status) == (oracle.result(statuses[slug]), time)
        assert row.money_status == (oracle.money(level) if slug in money else "not_applicable")
        assert (row.risk_level, row.spent) == (level or "", (spent or Decimal(0)) if slug in money else None)


def test_the_demo_stands_as_its_plan_says(programme):
    stood = {
        str(row.quarter): (row.result_status, row.money_status, row.risk_level, row.expected)
        for row in latest_standings(SYSTEM, programme).filter(project=project("mgn"))
    }
    assert list(stood) == [quarter.key for quarter in DEMO_QUARTERS]
    assert stood["2025-Q3"][1:3] == ("off_track", "hoog")
    assert stood["2026-Q3"][1:3] == ("on_track", "laag")
    assert standing("mgn").explanation["money"]["sentence"].startswith("Verwacht terug te betalen is €")


def test_the_same_input_writes_nothing(run, programme):
    before = ProjectStanding.objects.count()
    outcome = restand(run, programme)
    assert (outcome.looked_at, outcome.changed, outcome.failures) == (24, 0, [])
    assert ProjectStanding.objects.count() == before


def test_a_frozen_quarter_is_not_judged(run, programme):
    with pytest.raises(Refused, match="Q2 2026 is vastgesteld op 06-08-2026"):
        recompute_standings(run=run, programme=programme, quarter=Q2)


def test_a_late_milestone_shows_in_time(run, programme):
    late = MilestoneFactory.create(
        programme=programme,
        project=project("hex"),
        label="Loket open",
        due=date(2026, 6, 30),
        state=MilestoneState.PLANNED,
    )
    assert restand(run, programme).changed == 1
    now = standing("hex")
    assert (now.time_status, now.milestone_counts) == ("at_risk", {"late": 1})
    assert now.explanation["time"] == {
        "sentence": "1 mijlpaal: te laat. ‘Loket open’ moest klaar zijn op 30-06-2026.",
        "facts": [
            {
                "label": "Loket open",
                "due": "2026-06-30",
                "progress": "open",
                "reached_on": None,
                "expected": None,
            }
        ],
    }
    late.state, late.reached_on = MilestoneState.REACHED, date(2026, 9, 1)
    late.save()
    assert restand(run, programme).changed == 1
    assert standing("hex").time_status == "on_track"


def test_a_dropped_milestone_asks_nothing(run, programme):
    MilestoneFactory.create(
        programme=programme, project=project("hex"), due=date(2026, 1, 1), state=MilestoneState.DROPPED
    )
    assert restand(run, programme).changed == 0


def test_an_own_indicator_counts_once(run, programme):
    """The one its grant hangs on already, also as its own."""
    before = standing("mgn").indicator_counts
    Indicator.objects.filter(programme=programme, slug="kpi-1-1").update(project=project("mgn"))
    assert restand(run, programme).changed == 0
    assert (sum(before.values()), standing("mgn").indicator_counts) == (3, before)


def test_what_does_not_count_is_left_out(run, programme):
    Indicator.objects.filter(programme=programme, project=project("mgn")).update(counts=False)
    assert restand(run, programme).changed == 1
    assert (standing("mgn").result_status, standing("mgn").indicator_counts) == ("not_applicable", {})


def test_a_grant_without_figures_is_unknown(run, programme):
    GrantFactory.create(project=project("mgn"))
    assert restand(run, programme).changed == 1
    now = standing("mgn")
    assert (now.money_status, now.risk_level, now.expected, now.spent) == ("no_data", "", None, None)


def test_several_grants_are_judged_together(run, programme):
    """A small one that is lost weighs little beside a large one that goes well."""
    small = GrantFactory.create(project=project("mgn"), award=Decimal(100))
    RefundRiskFactory.create(
        grant=small,
        maximum=Decimal(100),
        expected=Decimal(100),
        expected_low=Decimal(100),
        level="hoog",
    )
    before = standing("mgn")
    assert restand(run, programme).changed == 1
    now = standing("mgn")
    assert before.expected is not None
    assert (now.risk_level, now.expected) == ("laag", before.expected + 100)


def test_other_streams_are_spent_not_refunded(run, programme):
    other = GrantFactory.create(project=project("hex"), stream=Stream.AZWA)
    RefundRiskFactory.create(grant=other, at_stake=Decimal("40.00"))
    assert restand(run, programme).changed == 1
    now = standing("hex")
    assert (now.money_status, now.spent, now.expected) == ("not_applicable", Decimal("40.00"), None)


def test_insurers_money_is_no_refund(programme):
    assert Grant.objects.filter(project=project("rdg"), source="zvw").exists()
    assert standing("rdg").money_status == "not_applicable"


def test_a_new_project_stands_at_once(run, programme):
    made = ProjectFactory.create(programme=programme, slug="proef-nieuw")
    assert restand(run, programme).changed == 1
    assert standing(made.slug).result_status == "not_applicable"


def test_a_broken_project_leaves_others(run, programme, caplog):
    MilestoneFactory.create(programme=programme, project=project("hex"), due=date(2026, 1, 1))
    broken = MilestoneFactory.create(programme=programme, project=project("mgn"))
    execute("UPDATE projects_milestone SET state = 'verdwaald' WHERE id = %s", broken.pk)
    outcome = restand(run, programme)
    assert (outcome.looked_at, outcome.changed) == (24, 1)
    [failure] = outcome.failures
    assert (failure["kind"], failure["id"]) == ("project", str(project("mgn").pk))


def test_queries_do_not_grow_with_projects(run, programme, django_assert_num_queries):
    """Two of the savepoint, the period, what is known and eight readings; storing is one more."""
    with django_assert_num_queries(12):
        assert restand(run, programme).changed == 0
    for project_of_many in ProjectFactory.create_batch(30, programme=programme):
        MilestoneFactory.create(programme=programme, project=project_of_many)
    with django_assert_num_queries(13):
        assert restand(run, programme).changed == 30


def test_a_stranger_to_the_programme_sees_none(programme, viewer_of):
    assert latest_standings(viewer_of("lezer"), programme).count() == 24 * len(DEMO_QUARTERS)
    for name in ("zl-manager", "beheerder"):
        assert not latest_standings(viewer_of(name), programme).exists()
