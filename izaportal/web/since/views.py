"""What is told of a quarter since it was frozen."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.since_frozen import since_frozen
from izaportal.web.access import seen_programme
from izaportal.web.since.page import build
from pillars.selectors.quarters import periods_with_meetings


@require_safe
@login_required
def since(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """Only of a frozen quarter: of another there is nothing to compare with."""
    seen = seen_programme(request.viewer, programme)
    periods = periods_with_meetings(request.viewer, seen)
    period = next((one for one in periods if one.quarter == quarter and one.is_frozen), None)
    found = since_frozen(request.viewer, seen, periods=periods, period=period) if period else None
    if found is None:
        raise Http404("Dit kwartaal is niet vastgesteld.")
    return render(request, "web/since/page.html", {"page": build(found), "slug": programme})
