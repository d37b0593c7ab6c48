"""What every door of the portal says while its database is away, as during a restart of PostgreSQL."""

import logging
from http import HTTPStatus

from django.db import InterfaceError, OperationalError

DATABASE_AWAY = (OperationalError, InterfaceError)
RETRY_AFTER = 5  # seconds; a restart of PostgreSQL takes about two

logger = logging.getLogger(__name__)


def log_outage(path: str, error: BaseException) -> None:
    """One line: a traceback for every request of a restart would bury what matters."""
    cause = " ".join(str(error).split())
    logger.warning("de database is er niet voor %s: %s", path, cause)


class SaidAlready(logging.Filter):
    """For `django.request`, which logs every 503 again as an error; whoever answers 503 has said why."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", None) != HTTPStatus.SERVICE_UNAVAILABLE
