"""What lacks of a quarter: the same as each report says itself, in a fixed number of queries."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.models import User
from izaportal.accounts.services import Person, create_user
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from izaportal.reporting.models import QuarterReport, ReportState
from izaportal.reporting.reminders import Duty
from izaportal.reporting.report.questions import Section, field_id
from izaportal.reporting.selectors.period_states import ProjectState, QuarterState, quarter_state
from izaportal.reporting.selectors.report_facts import facts_of, report_facts
from izaportal.reporting.selectors.report_sheet import Drafted
from projects.models import Project, Stage
from tests.factories.funding import GrantFactory
from tests.factories.kpis import IndicatorFactory, MeasurementFactory
from tests.factories.projects import MilestoneFactory, ProjectFactory, RiskFactory
from tests.reporting.reports import submitted

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)
SYSTEM = Viewer.system("test")


@pytest.fixture
def state(programme):
    return lambda: quarter_state(programme, Q3)


def of(state: QuarterState, slug: str) -> ProjectState:
    return next(one for one in state.projects if one.project.slug == slug)


def busy_project(programme, **columns) -> Project:
    """With something of everything a report asks about."""
    project = ProjectFactory.create(programme=programme, stage=Stage.EXECUTION, **columns)
    grant = GrantFactory.create(project=project)
    MilestoneFactory.create(programme=programme, project=project)
    RiskFactory.create(programme=programme, project=project)
    MeasurementFactory.create(
        indicator=IndicatorFactory.create(programme=programme, project=project),
        quarter=Q3,
        value=Decimal(5),
        approved=True,
    )
    return grant.project


def new_user(username: str, *rights: Right, email: str = "") -> User:
    return create_user(
        actor=SYSTEM, person=Person(username, username.title(), email=email), password="x", rights=rights
    )


def test_all_projects_at_once_are_each_alone(programme):
    """The slow way: one report after the other, each with all its own queries."""
    for _ in range(3):
        busy_project(programme)
    projects = list(Project.objects.filter(programme=programme).select_related("programme", "pillar"))
    together = facts_of(projects, Q3)
    for project in projects:
        alone = Drafted(report_facts(project, Q3), {}).reading
        found = Drafted(together[project.pk], {}).reading
        assert found.sheet.questions == alone.sheet.questions, project
        assert (found.findings, found.texts) == (alone.findings, alone.texts), project


def test_queries_do_not_grow_with_projects(programme, state):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            state()
        return len(made)

    busy_project(programme)
    before = queries()
    for _ in range(5):
        busy_project(programme)
    assert queries() == before <= 30


def test_a_part_lacks_what_the_report_finds(state):
    """Field by field: a section lacks something exactly when one of its fields has a finding."""
    mgn = of(state(), "mgn")
    reading = Drafted(report_facts(mgn.project, Q3), mgn.report.typed if mgn.report else {}).reading
    for section in Section:
        part = mgn.part(section)
        places = [name for name in reading.findings if reading.sheet.questions[name].section is section]
        assert (part is not None and part.lacks > 0) is bool(places), section
        if part is not None and part.lacks:
            assert part.anchor == field_id(places[0])


def test_things_are_counted_as_done(state):
    """The demo's draft of MGN: two of three values, one of them without its confirmation."""
    part = of(state(), "mgn").part(Section.MEASUREMENTS)
    assert part is not None
    assert (part.done, part.total, part.words) == (2, 3, "1 meting")
    untouched = of(state(), "ricm").part(Section.NARRATIVE)
    assert untouched is not None
    assert (untouched.done, untouched.total, untouched.words) == (0, 1, "voortgang")


def test_a_handed_in_report_lacks_nothing(state, viewer_of):
    submitted(viewer_of("projectleider-mgn"))
    mgn = of(state(), "mgn")
    assert (mgn.state, mgn.lacks, mgn.is_in) == (ReportState.SUBMITTED, (), True)
    assert mgn not in state().missing
    assert [one.project.slug for one in state().waiting].count("mgn") == 1


