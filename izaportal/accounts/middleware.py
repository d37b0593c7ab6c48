"""Gives every request its viewer and its audit batch, and notes visits."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.accounts.visits import note_request
from izaportal.core import audit
from izaportal.core.viewer import Viewer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class ViewerMiddleware:
    """`request.viewer`: read at first use, so that a page without sign-in costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))  # type: ignore[attr-defined]  # Django's way to extend a request
        audit.begin()
        return self.get_response(request)


class VisitMiddleware:
    """Notes when people were here. Who is signed in is not asked where the page did not ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST and request.session.accessed:
            user: User | AnonymousUser | None = request.user  # the API, where no session counts, has none
            if user is not None and user.pk is not None:
                note_request(request.session, user.pk)
        return response


def _viewer(request: HttpRequest) -> Viewer:
    return viewer_of(request.user) if isinstance(request.user, User) else Viewer.stranger()
