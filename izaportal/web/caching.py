"""What browsers may keep of a signed-in page: to themselves only, and asking first whether it still holds.

Django's own ConditionalGetMiddleware would never find a page unchanged, as every answer masks the token of
its forms anew. A kept page has an older mask of the same secret, which forms accept; the secret itself is
in the ETag, so that after signing in again nobody is left with forms of the session before. Who reads is in
it too: what one person kept is never taken for what another may read.
"""

import hashlib
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

CACHE_CONTROL = "private, no-cache"
MASKED_TOKENS = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[A-Za-z0-9]{64}"'),
    re.compile(rb'"X-CSRFToken": "[A-Za-z0-9]{64}"'),
)
"""Two, as a pattern that begins with known text is found in a tenth of the time."""


class PrivatePages:
    """Headers for who is signed in; an answer that brings its own keeps them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE or not _is_signed_in(request):
            return response  # who is signed in cannot be asked while the database is away
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        if not isinstance(response, HttpResponse) or not _may_be_kept(request, response):
            return response
        tag = _tag(request, response.content)
        response.headers["ETag"] = tag
        return get_conditional_response(request, etag=tag, response=response) or response


def _is_signed_in(request: HttpRequest) -> bool:
    """An answer for which nobody read the session is the same for all; then nobody is looked up here."""
    if not request.session.accessed:
        return False
    user: AbstractBaseUser | AnonymousUser | None = request.user  # the API, where no session counts, has none
    return user is not None and user.is_authenticated


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == HTTPStatus.OK
        and not response.has_header("ETag")
        and "no-store" not in response.headers["Cache-Control"]
    )


def _tag(request: HttpRequest, body: bytes) -> str:
    known = hashlib.sha256(str(request.META.get("CSRF_COOKIE", "")).encode())
    known.update(str(request.user.pk).encode())
    for token in MASKED_TOKENS:
        body = token.sub(b"", body)
    known.update(body)
    return f'"{known.hexdigest()[:32]}"'
