"""Finds a project, a quarter and its report, and what the viewer may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import Http404

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors import reports
from izaportal.reporting.selectors.report_facts import report_facts
from izaportal.reporting.selectors.report_judging import judging
from izaportal.reporting.selectors.report_sheet import Drafted
from izaportal.web.access import or_404, seen_programme
from pillars.selectors import programmes
from projects.selectors import projects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from izaportal.core.models import AuditEntry
    from izaportal.reporting.models import QuarterReport, ReportSubmission
    from izaportal.reporting.report.sheet import Reading
    from pillars.locking import Lock
    from pillars.models import ReportingPeriod
    from projects.models import Project


@dataclass(frozen=True)
class Seen:
    """A report as a viewer comes upon it; `report` None: nobody began it."""

    viewer: Viewer
    project: Project
    quarter: Quarter
    period: ReportingPeriod
    report: QuarterReport | None
    rights: reports.Rights

    @cached_property
    def lock(self) -> Lock | None:
        return reports.why_locked(self.rights, self.period, self.quarter, self.report)

    @property
    def can_write(self) -> bool:
        return self.rights.write and self.lock is None

    @cached_property
    def submissions(self) -> list[ReportSubmission]:
        """Oldest first; to who neither writes nor judges only what was approved."""
        listed = list(self.report.submissions.all()) if self.report else []
        return listed if self.rights.see_drafts else [one for one in listed if one.ruling == "approved"]

    @property
    def submission(self) -> ReportSubmission | None:
        """The latest that was not taken back."""
        kept = [one for one in self.submissions if one.ruling != "withdrawn"]
        return kept[-1] if kept else None

    @property
    def waits(self) -> bool:
        return self.report is not None and self.report.state == "submitted"

    @property
    def can_rule(self) -> bool:
        return self.rights.rule and self.waits and self.period.state == "open"

    @cached_property
    def drafted(self) -> Drafted:
        return Drafted(
            report_facts(self.project, self.quarter), self.report.typed if self.report is not None else {}
        )

    @cached_property
    def history(self) -> list[AuditEntry]:
        shown = self.report is not None and self.rights.see_drafts
        return list(reports.history_of(self.report)) if shown and self.report is not None else []

    def judging(self, typed: Mapping[str, str]) -> Reading | None:
        return judging(self.submission, typed) if self.can_rule and self.submission is not None else None


def seen_project(viewer: Viewer, programme: str, project: str) -> Project:
    """With programme and pillar. Http404 for what is not there or may not be seen."""
    seen = seen_programme(viewer, programme)
    rows = projects.visible_projects(viewer).filter(programme=seen)
    with or_404("Dit project is er niet."):
        return rows.select_related("programme", "pillar").get(slug=project)


def seen_report(viewer: Viewer, programme: str, project: str, quarter: Quarter) -> Seen:
    """Http404 likewise, and for a quarter on which the programme does not report."""
    found = seen_project(viewer, programme, project)
    period = programmes.periods(viewer, found.programme).filter(quarter=quarter).first()
    if period is None:
        raise Http404("Over dit kwartaal wordt niet gerapporteerd.")
    return Seen(
        viewer,
        found,
        quarter,
        period,
        reports.report_at(viewer, found, quarter),
        reports.rights_on(viewer, found),
    )