def test_a_returned_report_is_missing_again(state, viewer_of):
    submission = submitted(viewer_of("projectleider-mgn"))
    QuarterReport.objects.filter(pk=submission.report_id).update(state=ReportState.RETURNED)
    assert "mgn" in {one.project.slug for one in state().missing}


@pytest.mark.parametrize("stage", [Stage.CANDIDATE, Stage.DONE, Stage.STOPPED, Stage.PARKED])
def test_projects_that_do_not_run_are_exempt(state, stage):
    Project.objects.filter(slug="ricm", programme__slug="nml-o").update(stage=stage)
    assert "ricm" not in {one.project.slug for one in state().projects}
    assert [why for project, why in state().exempt if project.slug == "ricm"] == [
        {"candidate": "is nog kandidaat", "done": "is afgerond", "stopped": "is gestopt"}.get(
            stage, "is geparkeerd"
        )
    ]


def people(state: QuarterState, slug: str, duty: Duty) -> set[str]:
    name = of(state, slug).project.name
    found = next(one for one in state.owed if one.duty is duty and one.about == name)
    return {state.people.names[person] for person in found.people}


def test_the_lead_hands_in(state):
    assert people(state(), "mgn", Duty.HAND_IN) == {"Projectleider Mentale gezondheidsnetwerken"}


def test_without_lead_it_goes_to_the_manager(state):
    assert people(state(), "ricm", Duty.HAND_IN) == {"Programmamanager NML-O"}


def test_a_lead_who_left_has_no_project(state):
    User.objects.filter(username="projectleider-mgn").update(is_active=False)
    assert people(state(), "mgn", Duty.HAND_IN) == {"Programmamanager NML-O"}


def test_without_manager_it_goes_to_the_controller(state):
    User.objects.filter(username="programmamanager").update(is_active=False)
    assert people(state(), "ricm", Duty.HAND_IN) == {"Controller NML-O"}


def test_a_pillar_manager_judges_own_projects_only(state, viewer_of, programme):
    mgn = Project.objects.get(programme=programme, slug="mgn")
    assert mgn.pillar
    pillar = f"nml-o/{mgn.pillar.slug}"
    new_user("pijler", Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, pillar))
    submitted(viewer_of("projectleider-mgn"))
    assert people(state(), "mgn", Duty.JUDGE) == {"Pijler", "Programmamanager NML-O"}
    assert people(state(), "ricm", Duty.HAND_IN) == {"Programmamanager NML-O"}


def test_links_lead_to_the_first_field(state):
    owed = next(one for one in state().owed if one.about == "Mentale gezondheidsnetwerken")
    page = "/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/"
    assert owed.url.startswith(f"{page}#veld-meting-kpi-")
    assert owed.lacks == "1 meting, 1 mijlpaal, 2 oordelen, voortgang en besluit"


def test_complete_is_when_everything_is_approved(programme, state):
    assert not state().is_complete
    for one in state().projects:
        QuarterReport.objects.update_or_create(
            project=one.project, quarter=Q3, defaults={"state": ReportState.APPROVED}
        )
    assert state().is_complete
    assert [one.duty for one in state().owed] == [Duty.CLOSE]


def test_another_quarter_is_another_matter(programme, viewer_of):
    submitted(viewer_of("projectleider-mgn"))
    later = quarter_state(programme, Quarter(2026, 4))
    assert of(later, "mgn").state == ""


def test_a_stop_before_the_quarter_exempts(programme, state):
    """Of the day the board decided, not of the stage alone."""
    assert date(2026, 7, 1) == Q3.first_day
    assert {project.slug for project, _ in state().exempt} == {
        project.slug
        for project in Project.objects.filter(programme=programme)
        if project.stage in {"candidate", "done", "stopped", "parked"} or project.duplicate_of_id
    }
