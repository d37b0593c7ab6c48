"""Whether the portal can work: its database answers, and its broker takes jobs."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu import Connection
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
SECONDS = 2
FINE, AWAY = "ok", "weg"


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when both answer, else 503; says which, never why: the log does."""
    answer = {"database": database(), "broker": broker()}
    is_fine = set(answer.values()) == {FINE}
    return JsonResponse(answer, status=HTTPStatus.OK if is_fine else HTTPStatus.SERVICE_UNAVAILABLE)


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("de database antwoordt niet")
        return AWAY
    return FINE


def broker() -> str:
    try:
        with Connection(settings.CELERY_BROKER_URL or "", connect_timeout=SECONDS) as link:
            link.ensure_connection(max_retries=1, interval_start=0, timeout=SECONDS)
    except (OperationalError, OSError):
        logger.exception("de broker antwoordt niet")
        return AWAY
    return FINE
