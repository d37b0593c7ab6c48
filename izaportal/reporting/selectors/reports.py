"""Quarter reports: who may read, write and judge them, and what there is of a project."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from izaportal.core import clock
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterReport, ReportState, ReportSubmission
from kpis.models import Indicator, Measurement, MeasurementState
from pillars.locking import Change, Lock, lock_of
from pillars.models import ReportingPeriod
from pillars.selectors.programmes import visible_ids
from projects.models import Project

REPORT_TYPE = "kwartaalrapportage"
HANDED_IN = (ReportState.SUBMITTED, ReportState.APPROVED)


@dataclass(frozen=True, slots=True)
class Rights:
    """What a viewer may do with the reports of a project."""

    lead: bool
    manager: bool
    controller: bool

    @property
    def write(self) -> bool:
        return self.lead or self.manager

    @property
    def rule(self) -> bool:
        return self.manager

    @property
    def reopen(self) -> bool:
        return self.manager or self.controller

    @property
    def see_drafts(self) -> bool:
        """What is not approved yet is between those who write and those who judge."""
        return self.lead or self.manager or self.controller


def rights_on(viewer: Viewer, project: Project) -> Rights:
    """Needs the project's programme and pillar."""
    programme = project.programme.slug
    return Rights(
        lead=viewer.leads(project.scope),
        manager=viewer.manages(programme, project.pillar.slug if project.pillar else None),
        controller=viewer.controls(programme),
    )


def why_locked(
    rights: Rights, period: ReportingPeriod | None, quarter: Quarter, report: QuarterReport | None
) -> Lock | None:
    """Why the report cannot be written today by somebody with these rights; None when it can."""
    change = Change(
        state=report.state if report else "",
        until=report.open_until if report else None,
        has_time=rights.manager,
    )
    return lock_of(quarter, period, change, today=clock.today())


def visible_reports(viewer: Viewer) -> QuerySet[QuarterReport]:
    """Reports of the programmes the viewer may see, also those that were only begun."""
    return QuarterReport.objects.filter(project__programme__in=visible_ids(viewer))


def reports_of_project(viewer: Viewer, project: Project) -> list[QuarterReport]:
    """Newest quarter first, with their submissions and who did what; of who writes or judges also drafts."""
    submissions = ReportSubmission.objects.select_related("submitted_by", "ruled_by").defer("content")
    rows = visible_reports(viewer).filter(project=project).defer("typed").order_by("-quarter")
    return list(
        rows.select_related("saved_by").prefetch_related(Prefetch("submissions", queryset=submissions))
    )


def report_at(viewer: Viewer, project: Project, quarter: Quarter) -> QuarterReport | None:
    """With its submissions (oldest first), their remarks, judgements and who did what; four queries."""
    submissions = ReportSubmission.objects.select_related("submitted_by", "ruled_by").prefetch_related(
        "remarks", "judgements__judged_by"
    )
    rows = visible_reports(viewer).filter(project=project, quarter=quarter)
    return (
        rows.select_related("saved_by")
        .prefetch_related(Prefetch("submissions", queryset=submissions))
        .first()
    )


def history_of(report: QuarterReport) -> QuerySet[AuditEntry]:
    """What was done with the report, latest first; for who may see the report."""
    return AuditEntry.objects.filter(object_type=REPORT_TYPE, object_id=str(report.pk)).order_by("-id")


def waiting_reports(viewer: Viewer) -> QuerySet[QuarterReport]:
    """Submitted reports of all programmes the viewer may see, oldest first."""
    rows = visible_reports(viewer).filter(state=ReportState.SUBMITTED)
    return (
        rows.select_related("project__programme", "project__pillar").defer("typed").order_by("quarter", "id")
    )


def report_holding(viewer: Viewer, indicator: Indicator, quarter: Quarter) -> QuarterReport | None:
    """The submitted report that a waiting value of the indicator was handed in with."""
    return (
        waiting_reports(viewer)
        .filter(
            quarter=quarter,
            submissions__ruling="",
            submissions__measurements__indicator=indicator,
            submissions__measurements__state=MeasurementState.SUBMITTED,
            submissions__measurements__superseded_at__isnull=True,
        )
        .first()
    )


def values_of_waiting_reports(viewer: Viewer) -> QuerySet[Measurement]:
    """Those that are approved or sent back together with the report they were handed in with."""
    waiting = ReportSubmission.objects.filter(
        ruling="", report__in=visible_reports(viewer).filter(state=ReportState.SUBMITTED)
    )
    handed_in = ReportSubmission.measurements.through.objects.filter(reportsubmission__in=waiting)
    return Measurement.objects.filter(pk__in=handed_in.values("measurement"))


def report_by_id(report_id: UUID) -> QuarterReport:
    """For receivers and jobs, so without viewer; with project, programme and pillar."""
    rows = QuarterReport.objects.select_related("project__programme", "project__pillar")
    return rows.order_by("pk").get(pk=report_id)
