"""The quarter dashboard: one address per quarter, and one that leads to the latest."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.immutable import IMMUTABLE
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.seen_quarter import NoSuchVersionError, SeenQuarter, seen_quarter
from izaportal.web.access import seen_programme
from izaportal.web.agenda import ComingAgenda, coming_agenda
from izaportal.web.board import charts
from izaportal.web.board.board import Board, Look, build_board
from izaportal.web.board.indicators import Filters
from izaportal.web.board.links import Link, Links
from izaportal.web.board.versions import versions
from izaportal.web.charts.store import figures
from izaportal.web.quarters import latest_period
from izaportal.web.risk_charts import ladder
from pillars.selectors.quarters import Period, periods_with_meetings

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from pillars.models import Programme

PRIVATE = "private, no-cache"
PAGE, BOARD_ID, INDICATORS_ID = "web/dashboard/page.html", "dashboard", "indicatoren"
FRAGMENTS = {
    BOARD_ID: "web/dashboard/board_fragment.html",
    INDICATORS_ID: "web/dashboard/indicators_fragment.html",
}


class PageRequest(PortalRequest):
    """With what htmx asks; only for annotations."""

    htmx: "HtmxDetails"


@require_safe
@login_required
@vary_on_headers("HX-Request", "HX-Target")
def dashboard(request: PageRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """The whole page, or for htmx only the part that it replaces."""
    seen = seen_programme(request.viewer, programme)
    periods = periods_with_meetings(request.viewer, seen)
    period = next((one for one in periods if one.quarter == quarter), None)
    if period is None:
        raise Http404("Over dit kwartaal rapporteert dit programma niet.")
    found = _found(request, seen, periods, period)
    board = build_board(found.rows, _look(request, found, periods))
    fragment = FRAGMENTS.get(request.htmx.target or "") if request.htmx else None
    context = _context(board, with_charts=fragment != FRAGMENTS[INDICATORS_ID])
    context["agenda"] = _agenda(request, seen, period)
    headers = {"Cache-Control": IMMUTABLE if _is_by_id(request) else PRIVATE}
    return HttpResponse(render_to_string(fragment or PAGE, context, request), headers=headers)


def _found(
    request: PageRequest, programme: "Programme", periods: tuple[Period, ...], period: Period
) -> SeenQuarter:
    """The last version, or the one whose id is asked for; another's is not there."""
    try:
        freeze = UUID(request.GET["freeze"]) if _is_by_id(request) else None
        return seen_quarter(request.viewer, programme, periods=periods, period=period, freeze=freeze)
    except (ValueError, NoSuchVersionError) as missing:
        raise Http404("Deze versie is er niet.") from missing


def _is_by_id(request: HttpRequest) -> bool:
    return "freeze" in request.GET


def _agenda(request: PageRequest, programme: "Programme", period: Period) -> ComingAgenda | None:
    """What the meeting ahead about this quarter will discuss; a page of one version never changes."""
    if _is_by_id(request) or period.meets_on is None or period.meets_on < clock.today():
        return None
    return coming_agenda(request.viewer, programme, period.quarter)


def _may_freeze(request: PageRequest, rows: Rows) -> bool:
    is_over = not (rows.period.is_frozen or rows.period.is_observed)
    return is_over and request.viewer.controls(rows.frame.slug)


def _look(request: PageRequest, found: SeenQuarter, periods: tuple[Period, ...]) -> Look:
    """Of one version the page never changes, so it leads to no quarter that was not there then."""
    rows, by_id = found.rows, _is_by_id(request)
    links = Links(rows.frame.slug, rows.quarter)
    return Look(
        links=links,
        filters=_filters(request, {pillar.slug for pillar in rows.pillars}),
        periods=rows.periods if by_id else periods,
        own=request.viewer.own_municipalities,
        opens_all=rows.frame.slug in request.viewer.programme_slugs,
        freeze_url=links.freeze() if _may_freeze(request, rows) else "",
        versions=versions(found, links, by_id=by_id),
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
    crumbs = (Link(links.home(), seen.short_name), Link("", "Dashboard"))
    context = {"name": seen.name, "crumbs": crumbs, "programme_url": links.home()}
    return render(request, "web/dashboard/no_quarters.html", context)


def _filters(request: HttpRequest, pillars: set[str]) -> Filters:
    """What the URL asks for; a pillar that is not there filters nothing."""
    pillar = request.GET.get("pijler", "")
    return Filters(
        pillar if pillar in pillars else None,
        headline=request.GET.get("kern") == "1",
        freeze=request.GET.get("freeze", ""),
    )


def _context(board: Board, *, with_charts: bool) -> dict[str, object]:
    if not with_charts:
        return {"board": board}
    drawings = figures(
        {
            "spending": charts.spending(board.money, board.quarter),
            "ladder": ladder(board.money.total),
            "map": charts.municipal_map(board.municipalities, charts.own_of(board.municipalities)),
        }
    )
    return {"board": board, "figures": drawings}
