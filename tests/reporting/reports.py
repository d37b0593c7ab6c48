"""Reports of the demo's project with a result obligation, filled in as its lead would."""

from collections.abc import Mapping

from izaportal.core.editing import Edit
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterReport, ReportSubmission
from izaportal.reporting.selectors.report_facts import report_facts
from izaportal.reporting.selectors.report_sheet import Drafted
from izaportal.reporting.services.report_draft import keep_draft
from izaportal.reporting.services.report_submission import submit_report
from projects.models import Project

Q3 = Quarter(2026, 3)
COMPLETE = {
    "meting.kpi-1-1": "700",
    "meting.kpi-1-2": "90",
    "meting.kpi-1-3": "8",
    "metingen.toelichting": "Twee extra verkenners zijn in juli begonnen.",
    "besteding.spuk-mgn": "300.000",
    "oordeel.result.kleur": "on_track",
    "mijlpaal.mgn-evaluatie.toelichting": "De evaluatie wacht op de cijfers.",
    "oordeel.time.kleur": "at_risk",
    "oordeel.time.oorzaak": "De cijfers komen later.",
    "oordeel.time.gevolg": "De evaluatie komt twee maanden later.",
    "oordeel.time.bijsturing": "De evaluatie staat op de agenda van 26 november.",
    "oordeel.money.kleur": "at_risk",
    "oordeel.money.reden": "Het risico is kleiner dan berekend.",
    "oordeel.money.oorzaak": "De mijlpaal is nog niet bevestigd.",
    "oordeel.money.gevolg": "Het hele bedrag kan terug moeten.",
    "oordeel.money.bijsturing": "Versneld werven, effect in Q4.",
    "voortgang.tekst": "Het bereik groeit.",
    "besluit.soort": "geen",
}


def mgn() -> Project:
    return Project.objects.select_related("programme", "pillar").get(programme__slug="nml-o", slug="mgn")


def typed(
    actor: Viewer, answers: Mapping[str, str] | None = None, project: Project | None = None
) -> QuarterReport:
    """What the report holds after these answers were typed over what was there."""
    wanted = COMPLETE if answers is None else answers
    project = project or mgn()
    seen = _stored(project)
    edits = {name: Edit(seen.get(name, ""), text) for name, text in wanted.items()}
    return keep_draft(actor=actor, project=project, quarter=Q3, edits=edits).report


def submitted(actor: Viewer, answers: Mapping[str, str] | None = None) -> ReportSubmission:
    typed(actor, {**COMPLETE, **(answers or {})})
    return submit_report(actor=actor, project=mgn(), quarter=Q3)


def _stored(project: Project) -> dict[str, str]:
    report = QuarterReport.objects.filter(project=project, quarter=Q3).first()
    return Drafted(report_facts(project, Q3), report.typed if report else {}).reading.texts
