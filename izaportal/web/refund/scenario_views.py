"""What-if: suppose, see what it does, and keep it under a name. Nothing is stored unless it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from funding.scenario import Changes
from funding.selectors.scenarios import find_scenario, may_change, may_keep, scenarios_of
from funding.selectors.supposing import Ground, changed_since, ground_of
from funding.services.scenarios import NewScenario, keep_scenario, remove_scenario, rename_scenario
from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.codec import decode
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.uuid7 import uuid7
from izaportal.web.keeping import draft_of, keeps_typed
from izaportal.web.plan_words import Link
from izaportal.web.refund.crumbs import crumbs
from izaportal.web.refund.effect import effect
from izaportal.web.refund.looked import At, look
from izaportal.web.refund.scenario_form import WhatIfForm, filled_in, new_id

if TYPE_CHECKING:
    from funding.models import Scenario
    from pillars.selectors.quarters import Period

takes_forms = require_http_methods(["GET", "HEAD", "POST"])
QUARTER, KEEP = "kwartaal", "bewaren"


@dataclass(frozen=True)
class WhatIf:
    """A what-if at a quarter; `scenario` is the one it began as, if any."""

    request: PortalRequest
    at: At
    period: Period
    ground: Ground
    scenario: Scenario | None = None

    @property
    def programme(self) -> str:
        return self.at.programme.slug

    @property
    def is_partial(self) -> bool:
        return bool(self.request.headers.get("HX-Request"))


@takes_forms
@keeps_typed
def what_if(request: PortalRequest, programme: str) -> HttpResponseBase:
    """`?kwartaal=2026-Q3` chooses the quarter, as on the page of refund risk."""
    asked = request.POST.get(QUARTER) or request.GET.get(QUARTER, "")
    return _answer(_begun(request, look(request.viewer, programme, asked)))


@takes_forms
@keeps_typed
def scenario(request: PortalRequest, programme: str, scenario: UUID) -> HttpResponseBase:
    """A kept one, over the figures of now; what is changed in it can be kept as another."""
    kept = _find(request, programme, scenario)
    return _answer(_begun(request, look(request.viewer, programme, kept.quarter.key), kept))


@takes_forms
@keeps_typed
def rename(request: PortalRequest, programme: str, scenario: UUID) -> HttpResponseBase:
    """On POST; the field carries the name that its author saw."""
    kept = _find(request, programme, scenario)
    if request.method == "POST":
        name = Edit(request.POST.get("seen", kept.name), request.POST.get("name", ""))
        try:
            rename_scenario(actor=request.viewer, scenario_id=kept.pk, name=name)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Conflicted:
            messages.error(request, "Iemand anders gaf dit scenario intussen een andere naam.")
        except Invalid as invalid:
            messages.error(request, " ".join(one.message for one in invalid.mistakes))
        else:
            messages.success(request, "De naam is opgeslagen.")
    return redirect("scenario", programme=programme, scenario=kept.pk)


@takes_forms
@keeps_typed
def remove(request: PortalRequest, programme: str, scenario: UUID) -> HttpResponseBase:
    """Asks with its name; removed on POST."""
    kept = _find(request, programme, scenario)
    if not may_change(request.viewer, kept):
        raise PermissionDenied
    if request.method == "POST":
        remove_scenario(actor=request.viewer, scenario_id=kept.pk)
        messages.success(request, f"Het scenario ‘{kept.name}’ is verwijderd.")
        return redirect(f"{reverse('what-if', kwargs={'programme': programme})}?{QUARTER}={kept.quarter}")
    place = crumbs(kept.programme, "Afrekenrisico", "Scenario verwijderen", quarter=kept.quarter.key)
    return render(request, "web/refund/remove_scenario.html", {"scenario": kept, "crumbs": place})


def _find(request: PortalRequest, programme: str, scenario: UUID) -> Scenario:
    at = look(request.viewer, programme, "")
    try:
        return find_scenario(request.viewer, at.programme, scenario)
    except ObjectDoesNotExist as missing:
        raise Http404("Dit scenario is er niet.") from missing


def _begun(request: PortalRequest, at: At, kept: Scenario | None = None) -> WhatIf:
    if at.period is None:
        raise Http404("Over dit programma is nog geen kwartaal berekend.")
    period = at.period
    ground = ground_of(request.viewer, at.programme, period.quarter, is_frozen=period.is_frozen)
    return WhatIf(request, at, period, ground, kept)


def _answer(begun: WhatIf) -> HttpResponse:
    request = begun.request
    if request.method != "POST":
        return _page(begun, _fresh(begun))
    form = WhatIfForm(begun.ground, request.POST)
    is_valid = form.is_valid()
    if KEEP not in request.POST:
        return _page(begun, form)
    if is_valid and (kept := _kept(begun, form)) is not None:
        messages.success(request, f"Het scenario ‘{kept.name}’ is bewaard.")
        return redirect("scenario", programme=begun.programme, scenario=kept.pk)
    return _page(begun, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _fresh(begun: WhatIf) -> WhatIfForm:
    """What was typed before the session ended, what the scenario supposes, or nothing."""
    typed = draft_of(begun.request, begun.request.viewer)
    if typed is not None:
        drafts.drop(begun.request.viewer, begun.request.path)
        return WhatIfForm(begun.ground, typed)
    return WhatIfForm(begun.ground, initial={**filled_in(_stored(begun)), **new_id()})


def _stored(begun: WhatIf) -> Changes:
    return decode(Changes, begun.scenario.changes) if begun.scenario is not None else Changes()


def _kept(begun: WhatIf, form: WhatIfForm) -> Scenario | None:
    """The scenario, or None when the form says why not."""
    data = form.cleaned_data
    new = NewScenario(data["id"] or uuid7(), data["name"], form.changes())
    try:
        return keep_scenario(actor=begun.request.viewer, ground=begun.ground, new=new)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Invalid as invalid:
        for mistake in invalid.mistakes:
            form.add_error("name" if mistake.place == "name" else None, mistake.message)
    return None


def _page(begun: WhatIf, form: WhatIfForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """The whole page, or for htmx only what the changes do."""
    viewer, kept = begun.request.viewer, begun.scenario
    changes = _asked(begun, form)
    told = None if changes is None else effect(begun.ground, changes, own=viewer.own_municipalities)
    context: dict[str, Any] = {"effect": told, "form": form, "quarter": begun.period.quarter}
    if begun.is_partial:
        return render(begun.request, "web/refund/effect.html", context)
    title = kept.name if kept is not None else "Wat als"
    context |= {
        "title": title,
        "period": begun.period,
        "programme": begun.programme,
        "crumbs": crumbs(begun.at.programme, "Afrekenrisico", title, quarter=begun.period.quarter.key),
        "scenario": kept,
        "lost": begun.ground.lost(_stored(begun)),
        "changed": changed_since(begun.ground, kept.basis) if kept is not None else (),
        "may_keep": may_keep(viewer, begun.programme),
        "may_change": kept is not None and may_change(viewer, kept),
        "kept": [_link(begun, row) for row in scenarios_of(viewer, begun.at.programme)],
    }
    return render(begun.request, "web/refund/what_if.html", context, status=status)


def _asked(begun: WhatIf, form: WhatIfForm) -> Changes | None:
    """What is supposed; None while a field says what cannot be."""
    if not form.is_bound:
        return _stored(begun)
    return form.changes() if form.errors.keys() <= {"name", NON_FIELD_ERRORS} else None


def _link(begun: WhatIf, row: Scenario) -> Link:
    place = {"programme": begun.programme, "scenario": row.pk}
    note = f"{row.quarter.label}, {row.made_by.name}, {row.made_at:%d-%m-%Y}"
    return Link(row.name, reverse("scenario", kwargs=place), note)
