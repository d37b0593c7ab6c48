"""Tokens with which municipalities pull their share: made, seen and ended by who runs the installation."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.accounts.selectors import api_tokens
from izaportal.accounts.services import create_api_token, revoke_api_token
from izaportal.core import clock
from izaportal.core.viewer import Viewer
from izaportal.web.access import or_404
from izaportal.web.api_tokens.forms import RevokeForm, TokenForm
from izaportal.web.api_tokens.page import lines
from izaportal.web.keeping import takes_forms
from izaportal.web.link import Link
from izaportal.web.storing import PAGE, store_once, typed_before
from regions.selectors.municipalities import names

TITLE = "API-tokens"


@require_safe
@login_required
def tokens(request: PortalRequest) -> HttpResponse:
    _require_administrator(request.viewer)
    context = {"lines": lines(api_tokens(request.viewer), names(), clock.now())}
    return render(request, "web/api_tokens/page.html", context)


@takes_forms
def add(request: PortalRequest) -> HttpResponse:
    """The token itself stands in the answer to the form, and nowhere after that."""
    _require_administrator(request.viewer)
    municipalities = names()
    form = TokenForm(
        typed_before(request),
        municipalities=[(code, f"{name} ({code})") for code, name in municipalities.items()],
    )

    def store(typed: dict[str, Any]) -> HttpResponse:
        token = create_api_token(
            actor=request.viewer,
            municipality_code=typed["municipality"],
            name=typed["name"],
            expires_on=typed["expires_on"],
            token_id=typed["row"],
        )
        about = f"{typed['name']}, voor {municipalities[typed['municipality']]}"
        return _show_once(request, token, code=typed["municipality"], about=about)

    context = {
        "title": "Nieuw API-token",
        "lead": "U ziet het token één keer, zodra het is gemaakt. Geef het veilig door aan de gemeente.",
        "crumbs": _crumbs("Nieuw token"),
        "button": "Token maken",
    }
    return store_once(request, form, store, back=reverse("api-tokens"), template=PAGE, context=context)


@takes_forms
def revoke(request: PortalRequest, token: str) -> HttpResponse:
    _require_administrator(request.viewer)
    with or_404("Dit token is er niet."):
        row = api_tokens(request.viewer).get(pk=token)
    form = RevokeForm(typed_before(request))

    def store(typed: dict[str, Any]) -> str:
        revoke_api_token(actor=request.viewer, token_id=row.pk, reason=typed["reason"])
        return f"Het token ‘{row.name}’ is ingetrokken."

    context = {
        "title": f"‘{row.name}’ intrekken",
        "lead": "Wie dit token gebruikt, krijgt geen antwoord meer. Dat is niet terug te draaien.",
        "crumbs": _crumbs("Intrekken"),
        "button": "Token intrekken",
    }
    return store_once(request, form, store, back=reverse("api-tokens"), template=PAGE, context=context)


def _show_once(request: PortalRequest, token: str, *, code: str, about: str) -> HttpResponse:
    """The token, and a call of the API with it; no browser keeps the page."""
    address = request.build_absolute_uri(reverse("municipal-share", args=(code,)))
    call = f'curl "{address}" \\\n  -H "Authorization: Bearer {token}"'
    context = {"token": token, "call": call, "about": about, "crumbs": _crumbs("Nieuw token")}
    response = render(request, "web/api_tokens/made.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _crumbs(here: str) -> tuple[Link, ...]:
    return (Link(TITLE, reverse("api-tokens")), Link(here))


def _require_administrator(viewer: Viewer) -> None:
    if not viewer.runs_portal:
        raise PermissionDenied
