"""How pages call the state of a report, and the list of a project's reports; several pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from izaportal.reporting.selectors.reports import Rights, why_locked

if TYPE_CHECKING:
    from datetime import datetime

    from izaportal.reporting.models import QuarterReport
    from pillars.models import ReportingPeriod
    from projects.models import Project

NOT_BEGUN, NOT_APPROVED, NEVER = "nog niet begonnen", "nog niet goedgekeurd", "niet gerapporteerd"
BADGES = {"approved": "frozen", "submitted": "none", "returned": "none", "concept": "draft"}
ADVICE = {
    "": "Rapporteren",
    "concept": "Verder met rapporteren",
    "returned": "Verbeteren",
    "submitted": "Bekijken",
    "approved": "Bekijken",
}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A quarter of a project: how far its report is and what the viewer can do with it."""

    label: str
    url: str
    state: str
    word: str
    who: str
    decided: str
    action: str
    why: str
    is_open: bool

    @property
    def badge(self) -> str:
        """Nothing that was not begun has one."""
        return BADGES.get(self.state, "")


def report_rows(
    project: Project,
    periods: Iterable[ReportingPeriod],
    reports: Iterable[QuarterReport],
    rights: Rights,
) -> tuple[ReportRow, ...]:
    """Newest quarter first. Who neither writes nor judges sees nothing of what is not approved."""
    by_quarter = {report.quarter: report for report in reports}
    newest = sorted(periods, key=lambda period: period.quarter, reverse=True)
    return tuple(_row(project, period, by_quarter.get(period.quarter), rights) for period in newest)


def report_url(project: Project, quarter: object, name: str = "report") -> str:
    place = {"programme": project.programme.slug, "project": project.slug}
    return reverse(name, kwargs={**place, "quarter": quarter})


def moment(at: datetime | None) -> str:
    """`12-10-2026 14:32`."""
    return timezone.localtime(at).strftime("%d-%m-%Y %H:%M") if at else ""


def person(user: object) -> str:
    """What the system did itself was loaded."""
    return str(user) if user is not None else "het systeem"


def state_word(report: QuarterReport | None, rights: Rights) -> str:
    """To who sees no drafts there is no telling whether one was begun."""
    if report is not None:
        return str(report.get_state_display())
    return NOT_BEGUN if rights.see_drafts else NOT_APPROVED


def _row(
    project: Project, period: ReportingPeriod, report: QuarterReport | None, rights: Rights
) -> ReportRow:
    lock = why_locked(rights, period, period.quarter, report)
    is_told = report is not None and (rights.see_drafts or report.state == "approved")
    state = report.state if report is not None and is_told else ""
    is_open = lock is None and rights.write
    submissions = list(report.submissions.all()) if report is not None and is_told else []
    last = submissions[-1] if submissions else None
    return ReportRow(
        label=period.quarter.label,
        url=report_url(project, period.quarter),
        state=state,
        word=NEVER if period.is_frozen and not state else state_word(report if state else None, rights),
        who=f"{person(last.submitted_by)}, {moment(last.submitted_at)}" if last else "",
        decided=f"{person(last.ruled_by)}, {moment(last.ruled_at)}" if last and last.ruled_at else "",
        action=ADVICE["submitted" if state and not is_open else state] if is_open or state else "",
        why=lock.why if lock and rights.write and not state else "",
        is_open=is_open,
    )
