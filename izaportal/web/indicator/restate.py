"""Correcting an approved value of a frozen quarter: fill in, see old and new, confirm."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.services import restate as services
from izaportal.reporting.services.restate import Restated
from izaportal.web import states
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.indicator.facts import PageFacts, shown
from izaportal.web.indicator.forms import RestateForm
from izaportal.web.indicator.read import read
from izaportal.web.keeping import draft_of, takes_forms
from izaportal.web.link import Link
from izaportal.web.storing import carried_out
from kpis.services.submissions import NewValue, doubts_about

if TYPE_CHECKING:
    from kpis.models import Measurement

PAGE = "web/indicator/restate.html"
CONFIRMED, CHANGED = "bevestigd", "aanpassen"


@takes_forms
def restate(request: PortalRequest, programme: str, indicator: str, measurement: UUID) -> HttpResponse:
    """First what would become of every quarter it reaches; only then, with the same answers, it is done."""
    facts, row = _found(request, programme, indicator, measurement)
    if request.method != "POST":
        return _show(request, facts, row, RestateForm(draft_of(request, request.viewer), measurement=row))
    form = RestateForm(request.POST, measurement=row)
    if not form.is_valid() or CHANGED in request.POST:
        return _show(request, facts, row, form)
    if CONFIRMED in request.POST:
        return _confirmed(request, facts, row, form)
    changes = _made(request, facts, form, services.preview)
    doubts = () if form.errors else _doubts(facts, row, form)
    return _show(request, facts, row, form, changes=changes, doubts=doubts)


def _confirmed(
    request: PortalRequest, facts: PageFacts, row: "Measurement", form: RestateForm
) -> HttpResponse:
    """A second click finds it done, and says so once more."""
    if not _is_done(facts, row, form):
        _made(request, facts, form, services.restate)
    if form.errors:
        return _show(request, facts, row, form)
    drafts.drop(request.viewer, request.path)
    messages.success(request, f"{row.quarter.label} is herzien en opnieuw vastgesteld.")
    place = {"programme": facts.programme.slug, "indicator": facts.indicator.slug}
    return redirect(f"{reverse('indicator', kwargs=place)}?kwartaal={row.quarter}")


def _doubts(facts: PageFacts, row: "Measurement", form: RestateForm) -> tuple[str, ...]:
    """What is odd about the new value; the reason that is asked anyway is the answer."""
    given = form.cleaned_data
    value = NewValue(
        id=uuid7(),
        value=given["value"] if row.denominator is None else None,
        municipality=row.municipality.code if row.municipality else "",
        numerator=given.get("numerator"),
        denominator=given.get("denominator"),
    )
    return tuple(odd.sentence for odd in doubts_about(facts.indicator, quarter=row.quarter, value=value))


def _is_done(facts: PageFacts, row: "Measurement", form: RestateForm) -> bool:
    """Whether the measurement was replaced by this very value, for this very reason."""
    wanted = (form.cleaned_data["value"], form.cleaned_data["reason"])
    return any(one.supersedes_id == row.pk and (one.value, one.note) == wanted for one in facts.measurements)


def _made(request: PortalRequest, facts: PageFacts, form: RestateForm, how: Any) -> tuple[Restated, ...]:
    """What came of it, or none with the mistakes in the form."""
    made: tuple[Restated, ...] = ()

    def act() -> None:
        nonlocal made
        made = how(
            actor=request.viewer,
            programme=facts.programme,
            corrections=[form.correction()],
            reason=form.cleaned_data["reason"],
        )

    carried_out(form, act)
    return made


def _found(
    request: PortalRequest, programme: str, indicator: str, measurement: UUID
) -> "tuple[PageFacts, Measurement]":
    """404 for what is not there or not approved, 403 for who may see it and not correct it."""
    facts = read(request.viewer, programme, indicator)
    row = next((one for one in facts.measurements if one.pk == measurement), None)
    if row is None or row.state != states.APPROVED:
        raise Http404("Deze meting is er niet.")
    if not request.viewer.controls(facts.programme.slug):
        raise PermissionDenied
    return facts, row


def _show(
    request: PortalRequest,
    facts: PageFacts,
    row: "Measurement",
    form: RestateForm,
    *,
    changes: tuple[Restated, ...] | None = None,
    doubts: tuple[str, ...] = (),
) -> HttpResponse:
    """With `changes` and no mistakes the preview, else the form."""
    indicator = facts.indicator
    place = {"programme": facts.programme.slug, "indicator": indicator.slug}
    back = f"{reverse('indicator', kwargs=place)}?kwartaal={row.quarter}"
    name = f"{indicator.code} {indicator.short_name or indicator.name}".strip()
    context = {
        "form": form,
        "is_preview": changes is not None and not form.errors,
        "changes": changes or (),
        "doubts": doubts,
        "row": row,
        "old": shown(row.value),
        "unit": indicator.unit,
        "name": name,
        "crumbs": programme_crumbs(facts.programme, Link(name, back), Link("Herzien")),
        "back": back,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors and request.method == "POST" else HTTPStatus.OK
    return render(request, PAGE, context, status=status)
