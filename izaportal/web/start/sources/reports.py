"""Quarter reports: to write for who leads a project or manages one without a lead, to judge for managers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import date_long
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors import reports
from izaportal.reporting.selectors.asked_reports import reports_to_write
from izaportal.web import states
from izaportal.web.start.lines import Line, LineKind
from izaportal.web.start.sources.periods import asking, periods_of

if TYPE_CHECKING:
    from izaportal.reporting.models import QuarterReport

# Why a report is still to be written, by its state; empty is not begun.
WHY = {
    "": "Nog niet begonnen. Indienen kan tot en met {until}.",
    "concept": "Er is een concept. Indienen kan tot en met {until}.",
    "returned": "Teruggestuurd met opmerkingen. Opnieuw indienen kan tot en met {until}.",
}


NO_LEAD = " Het project heeft geen projectleider."


def to_write(viewer: Viewer, today: date) -> Iterable[Line]:
    for owed in reports_to_write(viewer, asking(viewer, today)):
        until = owed.period.submit_until
        yield Line(
            kind=LineKind.REPORT,
            title=f"Rapportage {owed.period.quarter.label} indienen",
            url=_address(owed.project.programme.slug, owed.project.slug, owed.period.quarter),
            why=WHY[owed.state].format(until=date_long(until)) + ("" if owed.is_led else NO_LEAD),
            where=owed.project.programme.short_name,
            part=owed.project.name,
            due=until,
        )


def to_judge(viewer: Viewer, today: date) -> Iterable[Line]:
    """Of open quarters: in one that was closed or frozen nobody can judge any more."""
    open_now = (row for row in periods_of(viewer) if row.state == states.OPEN)
    days = {(row.programme_id, row.quarter): row.approve_until for row in open_now}
    for report in reports.waiting_reports(viewer):
        project = report.project
        due = days.get((project.programme_id, report.quarter))
        if due is not None and _manages(viewer, report):
            yield Line(
                kind=LineKind.JUDGE,
                title=f"Rapportage {report.quarter.label} beoordelen",
                url=_address(project.programme.slug, project.slug, report.quarter),
                why="Ingediend. De cijfers tellen pas mee na uw goedkeuring.",
                where=project.programme.short_name,
                part=project.name,
                due=due,
            )


def _address(programme: str, project: str, quarter: object) -> str:
    return reverse("report", kwargs={"programme": programme, "project": project, "quarter": quarter})


def _manages(viewer: Viewer, report: QuarterReport) -> bool:
    project = report.project
    return viewer.manages(project.programme.slug, project.pillar.slug if project.pillar else None)
