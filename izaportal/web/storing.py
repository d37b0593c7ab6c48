"""A form whose answer is stored by a service, once: what the service refuses stands at its field."""

from __future__ import annotations

from collections.abc import Callable
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

Store = Callable[[dict[str, Any]], str]


def typed_before(request: PortalRequest) -> Any:
    """What the form begins with: what was sent, or a draft of it; None when there is neither."""
    return request.POST if request.method == "POST" else draft_of(request, request.viewer)


def stored(request: PortalRequest, form: forms.Form, store: Store, url: str) -> HttpResponse | None:
    """Where to go after storing, with what was done as a message; None when it was not stored, and the form
    says why. `store` takes what was typed and answers what was done, in a sentence."""
    said = _stored(form, store)
    if said is None:
        keep_typed(request, request.viewer, form)
        return None
    drafts.drop(request.viewer, request.path)
    messages.success(request, said)
    return redirect(url)


def shown(
    request: PortalRequest, template: str, context: dict[str, Any], *, form: forms.Form | None
) -> HttpResponse:
    """The page with its form, which was not stored when it was sent."""
    sent = request.method == "POST"
    is_draft = form is not None and form.is_bound and not sent
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    return render(request, template, {**context, "form": form, "is_draft": is_draft}, status=status)


def _stored(form: forms.Form, store: Store) -> str | None:
    if not form.is_valid():
        return None
    try:
        return store(form.cleaned_data)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Invalid as invalid:
        show_mistakes(form, invalid)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None
