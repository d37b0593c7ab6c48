"""The reports of a project: their list, the report of a quarter to write or to read, and what differs."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock, drafts
from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors import reports as reports_of
from izaportal.reporting.services.report_draft import Kept, keep_draft
from izaportal.reporting.services.report_submission import submit_report
from izaportal.web.keeping import draft_of, takes_forms
from izaportal.web.report.answers import told
from izaportal.web.report.compared import compare
from izaportal.web.report.page import build, list_crumbs
from izaportal.web.report.read import Seen, seen_project, seen_report
from izaportal.web.report.sections import Post
from izaportal.web.report_words import report_rows, report_url
from pillars.selectors import programmes

BASIS, ACT, SUBMIT = "gezien", "actie", "indienen"


@require_safe
@login_required
def reports(request: PortalRequest, programme: str, project: str) -> HttpResponse:
    """Every quarter of the programme, newest first."""
    found = seen_project(request.viewer, programme, project)
    rows = report_rows(
        found,
        programmes.periods(request.viewer, found.programme),
        reports_of.reports_of_project(request.viewer, found),
        reports_of.rights_on(request.viewer, found),
    )
    context = {"project": found, "rows": rows, "crumbs": list_crumbs(found)}
    return render(request, "web/report/list.html", context)


@takes_forms
def report(request: PortalRequest, programme: str, project: str, quarter: Quarter) -> HttpResponseBase:
    """A POST keeps what was typed, field by field, and with `actie=indienen` submits it.

    Who asks for JSON, as report.js does while one types, is answered what to show anew.
    """
    seen = seen_report(request.viewer, programme, project, quarter)
    if request.method != "POST":
        return _shown(request, seen, _left_behind(request, seen))
    edits = posted_edits(request.POST)
    try:
        kept = keep_draft(actor=request.viewer, project=seen.project, quarter=quarter, edits=edits)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        return _refused(request, seen, edits, refusal)
    drafts.drop(request.viewer, request.path)
    again = seen_report(request.viewer, programme, project, quarter)
    if _wants_json(request):
        return _told(again, kept)
    if kept.conflicts:
        return _shown(request, again, _both_texts(kept), HTTPStatus.CONFLICT)
    if request.POST.get(ACT) == SUBMIT:
        return _submitted(request, again)
    messages.success(request, "Het concept is bewaard.")
    return redirect(report_url(seen.project, quarter))


@require_safe
@login_required
def differences(request: PortalRequest, programme: str, project: str, quarter: Quarter) -> HttpResponse:
    """Against the last report before it; `?versie=2` against the version before that one."""
    seen = seen_report(request.viewer, programme, project, quarter)
    page = compare(seen, request.GET.get("versie", ""))
    return render(request, "web/report/differences.html", {"page": page})


def posted_edits(posted: "MultiValueDict[str, str]") -> dict[str, Edit]:
    """What the author saw and wants, by field. A basis that is gone counts as having seen nothing."""
    try:
        basis = json.loads(posted.get(BASIS, ""))
    except ValueError:
        basis = {}
    seen: Mapping[str, object] = basis if isinstance(basis, dict) else {}
    fields = {name: str(posted[name]) for name in posted if "." in name}
    return {name: Edit(seen=str(seen.get(name, "")), wanted=text) for name, text in fields.items()}


def _submitted(request: PortalRequest, seen: Seen) -> HttpResponse:
    try:
        submit_report(actor=request.viewer, project=seen.project, quarter=seen.quarter)
    except Invalid as invalid:
        refused = {mistake.place: mistake.message for mistake in invalid.mistakes}
        post = Post(refused=refused, tried_to_submit=True)
        return _shown(request, seen, post, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Refused as refusal:
        return _shown(request, seen, Post(refusal=str(refusal)), HTTPStatus.CONFLICT)
    messages.success(request, "De rapportage is ingediend. De programmamanager heeft bericht.")
    return redirect(report_url(seen.project, seen.quarter))


def _shown(
    request: PortalRequest, seen: Seen, post: Post | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {"page": build(seen, post), "today": clock.today()}
    return render(request, "web/report/page.html", context, status=status)


def _refused(request: PortalRequest, seen: Seen, edits: Mapping[str, Edit], refusal: Refused) -> HttpResponse:
    """Nothing was kept: what was typed stays in the fields, or below when the report is shut by now."""
    refused = {m.place: m.message for m in refusal.mistakes} if isinstance(refusal, Invalid) else {}
    if _wants_json(request):
        return JsonResponse({"refused": str(refusal), "errors": refused}, status=HTTPStatus.CONFLICT)
    mine = {name: edit.wanted for name, edit in edits.items() if edit.wanted != edit.seen}
    reason = "" if refused else str(refusal)
    return _shown(request, seen, Post(mine=mine, refused=refused, refusal=reason), HTTPStatus.CONFLICT)


def _both_texts(kept: Kept) -> Post:
    return Post(
        mine={conflict.field: conflict.mine for conflict in kept.conflicts},
        theirs={conflict.field: conflict.theirs for conflict in kept.conflicts},
    )


def _left_behind(request: PortalRequest, seen: Seen) -> Post | None:
    """What was typed when the session had ended, and came along through the sign-in."""
    typed = draft_of(request, request.viewer) if seen.can_write else None
    if typed is None:
        return None
    edits = posted_edits(typed)
    return Post(mine={n: e.wanted for n, e in edits.items() if e.wanted != e.seen}, from_sign_in=True)


def _told(seen: Seen, kept: Kept) -> JsonResponse:
    status = HTTPStatus.CONFLICT if kept.conflicts else HTTPStatus.OK
    return JsonResponse(told(seen, kept, render_to_string), status=status)


def _wants_json(request: PortalRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
