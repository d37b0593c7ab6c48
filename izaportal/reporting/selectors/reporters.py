"""In whose reports the values of indicators are asked, and which of those a viewer can write now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterReport
from izaportal.reporting.selectors.asked_reports import asked_reports, projects_of
from izaportal.reporting.selectors.report_sources import Links, indicator_links
from izaportal.reporting.selectors.reports import rights_on, why_locked
from kpis.models import Indicator
from pillars.models import ReportingPeriod
from projects.models import Project


@dataclass(frozen=True, slots=True)
class Reporters:
    """Projects with an indicator of their own or one that their grants hang on, and their reports."""

    viewer: Viewer
    links: Links
    projects: tuple[Project, ...]
    reports: Mapping[tuple[UUID, Quarter], QuarterReport]

    def of(self, indicator: Indicator) -> tuple[Project, ...]:
        """Those whose reports ask for its value."""
        return tuple(
            one
            for one in self.projects
            if self.links.counts(one.pk, indicator) and self.links.asks(one.pk, indicator)
        )

    def led(self, indicator: Indicator) -> bool:
        """Whether the viewer leads one of them."""
        return any(self.viewer.leads(one.scope) for one in self.of(indicator))

    def writable(self, indicator: Indicator, period: ReportingPeriod) -> Project | None:
        """The first of them whose report the viewer can write today."""
        return next((one for one in self.of(indicator) if self._can_write(one, period)), None)

    def holds(self, project: Project, indicator: Indicator, quarter: Quarter) -> bool:
        """Whether something was typed about it in the report, which hands it in as a whole."""
        report = self.reports.get((project.pk, quarter))
        name = f"meting.{indicator.slug}"
        return report is not None and any(
            text and (field == name or field.startswith(f"{name}.")) for field, text in report.typed.items()
        )

    def _can_write(self, project: Project, period: ReportingPeriod) -> bool:
        rights = rights_on(self.viewer, project)
        report = self.reports.get((project.pk, period.quarter))
        return rights.write and why_locked(rights, period, period.quarter, report) is None


def reporters(viewer: Viewer, periods: Collection[ReportingPeriod]) -> Reporters:
    """Of the programmes and quarters of these periods; four queries, two of them those of `asked_reports`."""
    asked, links = asked_reports(viewer, periods), indicator_links(projects_of(viewer, periods))
    asking = {*links.own, *links.claimed}
    projects = tuple(project for project in asked.projects if project.pk in asking)
    return Reporters(viewer, links, projects, asked.reports)
