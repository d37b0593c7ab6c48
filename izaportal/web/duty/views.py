"""Duties to report: which there are, and one with its letter and the proof that it was sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from funding.selectors.duties import proofs_for
from funding.services.duties import Sending, send_duty
from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.document import Paragraph, write_docx
from izaportal.core.formatting import date_nl
from izaportal.core.uuid7 import uuid7
from izaportal.web.duty.forms import SendForm
from izaportal.web.duty.page import Page, build, build_list
from izaportal.web.files import saved_as
from izaportal.web.keeping import takes_forms
from izaportal.web.storing import store_once, typed_before


@require_safe
@login_required
def duties(request: PortalRequest, programme: str) -> HttpResponse:
    return render(request, "web/duty/list.html", {"page": build_list(request.viewer, programme)})


@takes_forms
def duty(request: PortalRequest, programme: str, duty: UUID) -> HttpResponseBase:
    """Anybody of the programme reads it; who may send it records here that it was sent."""
    page = build(request.viewer, programme, duty)
    if request.method == "POST" and not page.may_send:
        raise PermissionDenied
    form = _form(request, page) if page.may_send and (page.is_open or request.method == "POST") else None

    def store(given: dict[str, Any]) -> str:
        sending = Sending(
            sent_on=given["sent_on"],
            proof=given["proof"],
            evidence_id=given["evidence"],
            file=given["upload"],
            file_id=given["file_id"] or uuid7(),
        )
        row = send_duty(actor=request.viewer, duty_id=duty, sending=sending)
        return f"De melding van {date_nl(row.sent_on)} is vastgelegd."

    template, context = "web/duty/page.html", {"page": page}
    if form is None:
        return render(request, template, context)
    return store_once(request, form, store, back=page.line.url, template=template, context=context)


@require_safe
@login_required
def letter(request: PortalRequest, programme: str, duty: UUID) -> HttpResponse:
    """The draft as a file for Word."""
    page = build(request.viewer, programme, duty)
    name = f"melding-{page.duty.milestone.grant.project.slug}-{page.duty.milestone.slug}.docx"
    return HttpResponse(write_docx(map(Paragraph, page.letter)), headers=saved_as(name))


def _form(request: PortalRequest, page: Page) -> SendForm:
    proofs = [(str(one.pk), one.label) for one in proofs_for(page.duty)]
    files = request.FILES if request.method == "POST" else None
    return SendForm(typed_before(request), files, proofs=proofs, initial={"sent_on": clock.today()})
