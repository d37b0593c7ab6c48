"""The quarter reports of the scenario: written, submitted and judged on their own days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterReport
from izaportal.reporting.report.questions import Section
from izaportal.reporting.selectors.report_facts import report_facts
from izaportal.reporting.selectors.report_sheet import Drafted
from izaportal.reporting.services.report_draft import keep_draft
from izaportal.reporting.services.report_ruling import approve_report, return_report
from izaportal.reporting.services.report_submission import submit_report
from pillars.models import PeriodState, Programme, ReportingPeriod
from projects.models import Project

Data = Mapping[str, Any]
MANAGER = "programmamanager"


def write_reports(data: Data, programme: Programme) -> int:
    """Those of open quarters and projects that have none yet; how many. Needs the quarters calculated."""
    periods = ReportingPeriod.objects.filter(programme=programme, state=PeriodState.OPEN)
    is_open = set(periods.values_list("quarter", flat=True))
    present = set(
        QuarterReport.objects.filter(project__programme=programme).values_list("project__slug", "quarter")
    )
    listed = [(item, Quarter.parse(item["quarter"])) for item in data["reports"]]
    items = [item for item, at in listed if at in is_open and (item["project"], at) not in present]
    people = {name: _viewer(name) for name in {MANAGER, *(item["by"] for item in items)}} if items else {}
    for item in items:
        project = Project.objects.select_related("programme", "pillar").get(
            programme=programme, slug=item["project"]
        )
        _write(item, project, author=people[item["by"]], manager=people[MANAGER])
    return len(items)


def _write(item: Data, project: Project, *, author: Viewer, manager: Viewer) -> None:
    quarter = Quarter.parse(item["quarter"])
    submitted = _day(item, "submitted_on")
    with clock.pretending(submitted or clock.today()):
        _type(item["answers"], project, quarter, author)
        if submitted is None:
            return
        submission = submit_report(actor=author, project=project, quarter=quarter)
    if returned := _day(item, "returned_on"):
        with clock.pretending(returned):
            remarks = {Section(section): text for section, text in item["remarks"].items()}
            return_report(actor=manager, submission_id=submission.pk, remarks=remarks)
    if approved := _day(item, "approved_on"):
        with clock.pretending(approved):
            approve_report(actor=manager, submission_id=submission.pk)


def _type(answers: Mapping[str, str], project: Project, quarter: Quarter, author: Viewer) -> None:
    """Over what stands in the fields."""
    report = QuarterReport.objects.filter(project=project, quarter=quarter).first()
    seen = Drafted(report_facts(project, quarter), report.typed if report else {}).reading.texts
    unknown = sorted(set(answers) - set(seen))
    if unknown:
        raise ValueError(f"rapportage {project.slug} {quarter}: onbekende velden {', '.join(unknown)}")
    edits = {name: Edit(seen[name], text) for name, text in answers.items()}
    keep_draft(actor=author, project=project, quarter=quarter, edits=edits)


def _day(item: Data, name: str) -> date | None:
    return date.fromisoformat(item[name]) if name in item else None


def _viewer(username: str) -> Viewer:
    return viewer_of(User.objects.get(username=username))
