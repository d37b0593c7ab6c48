"""Meetings of a programme, one meeting with its agenda, and its minutes."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.document import write_docx
from izaportal.core.workbook import write_xlsx
from izaportal.meetings.selectors.agendas import SeenAgenda, meetings_with_counts
from izaportal.meetings.selectors.following import Steps, latest_steps
from izaportal.meetings.selectors.judged import since_fixed
from izaportal.web.access import seen_programme
from izaportal.web.files import saved_as
from izaportal.web.meetings.minutes import name, paragraphs, sheets
from izaportal.web.meetings.page import build, build_list
from izaportal.web.meetings.read import seen_agenda
from izaportal.web.meetings.seats import seats_on
from pillars.selectors.meetings import keeps_any


@require_safe
@login_required
def meetings(request: PortalRequest, programme: str) -> HttpResponse:
    seen = seen_programme(request.viewer, programme)
    rows = meetings_with_counts(request.viewer, seen)
    page = build_list(seen, rows, may_plan=keeps_any(request.viewer, seen))
    return render(request, "web/meetings/list.html", {"page": page})


@require_safe
@login_required
def meeting(request: PortalRequest, programme: str, meeting: UUID) -> HttpResponse:
    seen = seen_agenda(request.viewer, programme, meeting)
    seats = seats_on(request.viewer, seen.meeting.body, seen.meeting.held_on)
    page = build(request.viewer, seen, _steps(seen), since_fixed(seen), seats)
    return render(request, "web/meetings/page.html", {"page": page})


@require_safe
@login_required
def minutes(request: PortalRequest, programme: str, meeting: UUID, form: str) -> HttpResponse:
    """The agenda or the list of decisions, to send round (Word) or to work with (Excel)."""
    if form not in ("docx", "xlsx"):
        raise Http404("Zo’n bestand is er niet.")
    seen = seen_agenda(request.viewer, programme, meeting)
    page = build(request.viewer, seen, _steps(seen))
    place = f"{name(page).lower()}-{page.meeting.body.slug}-{page.meeting.held_on}.{form}"
    content = write_docx(paragraphs(page)) if form == "docx" else write_xlsx(sheets(page))
    return HttpResponse(content, headers=saved_as(place))


def _steps(seen: SeenAgenda) -> Steps:
    return latest_steps(row.pk for one in seen.items for row in one.decisions)
