"""What every answer under /api/ carries, whichever view gave it."""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]
CACHE_CONTROL = "private, no-cache"


def as_api(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The same addresses, with version, caching and conditional requests on each."""
    return [
        URLPattern(pattern.pattern, answering(pattern.callback), pattern.default_args, pattern.name)
        for pattern in patterns
    ]


def answering(view: View) -> View:
    """Wrap a view of the REST framework; its class stays readable for the OpenAPI document."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(partial(_complete, request))
        else:
            response = _complete(request, response)
        return response

    return csrf_exempt(answer)


def _complete(request: HttpRequest, response: Any) -> Any:
    """Version on all; an ETag on what was found, and 304 for who has that already."""
    response.headers.setdefault("Cache-Control", CACHE_CONTROL)
    patch_vary_headers(response, ["Accept", "Authorization"])
    answer = response
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
    answer["API-Version"] = settings.API_VERSION
    return answer
