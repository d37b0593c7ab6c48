"""The portfolio of a programme with two thousand projects: complete, and with as few queries as ever."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.models import User
from izaportal.bench.portfolio import MANY, URL, enlarged
from pillars.models import Programme
from tests.fixtures.cast import PEOPLE_BACKEND

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PAGES = (
    "",
    "?page=3",
    "?q=digitale+zorgpaden",
    "?pijler=p4&fase=execution&status=aandacht",
    "?volgorde=-besteed&kolom=mijlpaal&kolom=indicatoren&kolom=verwacht",
    "export/csv/",
    "bord/",
    "roadmap/?schaal=alles",
)


@pytest.fixture
def client(db) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="lezer"), backend=PEOPLE_BACKEND)
    return client


def queries(client: Client, page: str) -> int:
    client.get(URL + page)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL + page).status_code == 200
    return len(captured)


def test_many_projects_ask_no_more_queries(client):
    before = {page: queries(client, page) for page in PAGES}
    with enlarged(Programme.objects.get(slug="nml-o")):
        found = {page: queries(client, page) for page in PAGES}
        # a page on which no project reported has no judgements to ask for, and so one query less
        assert {page for page in PAGES if found[page] > before[page]} == set()
        assert f"{MANY + 24} projecten" in client.get(URL).content.decode()
        assert client.get(f"{URL}export/csv/").content.count(b"\r\n") == MANY + 24 + 1
        standing = client.get(f"{URL}?kwartaal=2026-Q3&status=time:off_track")
        assert standing.context["frame"].found > 0
