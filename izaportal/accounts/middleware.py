"""Gives every request its viewer and its audit batch."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core import audit
from izaportal.core.viewer import Viewer


class ViewerMiddleware:
    """`request.viewer`: read at first use, so that a page without sign-in costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]  # Django's way to extend a request
        audit.begin()
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer:
    return viewer_of(request.user) if isinstance(request.user, User) else Viewer.stranger()
