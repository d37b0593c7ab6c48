"""The refund risk of a programme, and of one of its state grants, at a quarter."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.web.charts.store import figures
from izaportal.web.refund import grant_page, overview
from izaportal.web.refund.crumbs import crumbs
from izaportal.web.refund.read import grant_at, look, overview_at
from izaportal.web.risk_charts import ladder
from izaportal.web.risk_words import SIX

QUARTER = "kwartaal"


@require_safe
@login_required
def refund_risk(request: PortalRequest, programme: str) -> HttpResponse:
    """`?kwartaal=2026-Q2`; without a period of it the last frozen quarter."""
    at = look(request.viewer, programme, request.GET.get(QUARTER, ""))
    if at.period is None:
        context = {"programme": at.programme, "crumbs": crumbs(at.programme, "Afrekenrisico")}
        return render(request, "web/refund/no_quarters.html", context)
    page = overview.build(overview_at(at, at.period))
    drawings = figures({"ladder": ladder(page.total)})
    context = {"page": page, "drawings": drawings, "words": SIX}
    return render(request, "web/refund/overview.html", context)


@require_safe
@login_required
def grant_risk(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponse:
    at = look(request.viewer, programme, request.GET.get(QUARTER, ""))
    page = grant_page.build(grant_at(at, project=project, slug=grant))
    return render(request, "web/refund/grant.html", {"page": page})
