"""Whatever goes wrong under /api/ is a problem+json with the version on it."""

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError

from izaportal.reporting.api import views
from tests.api.conftest import SHARE


def check(answer, status: int) -> dict:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == settings.API_VERSION
    problem: dict = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"].startswith("/api/")
    return problem


@pytest.mark.parametrize(
    ("address", "place", "name", "code"),
    [
        (f"{SHARE}?quarter=2026-Q5", "query", "quarter", "format"),
        (f"{SHARE}?quarter=2026q2", "query", "quarter", "format"),
        (f"{SHARE}?quarter=", "query", "quarter", "format"),
        (f"{SHARE}?quarter=%00", "query", "quarter", "format"),
        (f"{SHARE}?quarter=2026-Q2%0A", "query", "quarter", "format"),
        (f"{SHARE}?programme=NML-O", "query", "programme", "format"),
        (f"{SHARE}?programme=", "query", "programme", "blank"),
        (f"{SHARE}?programme=%00", "query", "programme", "null_characters_not_allowed"),
        (f"{SHARE}?programme={'x' * 61}", "query", "programme", "max_length"),
        (f"{SHARE}?quarter=2026-Q2&quarter=2026-Q1", "query", "quarter", "repeated"),
        (f"{SHARE}?kwartaal=2026-Q2", "query", "kwartaal", "unknown"),
        (f"{SHARE}?format=csv", "query", "format", "unknown"),
        (f"{SHARE}/history?quarter=2026-Q2", "query", "quarter", "unknown"),
        ("/api/v1/municipalities/gm0984/share", "path", "code", "format"),
        ("/api/v1/municipalities/984/share/history", "path", "code", "format"),
        ("/api/v1/municipalities/GM0984%0A/share", "path", "code", "format"),
    ],
)
def test_a_mistake_is_named(venray, address, place, name, code):
    problem = check(venray.get(address), 400)
    named = [(error["in"], error["location"], error["code"]) for error in problem["errors"]]
    assert (place, name, code) in named
    assert all(error["detail"] for error in problem["errors"])


def test_all_mistakes_are_named_together(venray):
    problem = check(venray.get("/api/v1/municipalities/X/share?quarter=X&programme=X&x=1"), 400)
    assert [error["location"] for error in problem["errors"]] == ["code", "programme", "quarter", "x"]


@pytest.mark.parametrize("version", ["x", "", "%00", "1"])
def test_a_version_is_asked_for_in_dutch(venray, version):
    (mistake,) = check(venray.get(f"{SHARE}?freeze={version}"), 400)["errors"]
    assert mistake["detail"] == "Schrijf een versie zoals freezeId in een antwoord."


def test_a_dead_end_tells_the_way(client, db):
    assert "/api/v1/docs" in check(client.get("/api/v1/"), 404)["detail"]


@pytest.mark.parametrize("quarter", ["2026-Q4", "2030-Q1", "2025-Q2", "1999-Q1"])
def test_a_quarter_without_figures_is_missing(venray, quarter):
    check(venray.get(f"{SHARE}?programme=nml-o&quarter={quarter}"), 404)
    check(venray.get(f"{SHARE}?quarter={quarter}"), 404)


@pytest.mark.parametrize(
    "address",
    [
        "/api/",
        "/api/v1/",
        "/api/v1/niets",
        "/api/v2/municipalities/GM0984/share",
        f"{SHARE}/",
        "/api/v1/docs/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "delete", "options"])
def test_unknown_addresses_are_problems(client, db, address, method):
    check(getattr(client, method)(address), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_not_possible(venray, method):
    answer = getattr(venray, method)(SHARE)
    check(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("accept", ["text/csv", "text/html", "application/xml"])
def test_another_form_is_not_there(venray, accept):
    check(venray.get(SHARE, headers={"Accept": accept}), 406)


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/*", "text/html,*/*;q=0.8"])
def test_common_accepts_get_json(venray, accept):
    answer = venray.get(SHARE, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_an_unforeseen_error_tells_nothing(venray, monkeypatch, caplog):
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr(views, "share_reports", broken)
    answer = venray.get(SHARE)
    check(answer, 500)
    assert "geheim" not in answer.text
    assert "geheim" in caplog.text


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_away_is_temporary(venray, monkeypatch, caplog, error):
    def broken(*_args: object, **_options: object) -> None:
        raise error("terminating connection")

    monkeypatch.setattr(views, "share_reports", broken)
    answer = venray.get(SHARE)
    check(answer, 503)
    assert answer["Retry-After"] == "5"
    assert "terminating" not in answer.text
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("WARNING", None)]
