"""What is decided about a report: taken back, approved, sent back, opened again. A POST each."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.reporting.report import typed
from izaportal.reporting.report.questions import Section
from izaportal.reporting.services.report_draft import reopen_report
from izaportal.reporting.services.report_ruling import approve_report, return_report
from izaportal.reporting.services.report_submission import withdraw_report
from izaportal.web.keeping import takes_forms
from izaportal.web.report.page import build
from izaportal.web.report.read import Seen, seen_report
from izaportal.web.report.sections import Post
from izaportal.web.report_words import report_url

VERSION = "versie"
REMARK = "opmerking."


@takes_forms
def withdraw(request: PortalRequest, programme: str, project: str, quarter: Quarter) -> HttpResponseBase:
    """Back to a draft."""

    def act(seen: Seen) -> str:
        if not seen.rights.write:
            raise NotAllowed("Alleen de projectleider en de programmamanager trekken een rapportage in.")
        if seen.report is None:
            raise Refused("Er is nog niets ingediend.")
        withdraw_report(actor=request.viewer, report_id=seen.report.pk)
        return "De rapportage is ingetrokken en weer een concept."

    return _done(request, seen_report(request.viewer, programme, project, quarter), act)


@takes_forms
def approve(request: PortalRequest, programme: str, project: str, quarter: Quarter) -> HttpResponseBase:
    """With the manager's own judgement of the aspects."""

    def act(seen: Seen) -> str:
        approve_report(
            actor=request.viewer, submission_id=_shown_version(request, seen), judgements=_posted(request)
        )
        return "De rapportage is goedgekeurd. De cijfers tellen nu mee."

    return _done(request, seen_report(request.viewer, programme, project, quarter), act)


@takes_forms
def send_back(request: PortalRequest, programme: str, project: str, quarter: Quarter) -> HttpResponseBase:
    """With a remark per section."""

    def act(seen: Seen) -> str:
        posted = _posted(request)
        remarks = {section: posted.get(f"{REMARK}{section}", "") for section in Section}
        return_report(actor=request.viewer, submission_id=_shown_version(request, seen), remarks=remarks)
        return "De rapportage is teruggestuurd met uw opmerkingen."

    return _done(request, seen_report(request.viewer, programme, project, quarter), act)


@takes_forms
def reopen(request: PortalRequest, programme: str, project: str, quarter: Quarter) -> HttpResponseBase:
    """More time for one report, with a reason."""

    def act(seen: Seen) -> str:
        if not seen.rights.reopen:
            raise NotAllowed("Alleen de programmamanager en de controller heropenen een rapportage.")
        reopen_report(
            actor=request.viewer,
            project=seen.project,
            quarter=quarter,
            until=_day(request.POST.get("heropen.tot", "")),
            reason=request.POST.get("heropen.reden", ""),
        )
        return "De projectleider heeft meer tijd gekregen."

    return _done(request, seen_report(request.viewer, programme, project, quarter), act)


def _done(request: PortalRequest, seen: Seen, act: Callable[[Seen], str]) -> HttpResponse:
    """Say what was done on the page of the report; or show it with what was typed and why it could not be."""
    if request.method != "POST":
        return redirect(report_url(seen.project, seen.quarter))
    try:
        said = act(seen)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Invalid as invalid:
        refused = {mistake.place: mistake.message for mistake in invalid.mistakes}
        return _again(
            request, seen, Post(mine=_posted(request), refused=refused), HTTPStatus.UNPROCESSABLE_ENTITY
        )
    except Refused as refusal:
        return _again(request, seen, Post(mine=_posted(request), refusal=str(refusal)), HTTPStatus.CONFLICT)
    messages.success(request, said)
    return redirect(report_url(seen.project, seen.quarter))


def _again(request: PortalRequest, seen: Seen, post: Post, status: int) -> HttpResponse:
    context = {"page": build(seen, post), "today": clock.today()}
    return render(request, "web/report/page.html", context, status=status)


def _posted(request: PortalRequest) -> dict[str, str]:
    return {name: str(request.POST[name]) for name in request.POST if "." in name}


def _shown_version(request: PortalRequest, seen: Seen) -> UUID:
    """The submission that the viewer had before them: another may have come in since."""
    if not seen.rights.rule:
        raise NotAllowed("Alleen de programmamanager beoordeelt een rapportage.")
    shown = next((one for one in seen.submissions if str(one.pk) == request.POST.get(VERSION)), None)
    if shown is None:
        raise Refused("Kies de versie die u wilt beoordelen: deze pagina was niet meer de nieuwste.")
    return shown.pk


def _day(text: str) -> date:
    try:
        return typed.day(text)
    except typed.UnreadableError as problem:
        raise Invalid([Mistake("heropen.tot", str(problem))]) from problem
