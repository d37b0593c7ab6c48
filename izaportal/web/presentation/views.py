"""The board of a quarter on a full screen, slide by slide."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.immutable import IMMUTABLE
from izaportal.core.quarter import Quarter
from izaportal.web.board.board import Board, Look, build_board
from izaportal.web.board.charts import charts_of
from izaportal.web.board.filters import Filters
from izaportal.web.board.links import Links
from izaportal.web.board.opened import Opened, opened
from izaportal.web.board.versions import versions
from izaportal.web.caching import CACHE_CONTROL
from izaportal.web.charts.store import figures
from izaportal.web.presentation.slides import number_of, numbered, slides


@require_safe
@login_required
def presentation(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """`?dia=3` shows the third slide; all of them are in the page, for the keyboard and for paper."""
    found = opened(request.viewer, programme, quarter, freeze=request.GET.get("freeze"))
    board = _board(request, found)
    told = slides(board)
    shown = number_of(request.GET.get("dia", ""), len(told))
    charts = charts_of(board)
    drawn = figures({slide.chart: charts[slide.chart] for slide in told if slide.chart})
    context = {
        "board": board,
        "slides": numbered(told, shown, drawn),
        "shown": shown,
        "count": len(told),
        "rest": f"&{urlencode({'freeze': request.GET['freeze']})}" if found.by_id else "",
        "close_url": _closing(request, found),
    }
    headers = {"Cache-Control": IMMUTABLE if found.by_id else CACHE_CONTROL}
    return HttpResponse(render_to_string("web/presentation/page.html", context, request), headers=headers)


def _board(request: PortalRequest, found: Opened) -> Board:
    rows, links = found.seen.rows, Links(found.programme.slug, found.period.quarter)
    look = Look(
        links=links,
        filters=Filters(),
        periods=(),
        own=request.viewer.own_municipalities,
        opens_all=found.programme.slug in request.viewer.programme_slugs,
        versions=versions(found.seen, links, by_id=True),
    )
    return build_board(rows, look)


def _closing(request: PortalRequest, found: Opened) -> str:
    """Back to the dashboard that was presented."""
    url = Links(found.programme.slug).quarter(found.period.quarter)
    return f"{url}?{urlencode({'freeze': request.GET['freeze']})}" if found.by_id else url
