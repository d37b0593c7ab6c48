"""Every mistake as `application/problem+json` (RFC 9457), never as an HTML page."""

import logging
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import set_rollback

from izaportal.core.outage import DATABASE_AWAY, RETRY_AFTER, log_outage

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
TITLES = {
    HTTPStatus.BAD_REQUEST: "Ongeldig verzoek",
    HTTPStatus.UNAUTHORIZED: "Geen geldig token",
    HTTPStatus.FORBIDDEN: "Niet toegestaan",
    HTTPStatus.NOT_FOUND: "Niet gevonden",
    HTTPStatus.METHOD_NOT_ALLOWED: "Methode niet toegestaan",
    HTTPStatus.NOT_ACCEPTABLE: "Deze vorm is er niet",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Deze vorm wordt niet gelezen",
    HTTPStatus.TOO_MANY_REQUESTS: "Te veel verzoeken",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Fout in het portaal",
    HTTPStatus.SERVICE_UNAVAILABLE: "Even niet bereikbaar",
}
DETAILS = {
    HTTPStatus.BAD_REQUEST: "Het verzoek bevat fouten; errors noemt ze alle.",
    HTTPStatus.UNAUTHORIZED: "Stuur een token mee: Authorization: Bearer …",
    HTTPStatus.NOT_FOUND: "Hier is niets; wat er wel is, staat op /api/v1/docs.",
    HTTPStatus.NOT_ACCEPTABLE: "Vraag om application/json; Excel en CSV geeft de pagina van de gemeente.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Stuur application/json.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Er ging iets mis in het portaal; het is vastgelegd.",
    HTTPStatus.SERVICE_UNAVAILABLE: "Het portaal is even niet bereikbaar; over enkele seconden weer.",
}


class Unavailable(APIException):
    """The database is away for a moment."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response:
    """The exception handler of the REST framework; what nobody foresaw is logged and becomes a 500."""
    set_rollback()
    known = _known(error)
    if isinstance(known, Unavailable):
        log_outage(context["request"].path, error)
    if known is None:
        logger.error("fout in %s", context["request"].path, exc_info=error)
        known = APIException()
    status = HTTPStatus(known.status_code)
    problem = {
        "type": "about:blank",
        "title": TITLES.get(status, status.phrase),
        "status": status.value,
        "detail": _detail(known, status),
        "instance": context["request"].path,
    }
    if isinstance(known, exceptions.ValidationError):
        problem["errors"] = _errors(known.detail, context)
    return Response(problem, status=status, headers=_headers(known), content_type=MEDIA_TYPE)


def _known(error: Exception) -> APIException | None:
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, DATABASE_AWAY):
        return Unavailable()
    return error if isinstance(error, APIException) else None


def _detail(error: APIException, status: HTTPStatus) -> str:
    """What the raiser said, unless that is the framework's own phrase."""
    if isinstance(error, exceptions.Throttled):
        return f"Probeer het over {_wait(error)} s opnieuw."
    if isinstance(error, exceptions.MethodNotAllowed):
        return "Kijk in de kop Allow wat hier wel kan."
    said = str(error.detail)
    own = isinstance(error.detail, str) and said != str(error.default_detail)
    generic = isinstance(error, exceptions.ValidationError | exceptions.UnsupportedMediaType)
    return said if own and not generic else DETAILS.get(status, TITLES.get(status, status.phrase))


def _errors(detail: Any, context: Mapping[str, Any]) -> list[dict[str, str]]:
    """One entry per mistake: where it is, a code for machines, a sentence for people."""
    if not isinstance(detail, Mapping):
        detail = {"": detail}
    in_path = context.get("kwargs") or {}
    return [
        {
            "in": "path" if name in in_path else "query",
            "location": str(name),
            "code": str(mistake.code),
            "detail": str(mistake),
        }
        for name, mistakes in sorted(detail.items())
        for mistake in mistakes
    ]


def _headers(error: APIException) -> dict[str, str]:
    headers = {}
    challenge = getattr(error, "auth_header", None)
    if challenge:
        headers["WWW-Authenticate"] = challenge
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(_wait(error))
    if isinstance(error, Unavailable):
        headers["Retry-After"] = str(RETRY_AFTER)
    return headers


def _wait(error: exceptions.Throttled) -> int:
    """Whole seconds, never too early."""
    return max(1, math.ceil(getattr(error, "wait", None) or 1))
