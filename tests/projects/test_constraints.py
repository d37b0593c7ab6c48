"""Every rule the database keeps for projects, broken on purpose."""

from datetime import date

import pytest

from izaportal.core import clock
from izaportal.core.models import Knowledge
from projects.models import MilestoneState, OwnerKind, Project
from tests.factories.pillars import GovernanceBodyFactory, MeetingFactory, ProgrammeFactory
from tests.factories.projects import (
    DecisionConditionFactory,
    DecisionFactory,
    DependencyFactory,
    EvidenceFactory,
    MilestoneFactory,
    PreconditionFactory,
    ProjectFactory,
    ProjectFigureFactory,
    ProjectPartnerFactory,
    RiskFactory,
)
from tests.factories.refusals import Breaks, execute, making, refusal, rules_of, twice
from tests.factories.regions import OrganisationFactory

pytestmark = pytest.mark.django_db
A_PROGRAMME = {"programme": ProgrammeFactory.create}
A_PROJECT = {"project": ProjectFactory.create}


def project_that_is_its_own(relation: str) -> None:
    project = ProjectFactory.create()
    Project.objects.filter(pk=project.pk).update(**{relation: project})


def dependency_on_itself() -> None:
    project = ProjectFactory.create()
    DependencyFactory.create(project=project, needs=project)


def evidence_of_no_quarter() -> None:
    execute("UPDATE projects_evidence SET quarter = '2026-Q7' WHERE id = %s", EvidenceFactory.create().pk)


BREAKS: Breaks = {
    "projects_project_slug_unique": twice(ProjectFactory, **A_PROGRAMME, slug="dubbel"),
    "projects_project_slug_not_reserved": making(ProjectFactory, slug="roadmap"),
    "projects_project_not_own_parent": lambda: project_that_is_its_own("parent"),
    "projects_project_not_own_duplicate": lambda: project_that_is_its_own("duplicate_of"),
    "projects_project_owner_matches_kind": making(ProjectFactory, owner_kind=OwnerKind.ORGANISATION),
    "projects_project_body_matches_kind": making(ProjectFactory, owner_kind=OwnerKind.BODY),
    "projects_partner_unique": twice(
        ProjectPartnerFactory, **A_PROJECT, organisation=OrganisationFactory.create
    ),
    "projects_figure_bounds_ordered": making(ProjectFigureFactory, lower=2, upper=1),
    "projects_figure_value_iff_given": making(ProjectFigureFactory, knowledge=Knowledge.NOT_QUANTIFIABLE),
    "projects_decision_slug_unique": twice(DecisionFactory, **A_PROGRAMME, slug="dubbel"),
    "projects_decision_only_advice_settles": making(DecisionFactory, settled_on=date(2026, 9, 1)),
    "projects_decision_recorded_is_whole": making(DecisionFactory, recorded_at=clock.now),
    "projects_decision_replaces_with_reason": making(DecisionFactory, replaces=DecisionFactory.create),
    "projects_decision_meeting_has_day": making(DecisionFactory, meeting=MeetingFactory.create),
    "projects_condition_slug_unique": twice(
        DecisionConditionFactory, decision=DecisionFactory.create, slug="dubbel"
    ),
    "projects_milestone_slug_unique": twice(MilestoneFactory, **A_PROGRAMME, slug="dubbel"),
    "projects_milestone_reached_has_state": making(
        MilestoneFactory, state=MilestoneState.PLANNED, reached_on=date(2026, 1, 1)
    ),
    "projects_dependency_unique": twice(DependencyFactory, **A_PROJECT, needs=ProjectFactory.create),
    "projects_dependency_not_itself": dependency_on_itself,
    "projects_risk_slug_unique": twice(RiskFactory, **A_PROGRAMME, slug="dubbel"),
    "projects_risk_scores_valid": making(RiskFactory, likelihood=6),
    "projects_precondition_slug_unique": twice(PreconditionFactory, **A_PROGRAMME, slug="dubbel"),
    "projects_evidence_url_unique": twice(EvidenceFactory, **A_PROJECT, url="https://voorbeeld.example/"),
    "projects_evidence_file_or_link": making(EvidenceFactory, file="bewijs/proef", file_name="proef.pdf"),
    "projects_evidence_quarter_valid": evidence_of_no_quarter,
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) == rules_of("projects")


def test_an_owner_needs_its_kind():
    owned = making(ProjectFactory, owner=OrganisationFactory.create, owner_kind=OwnerKind.SHARED)
    assert refusal(owned) == "projects_project_owner_matches_kind"


def test_an_owning_body_needs_its_kind():
    owned = making(ProjectFactory, owner_body=GovernanceBodyFactory.create)
    assert refusal(owned) == "projects_project_body_matches_kind"


@pytest.mark.parametrize("score", [{"likelihood": 0}, {"impact": 0}, {"impact": 6}])
def test_scores_run_from_one_to_five(score):
    assert refusal(making(RiskFactory, **score)) == "projects_risk_scores_valid"


def test_two_projects_may_share_a_code():
    first = ProjectFactory.create(code="5.1")
    second = ProjectFactory.create(programme=first.programme, code="5.1")
    assert {first.code, second.code} == {"5.1"}
