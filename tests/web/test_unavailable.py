"""While the database is away pages say so, with when to come back."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from izaportal.accounts.middleware import ViewerMiddleware
from izaportal.web import shell
from izaportal.web.caching import PrivatePages

AWAY = "terminating connection due to administrator command\nSSL closed"


def breaks(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, error: Exception) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(owner, name, broken)


def check_away(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    caplog.clear()
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "5", "no-store")
    assert "even niet bereikbaar; over enkele seconden weer." in answer.text
    assert answer["Content-Security-Policy"]
    assert "administrator" not in answer.text
    said = [(record.levelname, record.exc_info, "\n" in record.getMessage()) for record in caplog.records]
    assert said == [("WARNING", None, False)]


@pytest.mark.parametrize("error", [OperationalError(AWAY), InterfaceError(AWAY)])
def test_a_failing_page_is_unavailable(client_of, monkeypatch, caplog, error):
    breaks(monkeypatch, shell, "seen_by", error)
    check_away(client_of("lezer"), caplog)


@pytest.mark.parametrize("middleware", [ViewerMiddleware, PrivatePages])
def test_a_failing_middleware_is_unavailable(client_of, monkeypatch, caplog, middleware):
    breaks(monkeypatch, middleware, "__call__", OperationalError(AWAY))
    check_away(client_of("lezer"), caplog)


def test_a_failing_session_is_unavailable(client_of, monkeypatch, caplog):
    """Who is signed in is looked up by the view and once more after it."""
    monkeypatch.setattr("django.contrib.auth.middleware.get_user", _away)
    check_away(client_of("lezer"), caplog)


def _away(_request: object) -> None:
    raise OperationalError(AWAY)


def test_another_failure_stays_a_500(client_of, monkeypatch):
    breaks(monkeypatch, shell, "seen_by", RuntimeError("anders"))
    client = client_of("lezer")
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Foutcode 500" in answer.text
