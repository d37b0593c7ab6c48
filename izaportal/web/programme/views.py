"""A programme: its pillars, projects and indicators, and everything else the plan says, by tab."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors.following import with_state
from izaportal.web.access import seen_programme
from izaportal.web.decision_lines import decision_lines
from izaportal.web.programme import listing, overview, page
from izaportal.web.quarters import latest_period
from kpis.selectors import indicators, statuses
from kpis.selectors.entry import may_create
from pillars.selectors import plan, programmes
from pillars.selectors.municipalities import may_open
from projects.selectors import planning, projects
from regions.selectors.organisations import latest_inhabitants

if TYPE_CHECKING:
    from pillars.models import Programme

PER_PAGE = 25


@require_safe
@login_required
def programme(request: PortalRequest, programme: str) -> HttpResponse:
    """`?deel=` chooses the tab; the list of projects takes `q`, `pijler`, `fase` and `page`."""
    viewer = request.viewer
    seen = seen_programme(viewer, programme)
    part = request.GET.get("deel", "")
    if part not in PARTS:
        raise Http404("Dit deel is er niet.")
    periods = tuple(programmes.periods(viewer, seen))
    contradictions = plan.contradictions_of(viewer, seen)
    head = page.head(
        seen,
        versions=plan.versions_of(viewer, seen),
        periods=periods,
        part=part,
        counts={"projecten": projects.visible_projects(viewer).filter(programme=seen).count()},
    )
    context = PARTS[part](viewer, seen, request.GET)
    shared = {"head": head, "part": part, "periods": periods, "contradictions": contradictions}
    return render(request, f"web/programme/{TEMPLATES[part]}.html", shared | context)


def _overview(viewer: Viewer, seen: "Programme", query: QueryDict) -> dict[str, Any]:
    period = latest_period(programmes.periods(viewer, seen))
    listed = tuple(projects.projects_of(viewer, seen))
    measured = tuple(indicators.indicators_of(viewer, seen))
    figures = tuple(plan.figures_of(viewer, seen))
    found = statuses.latest_statuses(viewer, seen, quarters=[period.quarter]) if period else ()
    facts = overview.OverviewFacts(
        programme=seen,
        pillars=tuple(plan.pillars_with_movements(viewer, seen)),
        projects=listed,
        indicators=measured,
        statuses=tuple(found),
        figures=figures,
    )
    return {
        "stats": page.stats(figures, projects=len(listed), indicators=len(measured)),
        "pillars": overview.pillar_parts(facts),
        "quarter": period.quarter if period else None,
        "is_frozen": period.is_frozen if period else False,
        "may_create_indicator": may_create(viewer, seen),
    }


def _projects(viewer: Viewer, seen: "Programme", query: QueryDict) -> dict[str, Any]:
    asked = listing.asked(query)
    found = projects.find_projects(viewer, seen, asked)
    shown = Paginator(found, PER_PAGE).get_page(query.get("page"))
    rows = tuple(overview.project_row(seen.slug, project) for project in shown.object_list)
    return {
        "filter": asked,
        "page": shown,
        "query": listing.encoded(asked),
        "groups": listing.grouped(rows),
        "columns": listing.columns(rows),
        "choices": listing.choices(
            tuple(programmes.pillars(viewer, seen)), projects.stages_of(viewer, seen), asked
        ),
    }


def _figures(viewer: Viewer, seen: "Programme", query: QueryDict) -> dict[str, Any]:
    figures = tuple(plan.figures_of(viewer, seen))
    return {
        "figure_parts": listing.figure_parts(seen, figures),
        "sums": tuple(plan.sum_checks_of(viewer, seen)),
        "severities": page.severity_groups(
            plan.contradictions_of(viewer, seen), names=_project_names(viewer, seen)
        ),
    }


def _project_names(viewer: Viewer, seen: "Programme") -> dict[str, str]:
    return dict(projects.visible_projects(viewer).filter(programme=seen).values_list("slug", "name"))


def _governance(viewer: Viewer, seen: "Programme", query: QueryDict) -> dict[str, Any]:
    return {
        "bodies": listing.bodies(programmes.bodies(viewer, seen), programmes.pillars(viewer, seen)),
        "decisions": decision_lines(with_state(planning.decisions_with_conditions(viewer, seen)), seen.slug),
        "risks": tuple(planning.risks_of(viewer, seen)),
        "preconditions": tuple(planning.preconditions_of(viewer, seen)),
        "today": clock.today(),
    }


def _planning(viewer: Viewer, seen: "Programme", query: QueryDict) -> dict[str, Any]:
    return {
        "milestones": tuple(planning.milestones_of(viewer, seen)),
        "meetings": tuple(plan.meetings_from(viewer, clock.today(), programmes=[seen])),
        "actions": tuple(plan.actions_of(viewer, seen)),
        "today": clock.today(),
    }


def _members(viewer: Viewer, seen: "Programme", query: QueryDict) -> dict[str, Any]:
    members = tuple(plan.municipalities_of(viewer, seen, clock.today()))
    inhabitants = latest_inhabitants(row.municipality.code for row in members)
    return {
        "members": listing.members(members, inhabitants),
        "opens": {
            row.municipality.code for row in members if may_open(viewer, row.municipality.code, seen.slug)
        },
        "organisations": tuple(plan.organisations_of(viewer, seen)),
        "versions": tuple(plan.versions_of(viewer, seen)),
        "challenges": tuple(plan.challenges_of(viewer, seen)),
        "source": ", ".join(text for text in (seen.source_document, seen.source_place) if text),
    }


Part = Callable[[Viewer, "Programme", QueryDict], dict[str, Any]]
PARTS: dict[str, Part] = {
    "": _overview,
    "projecten": _projects,
    "cijfers": _figures,
    "sturing": _governance,
    "planning": _planning,
    "deelnemers": _members,
}
TEMPLATES = {"": "overview", "projecten": "projects", "cijfers": "figures"} | {
    "sturing": "governance",
    "planning": "planning",
    "deelnemers": "members",
}
