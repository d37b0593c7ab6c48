"""What a person was told: notices to read, and the messages that were mailed."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.notices import selectors
from izaportal.notices.services.notices import mark_all_read, mark_read
from izaportal.reporting.selectors.seen_changes import seen_notices
from izaportal.web.keyset import BEFORE, stretch
from izaportal.web.notices.bunches import bunches

PER_PAGE = 30


@require_safe
@login_required
def notices(request: PortalRequest) -> HttpResponse:
    """`?ongelezen=1` leaves out what was read."""
    sees = seen_notices(request.viewer)
    only_unread = request.GET.get("ongelezen") == "1"
    choose = selectors.unread_of if only_unread else selectors.notices_of
    page = stretch(choose(request.viewer, sees=sees), request.GET.get(BEFORE, ""), size=PER_PAGE)
    context = {
        "page": page,
        "bunches": bunches(page.rows, sees.programmes),
        "only_unread": only_unread,
    }
    return render(request, "web/notices/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def read_one(request: PortalRequest, notice: UUID) -> HttpResponse:
    """Marks on POST; a GET, as after signing in again, shows the list."""
    if request.method == "POST" and not mark_read(
        notice, actor=request.viewer, sees=seen_notices(request.viewer)
    ):
        raise Http404("Deze melding is er niet.")
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def read_all(request: PortalRequest) -> HttpResponse:
    if request.method == "POST":
        count = mark_all_read(actor=request.viewer, sees=seen_notices(request.viewer))
        words = "Eén melding is" if count == 1 else f"{count} meldingen zijn"
        messages.success(request, f"{words} als gelezen gemarkeerd.")
    return redirect("notices")


@require_safe
@login_required
def sent(request: PortalRequest) -> HttpResponse:
    """Each their own mail; who runs a demo all of it, who runs a deployment also what did not get out."""
    viewer = request.viewer
    sees_all = viewer.runs_portal and settings.DEMO
    rows = selectors.mail_to_anybody() if sees_all else selectors.mail_to(viewer, sees=seen_notices(viewer))
    context = {
        "page": stretch(rows, request.GET.get(BEFORE, ""), size=PER_PAGE),
        "sees_all": sees_all,
        "is_mailed": selectors.is_mailed(),
        "troubled": selectors.troubled_mail()[:PER_PAGE] if viewer.runs_portal and not sees_all else None,
    }
    return render(request, "web/notices/sent.html", context)
