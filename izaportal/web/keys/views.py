"""The allocation keys of a programme over time, and trying another one without storing anything."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.web.keys.read import Keys, seen_keys, values_of
from izaportal.web.link import Link

QUARTER = "kwartaal"


@require_safe
@login_required
def keys(request: PortalRequest, programme: str) -> HttpResponse:
    """Every version, the last one first."""
    seen = seen_keys(request.viewer, programme)
    context = {"seen": seen, "crumbs": seen.crumbs(), "today": clock.today()}
    return render(request, "web/keys/list.html", context)


@require_safe
@login_required
def try_out(request: PortalRequest, programme: str) -> HttpResponse:
    """What is tried stands in the address; without anything it is the key that holds now."""
    seen = seen_keys(request.viewer, programme)
    asked = request.GET.get(QUARTER, "")
    made = seen.split_form()
    form = made(request.GET) if "kind" in request.GET else made(initial=values_of(seen.current, seen.counted))
    trial = seen.trial(form, asked)
    context = {
        "seen": seen,
        "form": form,
        "trial": trial,
        "quarter": trial.quarter,
        "keep_url": _keep_url(request, seen),
        "crumbs": seen.crumbs(Link("Proberen")),
    }
    return render(request, "web/keys/try.html", context)


def _keep_url(request: PortalRequest, seen: Keys) -> str:
    """The form for a new key, filled with what is tried; empty for who may not agree on one."""
    if not seen.controls:
        return ""
    tried = [(name, value) for name, value in request.GET.items() if name != QUARTER and value]
    return f"{reverse('new-key', kwargs={'programme': seen.slug})}?{urlencode(tried)}"
