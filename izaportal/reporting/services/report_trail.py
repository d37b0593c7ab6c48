"""What every change of a report does beside the change: hold the row, ask the right, leave a line."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from izaportal.core import audit, locks
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterReport, ReportSubmission
from izaportal.reporting.selectors.reports import REPORT_TYPE, Rights, rights_on, why_locked
from pillars.locking import Lock
from pillars.models import ReportingPeriod
from projects.models import Project


def locked_report(report_id: UUID) -> QuarterReport:
    """The report with its project, held until the transaction ends: two at once wait for each other here."""
    return (
        QuarterReport.objects.select_for_update(of=("self",))
        .select_related("project__programme", "project__pillar")
        .order_by("pk")
        .get(pk=report_id)
    )


def period_of(project: Project, quarter: Quarter) -> ReportingPeriod | None:
    """Held, so that it is not closed or frozen in the middle of a write."""
    rows = ReportingPeriod.objects.filter(programme=project.programme_id, quarter=quarter)
    return next(iter(locks.shared(rows)), None)


def require_writer(project: Project, *, actor: Viewer) -> Rights:
    rights = rights_on(actor, project)
    if not rights.write:
        raise NotAllowed("Alleen de projectleider en de programmamanager schrijven deze rapportage.")
    return rights


def require_ruler(project: Project, *, actor: Viewer) -> Rights:
    rights = rights_on(actor, project)
    if not rights.rule:
        raise NotAllowed("Alleen de programmamanager beoordeelt een rapportage.")
    return rights


def require_open(project: Project, *, rights: Rights, quarter: Quarter, report: QuarterReport | None) -> None:
    """Raises Refused with the lock that holds."""
    found = _lock_on(rights, project, quarter, report)
    if found is not None:
        raise Refused(str(found))


def require_open_period(project: Project, quarter: Quarter) -> None:
    """Raises Refused when the quarter itself is shut, also for who judges."""
    found = _lock_on(Rights(lead=False, manager=True, controller=False), project, quarter, None)
    if found is not None and found.is_of_quarter:
        raise Refused(str(found))


def _lock_on(rights: Rights, project: Project, quarter: Quarter, report: QuarterReport | None) -> Lock | None:
    return why_locked(rights, period_of(project, quarter), quarter, report)


def record(
    report: QuarterReport,
    *,
    actor: Viewer,
    action: str,
    fields: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
) -> AuditEntry:
    project = report.project
    return audit.record(
        actor=actor,
        subject=audit.Subject(
            REPORT_TYPE,
            str(report.pk),
            str(report),
            programme=project.programme.slug,
            scope=project.scope,
        ),
        change=audit.Change(action, fields or {}, reason),
    )


def user_id(viewer: Viewer) -> UUID | None:
    return UUID(viewer.id) if viewer.id else None


def waiting_submission(report: QuarterReport) -> ReportSubmission:
    """The one nobody judged yet, of a submitted report."""
    return report.submissions.get(ruling="")
