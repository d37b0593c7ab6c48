"""One indicator: why it has its colour, and the button that makes a submitted value count."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from funding.selectors import grants
from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.access import seen_programme
from izaportal.web.indicator.facts import PageFacts
from izaportal.web.indicator.page import build
from kpis.selectors import indicators, statuses
from kpis.services.measurements import approve_measurement
from pillars.selectors import plan, programmes

NO_CONTENT = 204
FORBIDDEN = 403
CONFLICT = 409
MISSING = "Deze indicator is er niet."


@require_safe
@login_required
def indicator(request: PortalRequest, programme: str, indicator: str) -> HttpResponse:
    """`?kwartaal=2026-Q2` chooses the quarter; `?wacht=1` answers nothing until a recalculation is done."""
    facts = read(request.viewer, programme, indicator, quarter=request.GET.get("kwartaal", ""))
    if facts.recalculation.underway and request.GET.get("wacht"):
        return HttpResponse(status=NO_CONTENT)
    return render(request, "web/indicator/page.html", {"page": build(facts)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: PortalRequest, programme: str, indicator: str, measurement: UUID) -> HttpResponse:
    """Approves on POST; a GET, as after signing in again, shows the measurement with its button."""
    facts = read(request.viewer, programme, indicator)
    row = next((row for row in facts.measurements if row.pk == measurement), None)
    if row is None:
        raise Http404("Deze meting is er niet.")
    place = redirect("indicator", programme=programme, indicator=indicator)
    place["Location"] += f"?kwartaal={row.quarter}"
    if request.method != "POST":
        return place
    try:
        approve_measurement(actor=request.viewer, measurement_id=measurement)
    except Refused as refusal:
        status = FORBIDDEN if isinstance(refusal, NotAllowed) else CONFLICT
        page = build(facts, refused=measurement, refusal=str(refusal))
        return render(request, "web/indicator/page.html", {"page": page}, status=status)
    messages.success(request, f"De meting van {row.quarter.label} is goedgekeurd en telt nu mee.")
    return place


def read(viewer: Viewer, programme: str, indicator: str, *, quarter: str = "") -> PageFacts:
    """Everything the page shows; Http404 for what is not there or may not be seen."""
    seen = seen_programme(viewer, programme)
    try:
        found = indicators.indicator(viewer, seen, indicator)
    except ObjectDoesNotExist as missing:
        raise Http404(MISSING) from missing
    periods = tuple(programmes.periods(viewer, seen))
    history = tuple(statuses.status_history(viewer, found))
    known = [*(period.quarter for period in periods), *(row.quarter for row in history)]
    chosen = _quarter(quarter, known, last=history[-1].quarter if history else None)
    found.programme = seen
    return PageFacts(
        viewer=viewer,
        today=clock.today(),
        programme=seen,
        indicator=found,
        quarter=chosen,
        as_of=indicators.facts_at(viewer, found, chosen),
        periods=periods,
        history=history,
        measurements=tuple(statuses.measurements_of(viewer, found)),
        targets=tuple(indicators.targets_of(viewer, found)),
        milestones=tuple(grants.milestones_on(viewer, found)),
        conditions=tuple(grants.conditions_on(viewer, found)),
        contradictions=tuple(plan.contradictions_about(viewer, seen, found.slug)),
        recalculation=indicators.recalculation(viewer, found),
    )


def _quarter(asked: str, known: list[Quarter], *, last: Quarter | None) -> Quarter:
    """The quarter asked for, else the last one with a result, else that of today."""
    if not asked:
        return last or Quarter.of(clock.today())
    try:
        wanted = Quarter.parse(asked)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong
    if wanted not in known:
        raise Http404(f"Van {wanted.label} is er niets.")
    return wanted
