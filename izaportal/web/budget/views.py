"""The budget of a programme as a grid, saved by the cells that were changed."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from funding.services.budget import edit_budget
from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.editing import Conflicted
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.web.budget.page import build
from izaportal.web.budget.read import Seen, seen_budget
from izaportal.web.budget.typed import Typed
from izaportal.web.keeping import draft_of, takes_forms

PAGE = "web/budget/page.html"


@takes_forms
def budget(request: PortalRequest, programme: str) -> HttpResponseBase:
    seen = seen_budget(request.viewer, programme, request.GET)
    if request.method == "POST":
        return _save(request, seen)
    kept = draft_of(request, request.viewer) if seen.controls else None
    page = build(seen, Typed.of(kept) if kept else Typed())
    return render(request, PAGE, {"page": page, "is_draft": kept is not None})


def _save(request: PortalRequest, seen: Seen) -> HttpResponse:
    """Back to the page as it is stored, or the page again with what is wrong; nothing was stored then."""
    if not seen.controls:
        raise PermissionDenied
    typed = Typed.of(request.POST)
    edits = typed.edits(line.key for line in seen.stored)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if not typed.mistakes:
        try:
            entries = edit_budget(
                actor=request.viewer, programme=seen.programme, cells=edits, reason=typed.reason
            )
        except Conflicted as conflict:
            typed.rebase(conflict)
            status = HTTPStatus.CONFLICT
        except Invalid as invalid:
            typed.refuse(invalid)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        else:
            drafts.drop(request.viewer, request.path)
            _tell(request, len(entries))
            return redirect(seen.filtered_url)
    return _again(request, seen, typed, status)


def _again(request: PortalRequest, seen: Seen, typed: Typed, status: HTTPStatus) -> HttpResponse:
    kept = _keep(request)
    page = build(seen_budget(request.viewer, seen.programme.slug, request.GET), typed)
    context = {"page": page, "is_conflict": status == HTTPStatus.CONFLICT, "not_kept": kept}
    return render(request, PAGE, context, status=status)


def _keep(request: PortalRequest) -> str:
    """Keep what was sent as a draft; why that could not be, empty when it could."""
    try:
        drafts.keep(request.viewer, request.path, dict(request.POST.lists()))
    except Refused as refusal:
        return str(refusal)
    return ""


def _tell(request: PortalRequest, changed: int) -> None:
    if not changed:
        messages.info(request, "Er was niets te wijzigen.")
        return
    words = "1 bedrag is opgeslagen." if changed == 1 else f"{changed} bedragen zijn opgeslagen."
    messages.success(request, words)
