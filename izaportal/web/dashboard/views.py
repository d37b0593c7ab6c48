"""The quarter dashboard: one address per quarter, and one that leads to the latest."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from izaportal.accounts.requests import PortalRequest
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.publications import may_decide, published_version
from izaportal.reporting.selectors.seen_quarter import SeenQuarter
from izaportal.web.access import seen_programme
from izaportal.web.agenda import ComingAgenda, coming_agenda, held_meeting
from izaportal.web.board.board import Look, build_board
from izaportal.web.board.charts import charts_of, shown_charts
from izaportal.web.board.filters import SOURCES, Filters
from izaportal.web.board.links import Links
from izaportal.web.board.opened import Opened, opened
from izaportal.web.board.versions import versions
from izaportal.web.charts.store import figures
from izaportal.web.link import Link
from izaportal.web.quarters import latest_period
from izaportal.web.risk_words import GLOSSARY
from pillars.selectors.quarters import periods_with_meetings

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

OF_INDICATORS = frozenset({"statuses"})
PAGE, BOARD_ID, INDICATORS_ID = "web/dashboard/page.html", "dashboard", "indicatoren"
FILTERS_ID = "filters"
FRAGMENTS = {
    BOARD_ID: "web/dashboard/board_fragment.html",
    INDICATORS_ID: "web/dashboard/indicators_fragment.html",
}


class PageRequest(PortalRequest):
    """With what htmx asks; only for annotations."""

    htmx: "HtmxDetails"


@require_safe
@login_required
@vary_on_headers("HX-Request", "HX-Target", "HX-Trigger")
def dashboard(request: PageRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """The whole page, or for htmx only the part that it replaces."""
    found = opened(request.viewer, programme, quarter, freeze=request.GET.get("freeze"))
    board = build_board(found.seen.rows, _look(request, found))
    fragment = FRAGMENTS.get(request.htmx.target or "") if request.htmx else None
    context = {"board": board, "keeps_focus": request.htmx.trigger == FILTERS_ID if request.htmx else False}
    context |= _meeting(request, found)
    context["words"] = GLOSSARY
    charts, names = charts_of(board), shown_charts(board)
    if fragment == FRAGMENTS[INDICATORS_ID]:
        names &= OF_INDICATORS
    context["figures"] = figures({name: charts[name] for name in names})
    context["publish"] = None if found.by_id else _publish_link(request, found.seen)
    return render(request, fragment or PAGE, context)


def _publish_link(request: PageRequest, found: SeenQuarter) -> Link | None:
    """For who decides on it, of a frozen quarter: freezing is not publishing, nor does a new version become
    public by itself."""
    slug, version = found.rows.frame.slug, found.version
    if version is None or not may_decide(slug, request.viewer):
        return None
    url = reverse("publish-quarter", kwargs={"programme": slug, "quarter": version.quarter})
    public = published_version(slug, version.quarter)
    if public is None:
        return Link("Openbaar maken", url)
    return Link(
        "Openbare pagina beheren" if public.freeze == version.pk else "Nieuwe versie openbaar maken", url
    )


def _meeting(request: PageRequest, found: Opened) -> dict[str, ComingAgenda | Link | None]:
    """What the meeting will discuss, or that it was held; a page of one version never changes."""
    if found.by_id or found.period.meets_on is None:
        return {}
    held = held_meeting(found.programme, found.period)
    if held is not None:
        return {"held": held}
    return {"agenda": coming_agenda(request.viewer, found.programme, found.period.quarter)}


def _may_freeze(request: PageRequest, rows: Rows) -> bool:
    is_over = not (rows.period.is_frozen or rows.period.is_observed)
    return is_over and request.viewer.controls(rows.frame.slug)


def _may_overrule(request: PageRequest, rows: Rows) -> bool:
    return not rows.period.is_frozen and request.viewer.manages(rows.frame.slug)


def _look(request: PageRequest, found: Opened) -> Look:
    """Of one version the page never changes, so it leads to no quarter that was not there then."""
    rows, by_id = found.seen.rows, found.by_id
    links = Links(rows.frame.slug, rows.quarter)
    own = request.viewer.own_municipalities
    opens_all = rows.frame.slug in request.viewer.programme_slugs
    return Look(
        links=links,
        filters=_filters(request, rows, None if opens_all else own),
        periods=rows.periods if by_id else found.periods,
        own=own,
        opens_all=opens_all,
        freeze_url=links.freeze() if _may_freeze(request, rows) else "",
        verdict_url=links.verdict() if _may_overrule(request, rows) else "",
        choose_url=links.headlines() if request.viewer.manages(rows.frame.slug) else "",
        versions=versions(found.seen, links, by_id=by_id),
    )


@require_safe
@login_required
def latest(request: PortalRequest, programme: str) -> HttpResponse:
    """To the last frozen quarter, else the open one; a programme without quarters says so."""
    seen = seen_programme(request.viewer, programme)
    links = Links(programme)
    period = latest_period(periods_with_meetings(request.viewer, seen))
    if period is not None:
        return HttpResponseRedirect(links.quarter(period.quarter))
    crumbs = (Link(seen.short_name, links.home()), Link("Dashboard"))
    open_url = reverse("period-current", args=(programme,)) if request.viewer.controls(programme) else ""
    context = {"name": seen.name, "crumbs": crumbs, "programme_url": links.home(), "open_url": open_url}
    return render(request, "web/dashboard/no_quarters.html", context)


def _filters(request: HttpRequest, rows: Rows, opens: frozenset[str] | None) -> Filters:
    """What the URL asks for; what is not there, or not for whoever asks, filters nothing."""
    members = {share.code for share in rows.shares if share.is_of_member}
    return Filters(
        pillar=_one_of(request, "pijler", {pillar.slug for pillar in rows.pillars}),
        headline=request.GET.get("kern") == "1",
        freeze=request.GET.get("freeze", ""),
        municipality=_one_of(request, "gemeente", members if opens is None else members & opens),
        source=_one_of(request, "bron", SOURCES),
        opened=request.GET.get("alle") or None,
    )


def _one_of(request: HttpRequest, name: str, known: Collection[str]) -> str | None:
    asked = request.GET.get(name, "")
    return asked if asked in known else None
