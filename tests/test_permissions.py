"""Runs the table of tests/permissions.py over everything, and sees that no URL is missing from it."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from http.cookies import SimpleCookie
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from izaportal.accounts.services import Person, create_api_token, create_user
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from tests.all_pages import ALL_PAGES
from tests.fixtures.cast import signed_in
from tests.fixtures.database import DEMO_DAY
from tests.fixtures.known import make_known
from tests.permissions import API, CAST, TOKENS
from tests.web.public.permissions import PUBLISHED

SYSTEM = Viewer.system("test")
# What somebody of another region must never read, wherever he looks.
SECRETS = ("Mentale gezondheidsnetwerken", "2.250.000", "Inwoners bereikt", "Zorgstart", "nml-o")

# People beside the cast with one right each: a board member of another region, and a reader of the region's
# other programme, which has projects of the same names.
ELSEWHERE = {
    "bestuurder-maastricht": Right(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY, "GM0935"),
    "lezer-nml": Right(Role.READER, ScopeKind.PROGRAMME, "nml"),
}
OUTSIDERS = {
    None: SECRETS,
    "beheerder": SECRETS,
    "zl-manager": SECRETS,
    "bestuurder-maastricht": SECRETS,
    "lezer-nml": ("2.250.000", "Inwoners bereikt", "nml-o"),
}
NOTHING_LEAKS: dict[str | None, list[str]] = {person: [] for person in OUTSIDERS}

# The gallery shows everybody one set of examples, the sign-in page of a demo names its users, and what is
# public is for all.
TOLD_TO_ALL = {"/onderdelen/", "/inloggen/", *PUBLISHED}

# Who gives out roles reads in the trail of users how they are called and where their roles hold.
GIVEN_OUT_BY: dict[str | None, set[str]] = {"beheerder": {"nml-o", "Mentale gezondheidsnetwerken"}}


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes

    @property
    def text(self) -> str:
        """All that can be read in it; of a workbook or an archive every file that it holds."""
        if not self.body.startswith(b"PK"):
            return self.body.decode()
        with ZipFile(io.BytesIO(self.body)) as archive:
            return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


@dataclass(frozen=True)
class PortalOfAll:
    """The cast signed in, and the ids that addresses name. What somebody asks is undone when answered."""

    client: Client
    cookies: dict[str | None, str]
    known: dict[str, str]

    def answer(self, person: str | None, method: str, address: str) -> Answer:
        self.client.cookies = SimpleCookie(self.cookies[person])
        with transaction.atomic():
            found = self.client.generic(method, address.format(**self.known))
            answer = Answer(found.status_code, found.get("Location", ""), found.getvalue())
            transaction.set_rollback(True)
        return answer


@pytest.fixture(scope="module")
def portal_of_all(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[PortalOfAll]:
    """Made once for the whole table: rows and sessions cost more than most of the answers."""
    folder = tmp_path_factory.mktemp("bestanden")
    demo = override_settings(DEMO=True, IZAPORTAL_TODAY=DEMO_DAY, MEDIA_ROOT=folder)
    with django_db_blocker.unblock(), demo, transaction.atomic():
        known = make_known(folder)
        for name, right in ELSEWHERE.items():
            create_user(actor=SYSTEM, person=Person(name, name), password=name, rights=[right])
        everybody = (*CAST, *ELSEWHERE)
        cookies = {person: signed_in(person).cookies.output(header="", sep=";") for person in everybody}
        yield PortalOfAll(Client(), cookies, known)
        transaction.set_rollback(True)


def is_sent_to_sign_in(person: str | None, wanted: int, name: str) -> bool:
    return person is None and wanted == 302 and name != "sign-out"


def row_id(row: tuple[str, str, str, str]) -> str:
    name, method, address, _ = row
    return f"{name}-{method}-{address}"


def names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry)
        elif isinstance(entry, URLPattern):
            yield str(entry.name)


def test_every_url_is_in_the_table():
    assert set(names(get_resolver())) == {row[0] for row in [*ALL_PAGES, *API]}


@pytest.mark.parametrize(("name", "method", "address", "expected"), ALL_PAGES, ids=map(row_id, ALL_PAGES))
def test_pages_answer_as_the_table_says(portal_of_all, name, method, address, expected):
    """And outsiders read nothing of NML-O: neither in a page, nor in a list, a choice, a redirect or an
    error. What they ask for is asked once, as answering takes longer than looking."""
    answers = {person: portal_of_all.answer(person, method, address) for person in CAST}
    assert unexpected(answers, expected, name) == [], "(person, got, wanted)"
    if method == "GET" and address not in TOLD_TO_ALL:
        answers |= {person: portal_of_all.answer(person, method, address) for person in ELSEWHERE}
        asked = address.format(**portal_of_all.known)
        assert {person: leaks(person, asked, answers[person]) for person in OUTSIDERS} == NOTHING_LEAKS


def unexpected(
    answers: Mapping[str | None, Answer], expected: str, name: str
) -> list[tuple[str | None, int | str, int | str]]:
    wrong: list[tuple[str | None, int | str, int | str]] = []
    for person, wanted in zip(CAST, map(int, expected.split()), strict=True):
        answer = answers[person]
        if answer.status != wanted:
            wrong.append((person, answer.status, wanted))
        elif is_sent_to_sign_in(person, wanted, name) and not answer.location.startswith("/inloggen/"):
            wrong.append((person, answer.location, "/inloggen/"))
    return wrong


def leaks(person: str | None, asked: str, answer: Answer) -> list[str]:
    """The secrets in it, but for the address that was asked for."""
    text = answer.text + answer.location.partition("?next=")[0]
    text = text.replace(asked, "").replace(escape(asked), "")
    told = GIVEN_OUT_BY.get(person, set()) if asked.startswith("/wijzigingen/") else set()
    return [secret for secret in OUTSIDERS[person] if secret not in told and secret in text]


def test_outsiders_are_looked_at(portal_of_all):
    """Whoever may read it finds the secrets, so that none found elsewhere means something."""
    page = portal_of_all.answer("programmamanager", "GET", "/programmas/nml-o/projecten/mgn/")
    assert set(SECRETS[:2]) <= {secret for secret in SECRETS if secret in page.text}


@pytest.mark.parametrize(("name", "method", "address", "expected"), API, ids=map(row_id, API))
def test_api_answers_as_the_table_says(db, name, method, address, expected):
    wrong = []
    for municipality, wanted in zip(TOKENS, map(int, expected.split()), strict=True):
        client = Client()
        if municipality is not None:
            token = create_api_token(actor=SYSTEM, municipality_code=municipality, name="test")
            client = Client(headers={"authorization": f"Bearer {token}"})
        answer = client.generic(method, address)
        if answer.status_code != wanted:
            wrong.append((municipality, answer.status_code, wanted))
    assert wrong == [], "(municipality, got, wanted)"


@pytest.mark.parametrize("address", [row[2] for row in API if row[0] in {"municipal-share", "share-history"}])
def test_session_opens_nothing_of_the_api(portal_of_all, address):
    answers = {person: portal_of_all.answer(person, "GET", address).status for person in CAST[1:]}
    assert answers == dict.fromkeys(CAST[1:], 401)
