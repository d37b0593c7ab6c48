"""One project as the plan describes it, with its indicators and its money."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from funding.selectors import grants
from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.history import history_of
from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors.following import with_state
from izaportal.reporting.selectors import reports
from izaportal.reporting.selectors.frozen_names import FrozenNames, frozen_names
from izaportal.reporting.selectors.outlooks import with_expected
from izaportal.web.access import or_404, seen_programme
from izaportal.web.decision_lines import decision_lines
from izaportal.web.project.facts import ProjectFacts
from izaportal.web.project.page import build
from izaportal.web.quarters import asked_or_latest
from izaportal.web.report_words import report_rows
from kpis.selectors import indicators, statuses
from pillars.selectors import plan, programmes
from projects.selectors import planning, projects

MOST_EVENTS = 200


@require_safe
@login_required
def project(request: PortalRequest, programme: str, project: str) -> HttpResponse:
    """`?kwartaal=2026-Q1` chooses the quarter; without a period of it the last frozen one is shown."""
    page = build(read(request.viewer, programme, project, quarter=request.GET.get("kwartaal", "")))
    return render(request, "web/project/page.html", {"page": page, "today": clock.today()})


def read(viewer: Viewer, programme: str, project: str, *, quarter: str = "") -> ProjectFacts:
    """Everything the page shows; Http404 for what is not there or may not be seen."""
    seen = seen_programme(viewer, programme)
    with or_404("Dit project is er niet."):
        found = projects.project(viewer, seen, project)
    found.programme = seen
    periods = tuple(programmes.periods(viewer, seen))
    chosen = asked_or_latest(periods, quarter)
    at = chosen.quarter if chosen else None
    rights = reports.rights_on(viewer, found)
    private = () if rights.see_drafts else (reports.REPORT_TYPE,)
    return ProjectFacts(
        programme=seen,
        project=found,
        periods=periods,
        quarter=at,
        is_frozen=chosen.is_frozen if chosen else False,
        names=frozen_names(viewer, seen, chosen.quarter) if chosen and chosen.is_frozen else FrozenNames(),
        dependencies=tuple(projects.dependencies_of(viewer, found)),
        grants=tuple(grants.grants_of_project(viewer, found, at)),
        refund_risks=tuple(grants.risks_of_project(viewer, found)),
        indicators=tuple(indicators.indicators_of(viewer, seen)),
        statuses=tuple(statuses.latest_statuses(viewer, seen, quarters=[at])) if at else (),
        milestones=tuple(with_expected(planning.milestones_of_project(viewer, found))),
        risks=tuple(planning.risks_of_project(viewer, found)),
        preconditions=tuple(planning.preconditions_of_project(viewer, found)),
        decisions=decision_lines(with_state(planning.decisions_about(viewer, found)), seen.slug),
        contradictions=tuple(plan.contradictions_about(viewer, seen, found.slug)),
        may_edit=projects.may_edit(viewer, found),
        events=tuple(history_of(found.scope, most=MOST_EVENTS, without=private)),
        reports=report_rows(found, periods, reports.reports_of_project(viewer, found), rights),
    )
