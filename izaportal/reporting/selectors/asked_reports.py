"""The reports that open quarters ask, as far as a viewer may know: which there are, and whose turn it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from izaportal.accounts.holders import is_led
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Role, Viewer
from izaportal.reporting.models import QuarterReport
from izaportal.reporting.owing import Running, why_nothing_owed
from izaportal.reporting.selectors.reports import HANDED_IN, rights_on, visible_reports
from pillars.models import ReportingPeriod
from pillars.selectors.programmes import visible_ids
from projects.models import Project
from projects.selectors.decisions import stop_day

WRITERS = (Role.PROJECT_LEAD, Role.PROGRAMME_MANAGER)


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A report that is not handed in; `state` is empty when nobody began it. `is_led`: by who owes it."""

    project: Project
    period: ReportingPeriod
    state: str
    is_led: bool


@dataclass(frozen=True, slots=True)
class AskedReports:
    """`projects` of the programmes of these quarters, by name, and what reports there are of them."""

    projects: tuple[Project, ...]
    reports: Mapping[tuple[UUID, Quarter], QuarterReport]


def projects_of(viewer: Viewer, periods: Collection[ReportingPeriod]) -> QuerySet[Project]:
    """Those of the programmes of these quarters that the viewer may see."""
    seen = Project.objects.filter(programme__in=visible_ids(viewer))
    return seen.filter(programme__in={row.programme_id for row in periods})


def asked_reports(viewer: Viewer, periods: Collection[ReportingPeriod]) -> AskedReports:
    """Two queries, for a viewer once."""
    which = ", ".join(sorted(f"{row.programme_id} {row.quarter}" for row in periods))
    return viewer.remember(f"reports of {which}", lambda: _asked(viewer, periods))


def reports_to_write(viewer: Viewer, periods: Collection[ReportingPeriod]) -> list[OwedReport]:
    """What the viewer is to hand in for these quarters: of the projects they lead, and of those they manage
    that nobody leads, as reminders ask it."""
    if not any(right.role in WRITERS for right in viewer.rights):
        return []
    asked = asked_reports(viewer, periods)
    found = []
    for period in periods:
        for project in asked.projects:
            report = asked.reports.get((project.pk, period.quarter))
            if project.programme_id == period.programme_id and _owes(viewer, project, period, report):
                state = report.state if report else ""
                found.append(OwedReport(project, period, state, viewer.leads(project.scope)))
    return found


def _asked(viewer: Viewer, periods: Collection[ReportingPeriod]) -> AskedReports:
    rows = projects_of(viewer, periods).select_related("programme", "pillar").order_by("name", "pk")
    projects = tuple(rows.annotate(has_lead=is_led("programme__slug", "slug"), stopped_on=stop_day()))
    reports = visible_reports(viewer).filter(
        project__in=projects, quarter__in={row.quarter for row in periods}
    )
    return AskedReports(projects, {(row.project_id, row.quarter): row for row in reports})


def _owes(viewer: Viewer, project: Project, period: ReportingPeriod, report: QuarterReport | None) -> bool:
    if report is not None and report.state in HANDED_IN:
        return False
    rights = rights_on(viewer, project)
    has_lead, stopped_on = (getattr(project, name) for name in ("has_lead", "stopped_on"))
    running = Running(project.stage, project.duplicate_of_id is not None, stopped_on)
    is_asked = rights.lead or (rights.manager and not has_lead)
    return is_asked and not why_nothing_owed(running, period.quarter)
