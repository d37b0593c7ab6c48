"""Headers, conditional requests, HEAD and OPTIONS."""

import pytest
from django.conf import settings

from tests.api.conftest import SHARE

ADDRESS = f"{SHARE}?programme=nml-o&quarter=2026-Q2"


@pytest.mark.parametrize(
    "address", [ADDRESS, SHARE, f"{SHARE}/history", "/api/v1/openapi.json", "/api/v1/docs"]
)
def test_every_answer_has_its_version(venray, address):
    answer = venray.get(address)
    assert answer.status_code == 200
    assert answer["API-Version"] == settings.API_VERSION
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Accept", "Authorization"} <= set(answer["Vary"].split(", "))


def test_the_same_answer_is_not_sent_twice(venray):
    first = venray.get(ADDRESS)
    again = venray.get(ADDRESS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["API-Version"]) == (first["ETag"], settings.API_VERSION)
    other = venray.get(ADDRESS, headers={"If-None-Match": '"een ander"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_another_quarter_has_another_etag(venray):
    assert venray.get(ADDRESS)["ETag"] != venray.get(f"{SHARE}?programme=nml-o&quarter=2026-Q1")["ETag"]


def test_a_stranger_gets_no_unchanged(venray, client):
    known = venray.get(ADDRESS)["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": known}).status_code == 401


def test_head_is_get_without_body(venray):
    whole, head = venray.get(ADDRESS), venray.head(ADDRESS)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (whole["ETag"], whole["Content-Length"])


def test_options_names_the_methods(venray, client):
    answer = venray.options(ADDRESS)
    assert (answer.status_code, answer["Allow"]) == (200, "GET, HEAD, OPTIONS")
    assert client.options(ADDRESS).status_code == 401
