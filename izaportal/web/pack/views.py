"""The board pack of a frozen quarter: its page, and asking to have it or a project's dossier made."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.errors import NotAllowed
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.packs import Wanted
from izaportal.reporting.services.packs import ask_for_pack
from izaportal.web.keeping import takes_forms
from izaportal.web.pack.page import build
from izaportal.web.pack.read import Seen, seen_version


@require_safe
@login_required
def latest(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """To the page of the last version, so that its address keeps telling which it was."""
    return redirect(seen_version(request.viewer, programme, quarter).url)


@takes_forms
def pack(request: PortalRequest, programme: str, quarter: Quarter, version: int) -> HttpResponseBase:
    """While a job runs the page asks again every second. On POST the pack is asked for."""
    seen = seen_version(request.viewer, programme, quarter, version)
    if request.method == "POST":
        _ask(request, seen, seen.pack)
        return redirect(seen.url)
    return render(request, "web/pack/page.html", {"page": build(seen)})


@takes_forms
def dossier(
    request: PortalRequest, programme: str, quarter: Quarter, version: int, project: str
) -> HttpResponseBase:
    """On POST the dossier is asked for; a GET, as after signing in again, shows the page."""
    seen = seen_version(request.viewer, programme, quarter, version)
    if project not in seen.projects:
        raise Http404("Dit project was er niet toen het kwartaal werd vastgesteld.")
    if request.method == "POST":
        _ask(request, seen, seen.dossiers[project])
    return redirect(seen.url)


def _ask(request: PortalRequest, seen: Seen, wanted: Wanted) -> None:
    try:
        run = ask_for_pack(actor=request.viewer, programme=seen.programme, wanted=wanted)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    if run is None:
        messages.info(request, "Het is er al, en het is nog precies wat er gemaakt is.")
