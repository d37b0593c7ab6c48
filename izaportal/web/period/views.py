"""The page about a quarter: its days, what is in and what lacks, and who is reminded of it."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.period_log import changes_of, rounds_of, schedule_of
from izaportal.reporting.selectors.period_states import quarter_state
from izaportal.web.access import seen_programme
from izaportal.web.period.page import build, first_crumbs
from izaportal.web.period.preview import preview
from izaportal.web.period.read import Seen, reported_on, seen_quarter
from izaportal.web.period.rows import Filter
from pillars.selectors import programmes

if TYPE_CHECKING:
    from pillars.models import ReportingPeriod


@require_safe
@login_required
def current(request: PortalRequest, programme: str) -> HttpResponseRedirect:
    """To the quarter that asks for work; of a programme that does not report yet to that of today."""
    found = seen_programme(request.viewer, programme)
    quarter = reported_on(tuple(programmes.periods(request.viewer, found)))
    return redirect("period", programme=programme, quarter=quarter or Quarter.of(clock.today()))


@require_safe
@login_required
def period(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    seen = seen_quarter(request.viewer, programme, quarter)
    if seen.period is None:
        context = {"seen": seen, "crumbs": first_crumbs(seen), "today": clock.today()}
        return render(request, "web/period/not_open.html", context)
    asked = Filter(request.GET.get("stand", ""), request.GET.get("ontbreekt", ""))
    return _page(request, seen, seen.period, asked)


def _page(request: PortalRequest, seen: Seen, period: "ReportingPeriod", asked: Filter) -> HttpResponse:
    state = quarter_state(seen.programme, seen.quarter)
    page = build(seen, period, state, changes_of(period), asked=asked)
    context: dict[str, object] = {"page": page}
    if seen.runs:
        rounds = rounds_of(period)
        done = {one.moment for one in rounds}
        context["reminders"] = preview(period, state, schedule_of(seen.programme), done)
        context["rounds"] = rounds
    return render(request, "web/period/page.html", context)
