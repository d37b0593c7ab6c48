"""The ledger of a grant."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.web.ledger.page import Asked, build
from izaportal.web.ledger.read import seen_ledger


@require_safe
@login_required
def ledger(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponse:
    seen = seen_ledger(request.viewer, programme, project, grant)
    context = {"page": build(seen, Asked.of(request.GET, seen))}
    return render(request, "web/ledger/page.html", context)
