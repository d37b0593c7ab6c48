"""Two quarters or versions of a programme beside each other, as a page and as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.web.access import seen_programme
from izaportal.web.board.links import Links
from izaportal.web.comparison.export import write
from izaportal.web.comparison.page import TABLES
from izaportal.web.comparison.read import NOT_THERE, read
from izaportal.web.files import TABLE_FORMS, saved_as
from izaportal.web.link import Link


@require_safe
@login_required
def compare(request: PortalRequest, programme: str) -> HttpResponse:
    """`?van=2026-Q1&tot=2026-Q2`; a version goes by its id. Without them the last two quarters."""
    page = read(request, programme)
    if page is None:
        return _no_quarters(request, programme)
    return render(request, "web/comparison/page.html", {"page": page, "slug": programme})


@require_safe
@login_required
def export(request: PortalRequest, programme: str, form: str) -> HttpResponse:
    """The tables of the page with the same filters; `?tabel=` chooses the one of a CSV."""
    table = request.GET.get("tabel", "indicatoren")
    if form not in TABLE_FORMS or table not in TABLES:
        raise Http404("Dit bestand is er niet.")
    page = read(request, programme)
    if page is None:
        raise Http404(NOT_THERE)
    part = f"-{table}" if form == "csv" else ""
    places = f"{page.asked.since[:8]}-{page.asked.until[:8]}"
    return HttpResponse(
        write(page, form, table), headers=saved_as(f"vergelijking-{programme}-{places}{part}.{form}")
    )


def _no_quarters(request: PortalRequest, programme: str) -> HttpResponse:
    seen, links = seen_programme(request.viewer, programme), Links(programme)
    crumbs = (Link(seen.short_name, links.home()), Link("Vergelijken"))
    context = {"name": seen.name, "crumbs": crumbs, "programme_url": links.home()}
    return render(request, "web/comparison/no_quarters.html", context)
