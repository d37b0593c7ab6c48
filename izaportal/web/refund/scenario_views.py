"""What-if: suppose, see what it does, and keep it under a name. Nothing is stored unless it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from funding.scenario import Changes
from funding.selectors.scenarios import find_scenario, may_change, may_keep, scenarios_of
from funding.selectors.supposing import Ground, changed_since, ground_of
from funding.services.scenarios import (
    NewScenario,
    change_scenario,
    encoded,
    keep_scenario,
    remove_scenario,
)
from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.codec import canonical, decode
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.forms import show_refusal
from izaportal.core.uuid7 import uuid7
from izaportal.web.access import or_404
from izaportal.web.keeping import draft_of, takes_forms
from izaportal.web.refund.comparing import kept_scenarios
from izaportal.web.refund.crumbs import crumbs
from izaportal.web.refund.effect import effect
from izaportal.web.refund.read import At, look
from izaportal.web.refund.scenario_form import WhatIfForm, filled_in, new_id

if TYPE_CHECKING:
    from funding.models import Scenario
    from pillars.selectors.quarters import Period

QUARTER, KEEP, SEEN = "kwartaal", "bewaren", "gezien"
THIS = "dit"
CONFLICT = (
    "Iemand anders wijzigde dit scenario intussen. Bewaart u uw versie nog eens, dan vervangt zij die van de "
    "ander; u kunt haar ook als nieuw scenario bewaren."
)


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
def what_if(request: PortalRequest, programme: str) -> HttpResponseBase:
    """`?kwartaal=2026-Q3` chooses the quarter, as on the page of refund risk."""
    asked = request.POST.get(QUARTER) or request.GET.get(QUARTER, "")
    return _answer(_begun(request, look(request.viewer, programme, asked)))


@takes_forms
def scenario(request: PortalRequest, programme: str, scenario: UUID) -> HttpResponseBase:
    """A kept one, over the figures of now; what is changed in it can be kept as another."""
    kept = _find(request, programme, scenario)
    return _answer(_begun(request, look(request.viewer, programme, kept.quarter.key), kept))


@takes_forms
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
    with or_404("Dit scenario is er niet."):
        return find_scenario(request.viewer, at.programme, scenario)


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
    is_valid, seen = form.is_valid(), request.POST.get(SEEN, "")
    if KEEP not in request.POST:
        return _page(begun, form, seen=seen)
    try:
        kept = _stored_as(begun, form) if is_valid else None
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Conflicted:
        form.add_error(None, CONFLICT)
        return _page(begun, form, status=HTTPStatus.CONFLICT)
    except Invalid as invalid:
        kept = None
        show_refusal(form, invalid)
    if kept is None:
        return _page(begun, form, seen=seen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, f"Het scenario ‘{kept.name}’ is bewaard.")
    return redirect("scenario", programme=begun.programme, scenario=kept.pk)


def _fresh(begun: WhatIf) -> WhatIfForm:
    """What was typed before the session ended, what the scenario supposes, or nothing."""
    typed = draft_of(begun.request, begun.request.viewer)
    if typed is not None:
        drafts.drop(begun.request.viewer, begun.request.path)
        return WhatIfForm(begun.ground, typed)
    name = {"name": begun.scenario.name} if begun.scenario is not None else {}
    return WhatIfForm(begun.ground, initial={**filled_in(_stored(begun)), **name, **new_id()})


def _stored(begun: WhatIf) -> Changes:
    return decode(Changes, begun.scenario.changes) if begun.scenario is not None else Changes()


def _stored_as(begun: WhatIf, form: WhatIfForm) -> Scenario:
    """What was typed, kept in the scenario it began as, or as a new one."""
    data, actor = form.cleaned_data, begun.request.viewer
    if begun.scenario is None or begun.request.POST[KEEP] != THIS:
        new = NewScenario(data["id"] or uuid7(), data["name"], form.changes())
        return keep_scenario(actor=actor, ground=begun.ground, new=new)
    seen = _read(begun.request.POST.get(SEEN, ""))
    change_scenario(
        actor=actor,
        ground=begun.ground,
        scenario_id=begun.scenario.pk,
        name=Edit(seen.get("name"), data["name"]),
        changes=Edit(seen.get("changes"), encoded(form.changes())),
    )
    return find_scenario(actor, begun.at.programme, begun.scenario.pk)


def _seen_of(scenario: Scenario | None) -> str:
    """What its author sees of a kept scenario, to compare with when it is kept again."""
    return canonical({"name": scenario.name, "changes": scenario.changes}) if scenario is not None else ""


def _read(seen: str) -> dict[str, Any]:
    """What cannot be read counts as nothing seen, so that nothing of others is overwritten by it."""
    try:
        return dict(json.loads(seen))
    except (ValueError, TypeError):
        return {}


def _page(begun: WhatIf, form: WhatIfForm, *, seen: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
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
        "seen": seen or _seen_of(kept),
        "kept": kept_scenarios(begun.ground, scenarios_of(viewer, begun.at.programme)),
    }
    return render(begun.request, "web/refund/what_if.html", context, status=status)


def _asked(begun: WhatIf, form: WhatIfForm) -> Changes | None:
    """What is supposed; None while a field says what cannot be."""
    if not form.is_bound:
        return _stored(begun)
    return form.changes() if form.errors.keys() <= {"name", NON_FIELD_ERRORS} else None
