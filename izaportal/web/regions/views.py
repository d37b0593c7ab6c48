"""The national impact map, for all to read: what regions plan and expect, and one region."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.web.everybody import show
from izaportal.web.link import Link
from izaportal.web.regions import compared, overview, page
from izaportal.web.regions.places import crumbs
from pillars.selectors.programmes import seen_by
from regions.selectors.impact import (
    activity_matrix,
    developments_of,
    expected_indicators,
    profiles,
    region_page,
)

LIST = "Ontwikkelingen"


@require_safe
def regions(request: PortalRequest) -> HttpResponseBase:
    """`?soort=roaz` shows the regions of one kind."""
    found = overview.build(*activity_matrix(), asked=request.GET.get("soort", ""))
    return show(request, "web/regions/overview.html", {"page": found, "crumbs": crumbs(request)})


@require_safe
def region(request: PortalRequest, scheme: str, code: str) -> HttpResponseBase:
    """Of the programmes that work in it only those the viewer may see are named."""
    try:
        read = region_page(scheme, code)
    except ObjectDoesNotExist as missing:
        raise Http404("Deze regio staat niet op de kaart.") from missing
    found = page.build(read, programmes=seen_by(request.viewer))
    context = {"page": found, "crumbs": crumbs(request, Link(found.name))}
    return show(request, "web/regions/page.html", context)


@require_safe
def developments(request: PortalRequest) -> HttpResponseBase:
    """What regions expect something of."""
    context = {"domains": compared.listed(expected_indicators()), "crumbs": crumbs(request, Link(LIST))}
    return show(request, "web/regions/developments.html", context)


@require_safe
def development(request: PortalRequest, indicator: str) -> HttpResponseBase:
    """One of them between all regions."""
    rows = list(developments_of(indicator))
    if not rows:
        raise Http404("Hierover verwacht geen regio iets.")
    found = compared.build(rows, profiles=profiles().prefetch_related("developments_from"))
    way = crumbs(request, Link(LIST, reverse("developments")), Link(found.name))
    return show(request, "web/regions/development.html", {"page": found, "crumbs": way})
