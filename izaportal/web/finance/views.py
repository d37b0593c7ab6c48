"""The money of a programme, and why two bookings that look like one cost are not."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from funding.selectors.doubles import pair_of
from izaportal.accounts.requests import PortalRequest
from izaportal.web import editing
from izaportal.web.access import seen_programme
from izaportal.web.finance.explaining import Explainer, back_to
from izaportal.web.finance.page import build
from izaportal.web.finance.read import read
from izaportal.web.keeping import takes_forms


@require_safe
@login_required
def finance(request: PortalRequest, programme: str) -> HttpResponse:
    """`?kwartaal=2026-Q1` chooses the quarter; without a period of it the last frozen one is shown."""
    page = build(read(request.viewer, programme, quarter=request.GET.get("kwartaal", "")))
    return render(request, "web/finance/page.html", {"page": page})


@takes_forms
def explain(request: PortalRequest, programme: str, first: UUID, second: UUID) -> HttpResponseBase:
    """Asks why two bookings are two costs; 404 for what is not alike. Sent twice, it is explained once."""
    seen = seen_programme(request.viewer, programme)
    if not request.viewer.controls(seen.slug):
        raise PermissionDenied
    double = pair_of(request.viewer, seen, first=first, second=second)
    if double is None and request.method == "POST":
        return redirect(back_to(seen))
    if double is None:
        raise Http404("Deze twee boekingen lijken niet op elkaar, of het is al uitgelegd.")
    editor = Explainer(request.viewer, seen, double)
    done = "Vastgelegd: dit zijn twee verschillende kosten."
    return editing.edit(request, editor, template="web/finance/explain.html", done=done)
