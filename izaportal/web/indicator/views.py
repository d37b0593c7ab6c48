"""One indicator: why it has its colour, and the button that makes a submitted value count."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.errors import NotAllowed, Refused
from izaportal.web.indicator.page import build
from izaportal.web.indicator.read import read
from kpis.services.measurements import approve_measurement


@require_safe
@login_required
def indicator(request: PortalRequest, programme: str, indicator: str) -> HttpResponse:
    """`?kwartaal=2026-Q2` chooses the quarter; `?wacht=1` answers nothing until a recalculation is done."""
    facts = read(request.viewer, programme, indicator, quarter=request.GET.get("kwartaal", ""))
    if facts.recalculation.underway and request.GET.get("wacht"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
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
        status = HTTPStatus.FORBIDDEN if isinstance(refusal, NotAllowed) else HTTPStatus.CONFLICT
        page = build(facts, refused=measurement, refusal=str(refusal))
        return render(request, "web/indicator/page.html", {"page": page}, status=status)
    messages.success(request, f"De meting van {row.quarter.label} is goedgekeurd en telt nu mee.")
    return place
