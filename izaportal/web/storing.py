"""A form whose answer is stored by a service, once: what the service refuses stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.forms import show_refusal
from izaportal.web.keeping import draft_of, keep_typed

PAGE = "web/storing/page.html"


@dataclass(frozen=True, slots=True)
class Stored:
    """What was done, in a sentence, and the page that shows it."""

    said: str
    url: str


Store = Callable[[dict[str, Any]], "str | Stored | HttpResponse"]


def typed_before(request: PortalRequest) -> Any:
    """What the form begins with: what was sent, or a draft of it; None when there is neither."""
    return request.POST if request.method == "POST" else draft_of(request, request.viewer)


def store_once(
    request: PortalRequest,
    form: forms.Form,
    store: Store,
    *,
    back: str,
    template: str,
    context: Mapping[str, Any],
) -> HttpResponse:
    """The page with its form. On POST `store` takes what was typed and answers in a sentence what was done,
    which goes along to `back` or the page it names, or with a page of its own; what was not stored is shown
    again, and the form says why."""
    sent = request.method == "POST"
    stored: str | Stored | HttpResponse = ""

    def act() -> None:
        nonlocal stored
        stored = store(form.cleaned_data)

    if sent and carried_out(form, act):
        drafts.drop(request.viewer, request.path)
        if isinstance(stored, HttpResponse):
            return stored
        found = stored if isinstance(stored, Stored) else Stored(stored, back)
        messages.success(request, found.said)
        return redirect(found.url)
    if sent:
        keep_typed(request, request.viewer, form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    shown = {"back": back, **context, "form": form, "is_draft": form.is_bound and not sent}
    return render(request, template, shown, status=status)


def carried_out(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether it was done; else the form says why not, and nothing was changed. Without the right it is a
    403."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True
