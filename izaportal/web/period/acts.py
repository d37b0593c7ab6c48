"""What is done with a quarter: open the first one, give it other days and reminders, close and reopen it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.errors import Refused
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.period_states import quarter_state
from izaportal.reporting.services.period_life import close_quarter, reopen_quarter, reschedule_quarter
from izaportal.web import states
from izaportal.web.editing import edit
from izaportal.web.keeping import draft_of, takes_forms
from izaportal.web.period.editing import QuarterEditor, back_to
from izaportal.web.period.forms import CloseForm, ReopenForm
from izaportal.web.period.page import act_crumbs
from izaportal.web.period.read import Seen, controlled_quarter, opened, run_quarter
from izaportal.web.period.rows import closing
from izaportal.web.storing import carried_out
from pillars.forms import RemindersForm, WindowsForm
from pillars.services.opening import open_first_quarter
from pillars.services.reminders import change_reminders

if TYPE_CHECKING:
    from django.forms import Form

    from izaportal.core.models import AuditEntry

DAYS = ("submit_from", "submit_until", "approve_until")
REMINDERS = ("reminder_days", "reminders_after")


@takes_forms
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
    return back_to(seen)


@takes_forms
def dates(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    """The days of an open quarter."""
    seen = controlled_quarter(request.viewer, programme, quarter)
    is_open = opened(seen).state == states.OPEN
    if request.method != "POST" and not is_open:
        return back_to(seen)

    def save(edits: Mapping[str, Edit], reason: str) -> AuditEntry | None:
        return reschedule_quarter(
            actor=request.viewer, programme=seen.programme, quarter=quarter, edits=edits, reason=reason
        )

    editor = QuarterEditor(seen, WindowsForm, _days, save, "Data wijzigen", quarter.long)
    return edit(request, editor, done="De data zijn gewijzigd.")


@takes_forms
def reminder_days(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    """A setting of the programme, for who sees its reminders; it holds for all quarters to come too."""
    seen = run_quarter(request.viewer, programme, quarter)
    opened(seen)

    def save(edits: Mapping[str, Edit], reason: str) -> AuditEntry | None:
        return change_reminders(actor=request.viewer, programme=seen.programme, edits=edits, reason=reason)

    lead = f"Geldt voor elk kwartaal van {seen.programme.short_name}, ook voor wat nu nog komt."
    editor = QuarterEditor(seen, RemindersForm, _reminders, save, "Herinneringen wijzigen", lead)
    return edit(request, editor, done="De dagen van herinneren zijn gewijzigd.")


@takes_forms
def close(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    """First shows what would stay out; a quarter that cannot be closed now is only shown."""
    seen = controlled_quarter(request.viewer, programme, quarter)
    period = opened(seen)
    if request.method != "POST" and (period.state != states.OPEN or period.is_observed):
        return back_to(seen)
    state = quarter_state(seen.programme, quarter)
    form = _reason_form(request, CloseForm)
    form.fields["reason"].required = not state.is_complete

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return close_quarter(actor=request.viewer, programme=seen.programme, quarter=quarter, reason=reason)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, f"{quarter.label} is gesloten: er komen geen rapportages meer bij.")
        return back_to(seen)
    return _act_page(request, seen, form, "web/period/close.html", {"left": closing(state)})


@takes_forms
def reopen(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    seen = controlled_quarter(request.viewer, programme, quarter)
    if request.method != "POST" and opened(seen).state != states.CLOSED:
        return back_to(seen)
    form = _reason_form(request, ReopenForm)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return reopen_quarter(actor=request.viewer, programme=seen.programme, quarter=quarter, reason=reason)

    if request.method == "POST" and carried_out(form, act):
        messages.success(request, f"{quarter.label} is weer open.")
        return back_to(seen)
    return _act_page(request, seen, form, "web/period/reopen.html", {"today": clock.today()})


def _days(seen: Seen) -> dict[str, Any]:
    period = opened(seen)
    return {name: getattr(period, name) for name in DAYS}


def _reminders(seen: Seen) -> dict[str, Any]:
    return {name: getattr(seen.programme, name) for name in REMINDERS}


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
