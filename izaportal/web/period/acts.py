"""What the controller does with a quarter: open the first one, give it other days, close and reopen it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock, drafts
from izaportal.core.editing import Conflicted
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.period_states import quarter_state
from izaportal.reporting.services.period_life import close_quarter, reopen_quarter, reschedule_quarter
from izaportal.web import states
from izaportal.web.keeping import draft_of, keep_typed, keeps_typed
from izaportal.web.period.forms import CloseForm, ReopenForm
from izaportal.web.period.page import act_crumbs
from izaportal.web.period.read import Seen, controlled_quarter, opened
from izaportal.web.period.rows import closing
from pillars.forms import WindowsForm
from pillars.services.opening import open_first_quarter

if TYPE_CHECKING:
    from django.forms import Form

    from izaportal.core.forms import EditForm
    from pillars.models import ReportingPeriod

takes_forms = require_http_methods(["GET", "HEAD", "POST"])
FIELDS = ("submit_from", "submit_until", "approve_until")


@takes_forms
@keeps_typed
def open_first(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    """On POST; a GET, as after signing in again, shows the page with the button."""
    seen = controlled_quarter(request.viewer, programme, quarter)
    if request.method == "POST":
        try:
            open_first_quarter(actor=request.viewer, programme=seen.programme, quarter=quarter)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{quarter.label} is open. Volgende kwartalen openen vanzelf.")
    return _back(seen)


@takes_forms
@keeps_typed
def dates(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    """The days of an open quarter; two who change different ones do not hinder each other."""
    seen = controlled_quarter(request.viewer, programme, quarter)
    period = opened(seen)
    if request.method == "POST":
        return _save_dates(request, seen, period)
    if period.state != states.OPEN:
        return _back(seen)
    typed = draft_of(request, request.viewer)
    form = WindowsForm(typed) if typed is not None else WindowsForm(initial=_stored(period))
    return _dates_page(request, seen, form, is_draft=typed is not None)


@takes_forms
@keeps_typed
def close(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    """First shows what would stay out; a quarter that cannot be closed now is only shown."""
    seen = controlled_quarter(request.viewer, programme, quarter)
    period = opened(seen)
    if request.method != "POST" and (period.state != states.OPEN or period.is_observed):
        return _back(seen)
    state = quarter_state(seen.programme, quarter)
    form = _reason_form(request, CloseForm)
    form.fields["reason"].required = not state.is_complete

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return close_quarter(actor=request.viewer, programme=seen.programme, quarter=quarter, reason=reason)

    if request.method == "POST" and _done(form, act):
        messages.success(request, f"{quarter.label} is gesloten: er komen geen rapportages meer bij.")
        return _back(seen)
    return _act_page(request, seen, form, "web/period/close.html", {"left": closing(state)})


@takes_forms
@keeps_typed
def reopen(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    seen = controlled_quarter(request.viewer, programme, quarter)
    if request.method != "POST" and opened(seen).state != states.CLOSED:
        return _back(seen)
    form = _reason_form(request, ReopenForm)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return reopen_quarter(actor=request.viewer, programme=seen.programme, quarter=quarter, reason=reason)

    if request.method == "POST" and _done(form, act):
        messages.success(request, f"{quarter.label} is weer open.")
        return _back(seen)
    return _act_page(request, seen, form, "web/period/reopen.html", {"today": clock.today()})


def _save_dates(request: PortalRequest, seen: Seen, period: ReportingPeriod) -> HttpResponse:
    form: EditForm = WindowsForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            entry = reschedule_quarter(
                actor=request.viewer,
                programme=seen.programme,
                quarter=seen.quarter,
                edits=form.edits(),
                reason=form.cleaned_data["reason"],
            )
        except Conflicted as conflict:
            form, status = form.rebased(_stored(opened(_again(seen))), conflict), HTTPStatus.CONFLICT
        except Invalid as invalid:
            form.refuse(invalid)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.drop(request.viewer, request.path)
            said = "De data zijn gewijzigd." if entry else "Er was niets te wijzigen."
            messages.success(request, said)
            return _back(seen)
    keep_typed(request, request.viewer, form)
    return _dates_page(request, seen, form, status=status)


def _again(seen: Seen) -> Seen:
    return controlled_quarter(seen.viewer, seen.programme.slug, seen.quarter)


def _stored(period: ReportingPeriod) -> dict[str, object]:
    return {name: getattr(period, name) for name in FIELDS}


def _dates_page(
    request: PortalRequest,
    seen: Seen,
    form: EditForm,
    *,
    is_draft: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "seen": seen,
        "crumbs": act_crumbs(seen, "Data wijzigen"),
        "form": form,
        "is_draft": is_draft,
        "is_conflict": bool(form.theirs),
    }
    return render(request, "web/period/dates.html", context, status=status)


def _act_page(
    request: PortalRequest, seen: Seen, form: Form, template: str, more: dict[str, object]
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"seen": seen, "period": opened(seen), "form": form, **more}
    context["crumbs"] = act_crumbs(seen, "Heropenen" if "reopen" in template else "Sluiten")
    return render(request, template, context, status=status)


def _reason_form(request: PortalRequest, kind: type[Form]) -> Form:
    """What was posted, else what was typed before the session ended."""
    if request.method == "POST":
        return kind(request.POST)
    typed = draft_of(request, request.viewer)
    return kind(initial={"reason": typed.get("reason", "") if typed else ""})


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Whether it was done; else the form says why not, and nothing was changed."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Invalid as invalid:
        for mistake in invalid.mistakes:
            form.add_error(mistake.place if mistake.place in form.fields else None, mistake.message)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _back(seen: Seen) -> HttpResponse:
    return redirect("period", programme=seen.programme.slug, quarter=seen.quarter)
