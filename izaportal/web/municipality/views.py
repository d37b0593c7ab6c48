"""One municipality over all programmes, as a page and as a file; and the list of them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.reporting.selectors.municipal_shares import NoShareError, Overview, share_overview
from izaportal.web.files import TABLE_FORMS, saved_as
from izaportal.web.link import Link
from izaportal.web.municipality.api_example import api_example
from izaportal.web.municipality.export import write
from izaportal.web.municipality.outlines import outline_map
from izaportal.web.municipality.page import Page, build
from kpis.selectors.municipal import OwnValue, own_values
from pillars.selectors.municipalities import municipalities as seen_municipalities
from pillars.selectors.programmes import seen_by
from regions.selectors.municipalities import boundaries


@require_safe
@login_required
def municipalities(request: PortalRequest) -> HttpResponse:
    """Whose share the viewer may read."""
    rows = seen_municipalities(request.viewer)
    names = {row.code: row.name for row in rows}
    context = {
        "crumbs": [Link("Gemeenten")],
        "rows": rows,
        "map": outline_map(names, boundaries(names), own=request.viewer.own_municipalities),
        "own": request.viewer.own_municipalities,
        "seen": frozenset(programme.slug for programme in seen_by(request.viewer)),
    }
    return render(request, "web/municipality/list.html", context)


@require_safe
@login_required
def municipality(request: PortalRequest, code: str) -> HttpResponse:
    """`?kwartaal=2026-Q1` chooses the quarter; without it the last frozen one is shown."""
    return render(request, "web/municipality/page.html", {"page": read(request, code)})


@require_safe
@login_required
def export(request: PortalRequest, code: str, form: str) -> HttpResponse:
    """The tables of the page, at the same quarter."""
    if form not in TABLE_FORMS:
        raise Http404("Dit bestand is er niet.")
    page = read(request, code)
    name = f"gemeente-{code}-{page.quarter or 'zonder-kwartaal'}.{form}"
    return HttpResponse(write(page, form), headers=saved_as(name))


def read(request: PortalRequest, code: str) -> Page:
    """Everything the page shows; Http404 for a municipality whose share the viewer may not read."""
    viewer = request.viewer
    try:
        found = share_overview(viewer, code, today=clock.today(), asked=request.GET.get("kwartaal", ""))
    except NoShareError as missing:
        raise Http404("Deze gemeente is er niet.") from missing
    return build(
        found,
        code=code,
        seen=frozenset(programme.slug for programme in seen_by(viewer)),
        own=_own_values(request, code, found),
        examples=[api_example(request, report) for report in found.reports],
    )


def _own_values(request: PortalRequest, code: str, found: Overview) -> list[OwnValue]:
    if found.quarter is None:
        return []
    programmes = [report.owner.programme for report in found.reports]
    return own_values(request.viewer, code, programmes=programmes, quarter=found.quarter)
