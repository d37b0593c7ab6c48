"""Runs the table of tests/permissions.py over everything, and sees that no URL is missing from it."""

from collections.abc import Iterator
from html import escape

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from izaportal.accounts.services import create_api_token
from izaportal.core.viewer import Viewer
from tests.permissions import API, CAST, PAGES, TOKENS
from tests.permissions_of_money import MONEY_PAGES
from tests.web.public.permissions import PUBLISHED

ALL_PAGES = [*PAGES, *MONEY_PAGES]
SYSTEM = Viewer.system("test")
# What somebody of another region must never read, wherever he looks.
SECRETS = ("Mentale gezondheidsnetwerken", "2.250.000", "Inwoners bereikt", "Zorgstart", "nml-o")

# Who gives out roles reads in the trail of users how they are called and where their roles hold.
GIVEN_OUT_BY = {"beheerder": {"nml-o", "Mentale gezondheidsnetwerken"}}


def names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry)
        elif isinstance(entry, URLPattern):
            yield str(entry.name)


def test_every_url_is_in_the_table():
    assert set(names(get_resolver())) == {row[0] for row in [*ALL_PAGES, *API]}


@pytest.mark.parametrize("person", CAST)
@pytest.mark.parametrize(
    ("name", "method", "address", "expected"), ALL_PAGES, ids=lambda value: str(value)[:40]
)
def test_pages_answer_as_the_table_says(client_of, known, person, name, method, address, expected):
    url = address.format(**known)
    answer = client_of(person).generic(method, url)
    answer.getvalue()  # reads a file to its end, which closes it
    wanted = int(expected.split()[CAST.index(person)])
    assert answer.status_code == wanted
    if person is None and wanted == 302 and name != "sign-out":
        assert answer["Location"].startswith("/inloggen/")


@pytest.mark.parametrize("municipality", TOKENS)
@pytest.mark.parametrize(("name", "method", "address", "expected"), API)
def test_api_answers_as_the_table_says(db, municipality, name, method, address, expected):
    client = Client()
    if municipality is not None:
        token = create_api_token(actor=SYSTEM, municipality_code=municipality, name="test")
        client = Client(headers={"authorization": f"Bearer {token}"})
    answer = client.generic(method, address)
    assert answer.status_code == int(expected.split()[TOKENS.index(municipality)])


@pytest.mark.parametrize("person", CAST[1:])
@pytest.mark.parametrize("address", [row[2] for row in API if row[0] in {"municipal-share", "share-history"}])
def test_session_opens_nothing_of_the_api(client_of, person, address):
    assert client_of(person).get(address).status_code == 401


@pytest.mark.parametrize("person", [None, "beheerder", "zl-manager"])
def test_outsiders_read_nothing_of_nml_o(client_of, known, person):
    """Neither in a page, nor in a list, a choice, a redirect or an error. The gallery shows everybody one
    set of examples, the sign-in page of a demo names its users, and what is public is for all."""
    client = client_of(person)
    leaks: dict[str, list[str]] = {}
    for address in {row[2] for row in ALL_PAGES if row[1] == "GET"} - {
        "/onderdelen/",
        "/inloggen/",
        *PUBLISHED,
    }:
        answer = client.get(address.format(**known))
        text = answer.getvalue().decode() + answer.get("Location", "").partition("?next=")[0]
        told = GIVEN_OUT_BY.get(person, set()) if address.startswith("/wijzigingen/") else set()
        asked = address.format(**known)
        text = text.replace(asked, "").replace(escape(asked), "")
        found = [secret for secret in SECRETS if secret not in told and secret in text]
        leaks |= {address: found} if found else {}
    assert leaks == {}
