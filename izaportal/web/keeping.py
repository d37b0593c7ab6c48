"""Nothing that was typed is lost: drafts of forms, also of one that was sent after the session had ended."""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from izaportal.accounts import people
from izaportal.core import drafts
from izaportal.core.errors import Refused
from izaportal.core.viewer import Viewer

View = Callable[..., HttpResponseBase]


def takes_forms(view: View) -> View:
    """For a view that shows a form and takes what is sent: GET, HEAD and POST, else 405."""
    return require_http_methods(["GET", "HEAD", "POST"])(_keeps_typed(view))


def _keeps_typed(view: View) -> View:
    """Signed in only, as `login_required`; what a stranger posts goes through the sign-in as a draft.

    The sign-in page carries it in its own form, so that nothing of strangers is stored. A request of htmx
    gets a bare 401; editing.js then sends the form in the plain way.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method != "POST":
            return redirect_to_login(request.get_full_path())
        if request.headers.get("HX-Request"):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return _sign_in_with(request)

    return guarded


def _sign_in_with(request: HttpRequest) -> HttpResponse:
    context = {
        "form": AuthenticationForm(request),
        "next": request.path,
        "kept": json.dumps(dict(request.POST.lists())),
        "demo_users": people.demo_users() if settings.DEMO else [],
    }
    return render(request, "registration/login.html", context, status=HTTPStatus.UNAUTHORIZED)


class SignInInFull:
    """A part of a page is never swapped for the sign-in page: who is signed out gets a bare 401, upon which
    editing.js loads the page again, and that leads to the sign-in and back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_part = bool(request.headers.get("HX-Request"))
        leads_to = response.headers.get("Location", "")
        if is_part and leads_to.partition("?")[0] == resolve_url(settings.LOGIN_URL):
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return response


def keep_posted(viewer: Viewer, place: str, kept: str) -> bool:
    """Store what came through the sign-in as a draft of its form; whether there was any, and it could be."""
    try:
        typed = dict(json.loads(kept))
        drafts.keep(viewer, place, {str(name): [str(one) for one in typed[name]] for name in typed})
    except (ValueError, TypeError, Refused):
        return False
    return True


def keep_typed(request: HttpRequest, viewer: Viewer, form: forms.BaseForm) -> None:
    """What was sent and not stored stays as a draft of its address; when it cannot, the form says why."""
    try:
        drafts.keep(viewer, request.path, dict(request.POST.lists()))
    except Refused as refusal:
        form.add_error(None, str(refusal))


def draft_of(request: HttpRequest, viewer: Viewer) -> "MultiValueDict[str, str] | None":
    """What the viewer typed at this address and did not store."""
    draft = drafts.find(viewer, request.path)
    return MultiValueDict(draft.typed) if draft else None
