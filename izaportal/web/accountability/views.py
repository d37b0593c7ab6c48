"""The yearly account of a programme: the page, its files, and the bookings behind its figures."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.workbook import write_csv, write_xlsx
from izaportal.web.accountability import behind, sheets
from izaportal.web.accountability.page import build
from izaportal.web.accountability.read import YEAR, seen, seen_grant
from izaportal.web.files import TABLE_FORMS, saved_as


@require_safe
@login_required
def accountability(request: PortalRequest, programme: str) -> HttpResponse:
    found = seen(request.viewer, programme, request.GET.get(YEAR, ""))
    return render(request, "web/accountability/page.html", {"page": build(found)})


@require_safe
@login_required
def export(request: PortalRequest, programme: str, form: str) -> HttpResponse:
    """`xlsx` with everything, or `csv` with the indicators."""
    found = seen(request.viewer, programme, request.GET.get(YEAR, ""))
    if form not in TABLE_FORMS:
        raise Http404("Zo’n bestand is er niet.")
    page = build(found)
    content = write_csv(sheets.indicators(page)) if form == "csv" else write_xlsx(sheets.workbook(page))
    name = f"verantwoording-{found.programme.slug}-{found.year}.{form}"
    return HttpResponse(content, headers=saved_as(name))


@require_safe
@login_required
def bookings(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponse:
    """`?jaar=…&cijfer=…&mijlpaal=…`: which figure; what it does not know is all costs of the year."""
    found = seen(request.viewer, programme, request.GET.get(YEAR, ""))
    stored = seen_grant(request.viewer, programme, project, grant)
    context = {"page": behind.costs(found, stored, request.GET)}
    return render(request, "web/accountability/bookings.html", context)


@require_safe
@login_required
def advances(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponse:
    found = seen(request.viewer, programme, request.GET.get(YEAR, ""))
    stored = seen_grant(request.viewer, programme, project, grant)
    return render(request, "web/accountability/advances.html", {"page": behind.received(found, stored)})
