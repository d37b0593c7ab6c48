"""Freezing a quarter: for the controller alone."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.readiness import readiness
from izaportal.reporting.services.freeze import freeze_quarter
from izaportal.web import states
from izaportal.web.access import seen_programme
from izaportal.web.freezing.forms import FreezeForm
from izaportal.web.freezing.page import FreezingPage, build
from izaportal.web.keeping import takes_forms
from izaportal.web.storing import carried_out
from pillars.selectors import programmes
from pillars.selectors.quarters import periods_with_meetings

if TYPE_CHECKING:
    from pillars.models import Programme, ReportingPeriod

PAGE = "web/freezing/page.html"


@takes_forms
def freeze(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """What will be frozen and what stops it; on POST it is done."""
    found, period = _controlled(request, programme, quarter)
    if request.method != "POST":
        return _show(request, found, period, FreezeForm())
    form = FreezeForm(request.POST)

    def act() -> object:
        return freeze_quarter(actor=request.viewer, programme=found, quarter=quarter)

    if period.state == states.FROZEN or (carried_out(form, act)):
        messages.success(request, f"{quarter.label} is vastgesteld. Het is daarmee nog niet openbaar.")
        return redirect("dashboard", programme=programme, quarter=quarter)
    return _show(request, found, period, form)


def _controlled(request: PortalRequest, slug: str, quarter: Quarter) -> "tuple[Programme, ReportingPeriod]":
    """404 for who may not see the programme or a quarter that is not there, 403 for who only may see it."""
    found = seen_programme(request.viewer, slug)
    period = programmes.periods(request.viewer, found).filter(quarter=quarter).first()
    if period is None:
        raise Http404("Over dit kwartaal rapporteert dit programma niet.")
    if not request.viewer.controls(slug):
        raise PermissionDenied
    return found, period


def _show(
    request: PortalRequest,
    programme: "Programme",
    period: "ReportingPeriod",
    form: FreezeForm,
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"page": _page(request, programme, period), "form": form}
    return render(request, PAGE, context, status=status)


def _page(request: PortalRequest, programme: "Programme", period: "ReportingPeriod") -> FreezingPage:
    found = None
    if period.state != states.FROZEN:
        periods = periods_with_meetings(request.viewer, programme)
        own = next(one for one in periods if one.quarter == period.quarter)
        found = readiness(request.viewer, programme, periods=periods, period=own)
    return build(programme, period, found, today=clock.today())
