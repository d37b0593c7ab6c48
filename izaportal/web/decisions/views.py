"""The decisions log of a programme, as a page and as a file, and one decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.paging import page_of
from izaportal.core.workbook import write_csv, write_xlsx
from izaportal.meetings.selectors import decisions as read
from izaportal.web.access import or_404, seen_programme
from izaportal.web.decision_lines import decision_lines
from izaportal.web.decisions.asked import DecisionsFilter
from izaportal.web.decisions.export import sheet
from izaportal.web.decisions.page import build, log_crumbs
from izaportal.web.files import TABLE_FORMS, saved_as

if TYPE_CHECKING:
    from projects.models import Decision

PAGE_SIZE = 50


@require_safe
@login_required
def decisions(request: PortalRequest, programme: str) -> HttpResponse:
    """`?q=…&soort=…&overleg=…&project=…&stand=…&jaar=…` filters."""
    seen = seen_programme(request.viewer, programme)
    form = DecisionsFilter(request.GET, viewer=request.viewer, programme=seen)
    rows = read.matching(read.decisions_of(request.viewer, seen), form.wanted, clock.today())
    page = page_of(rows, request.GET.get("page", ""), size=PAGE_SIZE)
    context = {
        "programme": seen,
        "crumbs": log_crumbs(seen),
        "form": form,
        "query": form.query,
        "page": page,
        "lines": decision_lines(page.object_list, programme),
    }
    return render(request, "web/decisions/log.html", context)


@require_safe
@login_required
def export(request: PortalRequest, programme: str, form: str) -> HttpResponse:
    """Exactly the filtered list."""
    if form not in TABLE_FORMS:
        raise Http404("Zo’n bestand is er niet.")
    seen = seen_programme(request.viewer, programme)
    asked = DecisionsFilter(request.GET, viewer=request.viewer, programme=seen)
    rows = read.matching(read.decisions_of(request.viewer, seen), asked.wanted, clock.today())
    listed = sheet(decision_lines(rows, programme))
    content = write_xlsx([listed]) if form == "xlsx" else write_csv(listed)
    return HttpResponse(content, headers=saved_as(f"besluiten-{programme}-{clock.today()}.{form}"))


@require_safe
@login_required
def decision(request: PortalRequest, programme: str, decision: str) -> HttpResponse:
    row = seen_decision(request, programme, decision)
    return render(request, "web/decisions/page.html", {"page": build(request.viewer, row)})


def seen_decision(request: PortalRequest, programme: str, slug: str) -> Decision:
    """404 for what is not there or may not be seen."""
    seen = seen_programme(request.viewer, programme)
    with or_404("Dit besluit is er niet."):
        return read.decision(request.viewer, seen, slug)
