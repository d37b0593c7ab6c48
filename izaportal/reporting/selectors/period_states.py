"""How far the reports of a quarter are: per project what is in, what lacks, and who must supply it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from izaportal.accounts.holders import controllers_of, leads_in, managers_in, who_may_enter
from izaportal.core.formatting import listed
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import QuarterReport, ReportState
from izaportal.reporting.owing import Running, why_nothing_owed
from izaportal.reporting.reminders import Duty, Owed
from izaportal.reporting.report.missing import Part, complete, lacking, parts_of
from izaportal.reporting.selectors.report_facts import facts_of
from izaportal.reporting.selectors.report_sheet import Drafted
from izaportal.reporting.selectors.reports import HANDED_IN
from pillars.models import Programme
from projects.models import Project
from projects.selectors.decisions import stop_days


@dataclass(frozen=True, slots=True)
class People:
    """Who can sign in and has something to do with the quarters of a programme, by id with their name."""

    names: Mapping[UUID, str]
    leads: Mapping[str, frozenset[UUID]]
    managers: Mapping[str, frozenset[UUID]]
    controllers: frozenset[UUID]

    def leads_of(self, project: Project) -> frozenset[UUID]:
        return self._who(self.leads.get(project.slug, frozenset()))

    def judges_of(self, project: Project) -> frozenset[UUID]:
        """Managers of the whole programme and of the project's pillar."""
        pillar = project.pillar.slug if project.pillar else ""
        everywhere = self.managers.get("", frozenset())
        return self._who(everywhere | self.managers.get(pillar, frozenset()))

    def writers_of(self, project: Project) -> frozenset[UUID]:
        """The leads; of a project without one who manages it, and without those the controllers."""
        return self.leads_of(project) or self.judges_of(project) or self._who(self.controllers)

    def role_of(self, person: UUID) -> str:
        """The first of lead, manager and controller that the person is."""
        roles = (
            ("projectleider", self.leads.values()),
            ("programmamanager", self.managers.values()),
            ("controller", (self.controllers,)),
        )
        return next((role for role, groups in roles if any(person in group for group in groups)), "")

    def _who(self, people: frozenset[UUID]) -> frozenset[UUID]:
        return people & self.names.keys()


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project that owes a report. `state` is empty as long as nobody began."""

    project: Project
    report: QuarterReport | None
    parts: tuple[Part, ...]

    @property
    def state(self) -> str:
        return self.report.state if self.report is not None else ""

    @property
    def is_in(self) -> bool:
        return self.state in HANDED_IN

    @property
    def lacks(self) -> tuple[Part, ...]:
        return lacking(self.parts)

    def part(self, section: str) -> Part | None:
        """None when the report asks nothing there."""
        return next((part for part in self.parts if part.section == section), None)


@dataclass(frozen=True, slots=True)
class QuarterState:
    """`exempt`: projects that owe nothing, each with why."""

    programme: Programme
    quarter: Quarter
    people: People
    projects: tuple[ProjectState, ...]
    exempt: tuple[tuple[Project, str], ...]

    @property
    def missing(self) -> tuple[ProjectState, ...]:
        return tuple(one for one in self.projects if not one.is_in)

    @property
    def waiting(self) -> tuple[ProjectState, ...]:
        return tuple(one for one in self.projects if one.state == ReportState.SUBMITTED)

    @property
    def is_complete(self) -> bool:
        """Every report that is owed was approved."""
        return all(one.state == ReportState.APPROVED for one in self.projects)

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What waits for whom, in the plan's order."""
        to_hand_in = (
            Owed(
                Duty.HAND_IN,
                one.project.name,
                self.people.writers_of(one.project),
                report_place(one.project, self.quarter, one.lacks),
                lacks_words(one),
            )
            for one in self.missing
        )
        to_judge = (
            Owed(
                Duty.JUDGE,
                one.project.name,
                self.people.judges_of(one.project),
                report_place(one.project, self.quarter),
            )
            for one in self.waiting
        )
        to_close = Owed(
            Duty.CLOSE,
            f"{self.quarter.label} sluiten",
            self.people.controllers & self.people.names.keys(),
            period_place(self.programme, self.quarter),
        )
        return (*to_hand_in, *to_judge, to_close)


def quarter_state(programme: Programme, quarter: Quarter) -> QuarterState:
    """A fixed number of queries, whatever the number of projects.

    Holds reports that are still being written: for jobs, services, and pages that leave those out.
    """
    projects = list(Project.objects.filter(programme=programme).select_related("programme", "pillar"))
    stopped = stop_days(project.pk for project in projects)
    why = {
        project.pk: why_nothing_owed(
            Running(project.stage, project.duplicate_of_id is not None, stopped.get(project.pk)), quarter
        )
        for project in projects
    }
    owing = [project for project in projects if not why[project.pk]]
    reports = {
        row.project_id: row for row in QuarterReport.objects.filter(project__in=owing, quarter=quarter)
    }
    facts = facts_of(owing, quarter)
    return QuarterState(
        programme,
        quarter,
        people_of(programme),
        tuple(
            _state(project, reports.get(project.pk), Drafted(facts[project.pk], _typed(reports, project)))
            for project in owing
        ),
        tuple((project, why[project.pk]) for project in projects if why[project.pk]),
    )


def people_of(programme: Programme) -> People:
    leads, managers = leads_in(programme.slug), managers_in(programme.slug)
    controllers = controllers_of(programme.slug)
    everybody = controllers.union(*leads.values(), *managers.values())
    names = {user.pk: user.name for user in who_may_enter(everybody)}
    return People(names, leads, managers, controllers)


def report_place(project: Project, quarter: Quarter, lacks: tuple[Part, ...] = ()) -> str:
    """The address of the report, down to the first field that lacks something."""
    place = {"programme": project.programme.slug, "project": project.slug, "quarter": quarter}
    url = reverse("report", kwargs=place)
    anchor = next((part.anchor for part in lacks if part.anchor), "")
    return f"{url}#{anchor}" if anchor else url


def period_place(programme: Programme, quarter: Quarter) -> str:
    """The address of the page about the quarter's reports."""
    return reverse("period", kwargs={"programme": programme.slug, "quarter": quarter})


def lacks_words(one: ProjectState) -> str:
    """`3 metingen, 1 besteding`; of a report that is full but was not handed in just that."""
    return listed([part.words for part in one.lacks]) or "alleen nog indienen"


def _typed(reports: Mapping[UUID, QuarterReport], project: Project) -> Mapping[str, str]:
    return reports[project.pk].typed if project.pk in reports else {}


def _state(project: Project, report: QuarterReport | None, drafted: Drafted) -> ProjectState:
    parts = parts_of(drafted.reading)
    is_in = report is not None and report.state in HANDED_IN
    return ProjectState(project, report, complete(parts) if is_in else parts)
