"""The audit trail: of one programme, or of everything one sees; as a page and as a file."""

from http import HTTPStatus
from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.workbook import csv_lines, write_xlsx
from izaportal.web.access import seen_programme
from izaportal.web.audit import read
from izaportal.web.audit.forms import TrailForm
from izaportal.web.files import TABLE_FORMS, saved_as

AFTER = "na"
# A workbook is built as a whole before it is sent; a CSV file leaves line by line.
MOST_IN_A_WORKBOOK = 20_000


@require_safe
@login_required
def trail(request: PortalRequest, programme: str = "") -> HttpResponse:
    """`?persoon=…&soort=…&veld=…&van=…&tot=…&q=…` filters; `?handeling=…` is one batch as a whole."""
    seen = seen_programme(request.viewer, programme) if programme else None
    sight = read.sight_of(request.viewer, seen)
    form = TrailForm(request.GET, offer=read.offer(sight))
    form.is_valid()
    found = read.find(request.viewer, sight, form.search, request.GET.get(AFTER, ""))
    context: dict[str, Any] = {
        "programme": seen,
        "form": form,
        "found": found,
        "fields": read.words_of_fields(),
        "one_batch": form.search.batch,
    }
    return render(request, "web/audit/page.html", context)


@require_safe
@login_required
def export(request: PortalRequest, form: str, programme: str = "") -> HttpResponseBase:
    """Exactly the filtered list; `form` is `csv` or `xlsx`. With a mistake in the filter there is no file."""
    if form not in TABLE_FORMS:
        raise Http404("Zo’n bestand is er niet.")
    seen = seen_programme(request.viewer, programme) if programme else None
    sight = read.sight_of(request.viewer, seen)
    asked = TrailForm(request.GET, offer=read.offer(sight))
    if not asked.is_valid():
        return trail(request, programme)
    rows = read.rows(request.viewer, sight, asked.search)
    name = f"wijzigingen-{programme or 'alles'}-{clock.today():%Y-%m-%d}.{form}"
    headers = saved_as(name)
    if form == "csv":
        return StreamingHttpResponse(csv_lines(read.sheet(rows)), headers=headers)
    listed = list(islice(rows, MOST_IN_A_WORKBOOK + 1))
    if len(listed) > MOST_IN_A_WORKBOOK:
        context = {"programme": seen, "most": MOST_IN_A_WORKBOOK, "query": asked.query}
        return render(
            request, "web/audit/too_large.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        )
    return HttpResponse(write_xlsx([read.sheet(listed)]), headers=headers)
