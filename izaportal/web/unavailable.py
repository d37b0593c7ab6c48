"""The page for whatever no view and no middleware caught: 503 while the database is away, else 500.

A handler and not a middleware: Django turns an exception of any middleware into an answer right around that
middleware, so that one further out never sees it. The handler sees them all, and those of views.
"""

import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from izaportal.core.outage import DATABASE_AWAY, RETRY_AFTER, log_outage


def failed(request: HttpRequest) -> HttpResponse:
    """`handler500`: called while the exception is being handled."""
    error = sys.exception()
    if not isinstance(error, DATABASE_AWAY):
        return server_error(request)
    log_outage(request.path, error)
    # Without the request, so without context processors: the shell would ask the database who is there.
    return HttpResponse(
        render_to_string("503.html"),
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"},
    )
