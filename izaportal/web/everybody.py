"""Answers that are the same for everybody: caches may keep them for a while, and nobody is given a cookie."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from izaportal.accounts.requests import PortalRequest

# Also of one version by its id: what is withdrawn is gone everywhere within five minutes.
KEPT = "public, max-age=300"
HTML_TYPE = "text/html; charset=utf-8"
SHELL, FRAME = "base.html", "web/published/frame.html"


def answer(request: HttpRequest, body: bytes, kind: str = HTML_TYPE) -> HttpResponseBase:
    """With what caches need; 304 where the asker has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    whole = HttpResponse(body, kind, headers={"ETag": tag})
    kept = get_conditional_response(request, etag=tag, response=whole) or whole
    kept.headers["Cache-Control"] = KEPT
    return kept


def show(request: PortalRequest, template: str, context: Mapping[str, Any]) -> HttpResponseBase:
    """A page for all: within the portal for who is signed in, in the public frame for who is not.

    The template extends `frame`. Who asks is told by a cookie, which the answer varies by.
    """
    if request.viewer.id is not None:
        return render(request, template, {**context, "frame": SHELL})
    return answer(request, render_to_string(template, {**context, "frame": FRAME}).encode())
