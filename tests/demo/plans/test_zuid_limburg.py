"""The golden counts of the plan of Zuid-Limburg, from the rows that were loaded."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from funding.models import Grant
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, Target
from kpis.selectors.facts import indicator_facts
from kpis.status import Status, assess
from kpis.targets import Direction
from pillars.models import Challenge, GovernanceBody, Pillar, PlanFact, Programme
from pillars.selectors.programmes import visible_programmes
from projects.models import Milestone, OwnerKind, Project, ProjectFigure, ProjectKind, ProjectPartner
from regions.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Programme:
    return Programme.objects.get(slug="zuid-limburg")


def part(slug: str) -> Project:
    return Project.objects.get(programme__slug="zuid-limburg", slug=slug)


def test_the_plan_has_its_counts(plan: Programme) -> None:
    parts = Project.objects.filter(programme=plan)
    assert plan.municipalities.count() == 16
    assert Pillar.objects.filter(programme=plan).count() == 8
    assert Counter(parts.values_list("kind", flat=True)) == {ProjectKind.THEME_PART: 42}
    assert parts.filter(source_document__startswith="Bijlage").count() == 30
    assert Challenge.objects.filter(programme=plan).count() == 5


def test_every_result_has_a_place(plan: Programme) -> None:
    """109 results: 36 KPIs, 39 milestones and products, 29 effects, 5 estimates."""
    kpis = Indicator.objects.filter(programme=plan, project__isnull=False).count()
    milestones = Counter(Milestone.objects.filter(programme=plan).values_list("kind", flat=True))
    effects = sum(len(row.facts["effects"]) for row in Project.objects.filter(programme=plan))
    estimates = ProjectFigure.objects.filter(project__programme=plan, source_place__contains=", ZL-").count()
    assert milestones == {"mijlpaal": 15, "product": 24}
    assert (kpis, effects, estimates) == (36, 29, 5)
    assert kpis + sum(milestones.values()) + effects + estimates == 109


def test_eight_kpis_have_a_target(plan: Programme) -> None:
    kpis = Indicator.objects.filter(programme=plan, project__isnull=False)
    assert kpis.filter(targets__isnull=False).count() == 8
    assert kpis.filter(baseline__isnull=False).count() == 0


def test_a_reduction_counts_upwards() -> None:
    falls = Indicator.objects.get(programme__slug="zuid-limburg", code="ZL-VO-07-3")
    target = falls.targets.get()
    assert (falls.direction, falls.unit, falls.is_change) == (Direction.UP, "procent daling", True)
    assert falls.facts["direction"] == "lager"
    assert (target.lower, target.upper, target.due) == (Decimal(30), None, date(2025, 12, 31))


def test_a_target_may_have_no_date() -> None:
    target = Target.objects.get(indicator__code="ZL-IA-01-3")
    assert (target.lower, target.has_moment) == (Decimal(15), False)


def test_the_whole_region_has_one_goal(plan: Programme) -> None:
    goal = Indicator.objects.get(programme=plan, project__isnull=True)
    assert (goal.code, goal.targets.get().due) == ("ZL-R1", date(2030, 12, 31))


def test_a_part_may_serve_two_themes() -> None:
    pluswijken = part("pluswijken")
    assert pluswijken.pillar == Pillar.objects.get(slug="integrale-aanpak-infrastructuur")
    assert [other.slug for other in pluswijken.other_pillars.all()] == ["zorgoptimalisatie"]


def test_owners_are_told_apart(plan: Programme) -> None:
    kinds = Counter(Project.objects.filter(programme=plan).values_list("owner_kind", flat=True))
    assert kinds == {
        OwnerKind.UNKNOWN: 13,  # twelve silent, one a person without organisation
        OwnerKind.ORGANISATION: 13,  # ten, and three persons as the role they have there
        OwnerKind.COALITION: 6,
        OwnerKind.SHARED: 5,
        OwnerKind.TO_BE_DETERMINED: 3,
        OwnerKind.BODY: 2,
    }


def test_a_person_is_a_role_somewhere() -> None:
    owned = part("wijkgerichte-aanpak")
    assert (owned.owner, owned.owner_role) == (Organisation.objects.get(slug="envida"), "bestuurder")


def test_a_body_may_own_a_part() -> None:
    table = GovernanceBody.objects.get(slug="bestuurlijke-tafel-mentale-gezondheid")
    assert part("uniform-instroom-model").owner_body == table


def test_shared_owners_are_all_named() -> None:
    owners = ProjectPartner.objects.filter(project=part("keigezond"), commitment="mede-eigenaar")
    assert {row.organisation.slug for row in owners} == {"ggd-zuid-limburg", "trendbreuk-zuid-limburg"}


def test_intended_partners_are_marked(plan: Programme) -> None:
    intended = ProjectPartner.objects.filter(project__programme=plan, intended=True)
    assert Counter(intended.values_list("commitment", flat=True)) == {"voornemen": 7, "overweegt": 7}


def test_deelopgaven_link_themes_and_parts(plan: Programme) -> None:
    costs = Challenge.objects.get(programme=plan, slug="verminderen-zorggebruik-kosten")
    assert "zorgoptimalisatie" in set(costs.pillars.values_list("slug", flat=True))
    assert costs.facts["themes"]["zorgoptimalisatie"] == "benoemd"
    assert costs.projects.count() > 0
    assert costs.facts["urgency"]["code"] == "U4"


def test_the_board_meets_without_mandate(plan: Programme) -> None:
    board = GovernanceBody.objects.get(programme=plan, slug="bestuurlijke-regiegroep")
    assert (board.meetings_per_year, board.has_mandate) == (6, False)
    assert board.decision_principle == "consent"
    assert GovernanceBody.objects.filter(programme=plan, has_mandate__isnull=True).count() == 11


def test_agreements_and_notes_are_kept(plan: Programme) -> None:
    counts = {
        topic: PlanFact.objects.filter(programme=plan, topic=topic).count()
        for topic in ("financieringsbron", "besluitregel", "wijzigingsregel", "databron")
    }
    assert counts == {"financieringsbron": 27, "besluitregel": 8, "wijzigingsregel": 7, "databron": 10}
    assert plan.preconditions.filter(project__isnull=True).count() == 26
    assert plan.contradictions.count() == 9
    assert plan.agenda_actions.count() == 23


def test_no_grant_means_no_refund_risk(plan: Programme) -> None:
    assert not Grant.objects.filter(project__programme=plan).exists()


def test_only_its_own_people_see_it(viewer_of) -> None:
    def seen(username: str) -> set[str]:
        return set(visible_programmes(viewer_of(username)).values_list("slug", flat=True))

    assert seen("zl-manager") == {"zuid-limburg"}
    assert "zuid-limburg" not in seen("programmamanager") | seen("bestuurder-venray") | seen("lezer")


def test_undated_targets_judge_nothing(plan: Programme) -> None:
    """A plan without measurements can be calculated all the same."""
    facts = {row.indicator.code: row for row in indicator_facts(plan, Quarter(2026, 2))}
    assert len(facts) == 37
    undated, dated = (assess(facts[code].status_facts(plan)).status for code in ("ZL-IA-01-3", "ZL-VO-07-3"))
    assert undated is Status.NO_TARGET
    assert dated is not Status.NO_TARGET


def test_a_body_owns_as_body() -> None:
    owned = part("uniform-instroom-model")
    with pytest.raises(IntegrityError, match="projects_project_body_matches_kind"), transaction.atomic():
        Project.objects.filter(pk=owned.pk).update(owner_kind=OwnerKind.UNKNOWN)
