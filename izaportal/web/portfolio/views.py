"""The projects of a programme: as a table, and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.workbook import write_csv, write_xlsx
from izaportal.reporting.selectors.portfolio import PLAN_ORDER, PortfolioRow
from izaportal.reporting.selectors.roadmap import roadmap as courses
from izaportal.web.access import seen_programme
from izaportal.web.files import saved_as
from izaportal.web.portfolio import export as exports
from izaportal.web.portfolio.asked import PAGE, VIEW, Asked
from izaportal.web.portfolio.page import Frame, frame
from izaportal.web.portfolio.roadmap import SCALE, drawing
from izaportal.web.portfolio.table import table
from izaportal.web.portfolio.timeline import Scale

if TYPE_CHECKING:
    from django.core.paginator import Page

    from projects.models import Project


def asked_of(request: PortalRequest, programme: str) -> Asked:
    """Raises Http404 for a programme that may not be seen."""
    return Asked(request.viewer, seen_programme(request.viewer, programme), request.GET)


def shown_at(asked: Asked, page: str, answer: HttpResponse) -> HttpResponse:
    """A filter that was sent by htmx stands in the address as lists are written, without its empty fields."""
    if PAGE not in asked.data:
        answer.headers["HX-Push-Url"] = asked.url(page, **{SCALE: asked.data.get(SCALE)})
    return answer


@require_safe
@login_required
def portfolio(request: PortalRequest, programme: str) -> HttpResponse:
    """A page of the table. A view that is named alone opens as it was kept."""
    asked = asked_of(request, programme)
    if set(request.GET) == {VIEW} and asked.view is not None and asked.view.query:
        return redirect(f"{request.path}?{asked.view.query}&{VIEW}={asked.view.pk}")
    page = asked.page(asked.filters.found)
    rows = asked.rows(page.object_list)
    context = table_page(asked, page, rows)
    return shown_at(asked, "portfolio", render(request, "web/portfolio/table_page.html", context))


def table_page(asked: Asked, page: Page[Project], rows: list[PortfolioRow]) -> dict[str, Any]:
    """What the template of the table is given."""
    return {
        "frame": frame(asked, "portfolio", found=page.paginator.count),
        "form": asked.filters.form,
        "table": table(asked, rows),
        "page": page,
        "query": asked.url().partition("?")[2],
    }


@require_safe
@login_required
def roadmap(request: PortalRequest, programme: str) -> HttpResponse:
    """`?schaal=` says how much time is in sight; in the plan's order, so that pillars stay together."""
    asked = asked_of(request, programme)
    try:
        scale = Scale(request.GET.get(SCALE, Scale.YEAR))
    except ValueError as unknown:
        raise Http404("Deze schaal is er niet.") from unknown
    page = asked.page(asked.filters.found.order_by(*PLAN_ORDER))
    projects = list(page.object_list)
    ids = [project.pk for project in projects]
    found = courses(asked.viewer, asked.programme, ids, quarter=asked.quarter)
    context = {
        "frame": frame(asked, "portfolio-roadmap", found=page.paginator.count),
        "form": asked.filters.form,
        "drawing": drawing(asked, projects, found, scale),
        "page": page,
        "query": asked.url("portfolio-roadmap", **{SCALE: scale}).partition("?")[2],
    }
    return shown_at(asked, "portfolio-roadmap", render(request, "web/portfolio/roadmap_page.html", context))


@require_safe
@login_required
def export(request: PortalRequest, programme: str, form: str) -> HttpResponse:
    """Every project the filter finds, in the order and with the columns of the page; the name tells the
    quarter of the statuses, since a CSV has no place for it."""
    asked = asked_of(request, programme)
    if form not in WRITERS or not asked.filters.is_valid():
        raise Http404("Deze lijst is er niet.")
    found = asked.filters.found
    rows = asked.rows(found)
    shown = frame(asked, "portfolio", found=len(rows))
    quarter = asked.quarter or "zonder-kwartaal"
    name = f"projecten-{asked.programme.slug}-{quarter}-op-{clock.today():%Y-%m-%d}.{form}"
    return HttpResponse(WRITERS[form](asked, rows, shown), headers=saved_as(name))


def _xlsx(asked: Asked, rows: Any, shown: Frame) -> bytes:
    return write_xlsx([exports.sheet(asked, rows), exports.about(asked, shown)])


def _csv(asked: Asked, rows: Any, shown: Frame) -> bytes:
    return write_csv(exports.sheet(asked, rows))


WRITERS = {"xlsx": _xlsx, "csv": _csv}
