"""Authentication comes first: no answer tells a stranger what there is."""

from datetime import timedelta

import pytest
from django.test import Client

from izaportal.accounts.models import ApiToken
from izaportal.core import clock
from tests.api.conftest import SHARE

ADDRESSES = [
    f"{SHARE}?programme=nml-o&quarter=2026-Q2",
    f"{SHARE}/history",
    "/api/v1/municipalities/GM9999/share",
    "/api/v1/municipalities/nonsens/share?quarter=nonsens",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_token_is_asked_for(client, db, address):
    answer = client.get(address)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="izaportal"'
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "Stuur een token mee: Authorization: Bearer …"


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer iza_onbekend",
        "Bearer een twee",
        "Bearer \u00e9",
        "Basic dXNlcjpwYXNz",
        "iza_onbekend",
    ],
)
def test_a_wrong_token_is_refused(client, db, header):
    answer = client.get(ADDRESSES[0], headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["status"] == 401


@pytest.mark.parametrize("column", ["expires_at", "revoked_at"])
def test_an_ended_token_is_refused(venray, column):
    ApiToken.objects.update(**{column: clock.now() - timedelta(seconds=1)})
    answer = venray.get(ADDRESSES[0])
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_the_scheme_has_no_case(client, token_of):
    token = token_of("GM0984")
    assert client.get(ADDRESSES[0], headers={"Authorization": f"bearer {token}"}).status_code == 200


def test_a_session_opens_no_api(client_of):
    assert client_of("bestuurder-venray").get(ADDRESSES[0]).status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/municipalities/GM0983/share?programme=nml-o&quarter=2026-Q2",
        "/api/v1/municipalities/GM0983/share",
        "/api/v1/municipalities/GM0983/share/history",
        "/api/v1/municipalities/GM9999/share",
    ],
)
def test_another_municipality_is_not_there(venray, address):
    missing = venray.get("/api/v1/municipalities/GM9999/share").json()
    answer = venray.get(address)
    assert answer.status_code == 404
    assert answer.json() | {"instance": ""} == missing | {"instance": ""}


@pytest.mark.parametrize("programme", ["zuid-limburg", "bestaat-niet"])
def test_another_programme_is_not_there(venray, programme):
    for address in (SHARE, f"{SHARE}/history"):
        assert venray.get(f"{address}?programme={programme}").status_code == 404


def test_the_last_use_is_noted(venray):
    assert ApiToken.objects.get().last_used_at is None
    venray.get(SHARE)
    first = ApiToken.objects.get().last_used_at
    assert first is not None
    venray.get(SHARE)
    assert ApiToken.objects.get().last_used_at == first


def test_a_refused_token_is_not_noted(token_of):
    token_of("GM0984")
    Client(headers={"Authorization": "Bearer iza_ander"}).get(SHARE)
    assert ApiToken.objects.get().last_used_at is None
