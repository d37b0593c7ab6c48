"""A form whose answer is stored by a service, once: what the service refuses stands at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.forms import show_mistakes
from izaportal.web.keeping import draft_of, keep_typed

PAGE = "web/storing/page.html"
Store = Callable[[dict[str, Any]], str]


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
    which goes along to `back`; what was not stored is shown again, and the form says why."""
    sent, said = request.method == "POST", ""

    def act() -> None:
        nonlocal said
        said = store(form.cleaned_data)

    if sent and carried_out(form, act):
        drafts.drop(request.viewer, request.path)
        messages.success(request, said)
        return redirect(back)
    if sent:
        keep_typed(request, request.viewer, form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    found = {"back": back, **context, "form": form, "is_draft": form.is_bound and not sent}
    return render(request, template, found, status=status)


def carried_out(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether it was done; else the form says why not, and nothing was changed. Without the right it is a
    403."""
    if not form.is_valid():
        return False
    try:
        act()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Invalid as invalid:
        show_mistakes(form, invalid)
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
