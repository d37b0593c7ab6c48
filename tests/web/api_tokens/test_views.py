"""Tokens of municipalities in the browser: made and shown once, seen, ended; by who runs the portal alone."""

import re
from datetime import timedelta
from html import unescape

import pytest

from izaportal.accounts.models import ApiToken
from izaportal.accounts.selectors import live_token
from izaportal.accounts.services import create_api_token
from izaportal.core import clock
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from tests.api.conftest import SHARE

pytestmark = pytest.mark.django_db
LIST, NEW = "/beheer/api-tokens/", "/beheer/api-tokens/nieuw/"


def typed(**other: object) -> dict[str, object]:
    return {"row": uuid7(), "municipality": "GM0984", "name": "Begroting Venray", "expires_on": "", **other}


def shown(answer) -> str:
    """The token on the page."""
    found: set[str] = set(re.findall(r"iza_[\w-]{43}", answer.content.decode()))
    (token, *rest) = found
    assert rest == []
    return token


@pytest.fixture
def token() -> str:
    return create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="Begroting")


def test_a_token_is_made_and_shown_once(client_of, client):
    runner = client_of("beheerder")
    answer = runner.post(NEW, typed(expires_on="31-12-2027"))
    token = shown(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get(SHARE, headers={"Authorization": f"Bearer {token}"}).status_code == 200
    page = runner.get(LIST).content.decode()
    assert "Begroting Venray" in page
    assert "Venray (GM0984)" in page
    assert "31-12-2027" in page
    assert token not in page


def test_a_double_click_makes_one_that_works(client_of):
    runner, form = client_of("beheerder"), typed()
    first, second = (shown(runner.post(NEW, form)) for _ in range(2))
    assert live_token(second) == ApiToken.objects.get()
    assert live_token(first) is None


def test_sent_again_later_leaves_the_token_be(client_of):
    runner, form = client_of("beheerder"), typed()
    token = shown(runner.post(NEW, form))
    ApiToken.objects.update(created_at=clock.now() - timedelta(minutes=1))
    answer = runner.post(NEW, form)
    assert answer.status_code == 422
    assert "Dit token is al gemaakt" in unescape(answer.content.decode())
    assert live_token(token) is not None


def test_the_same_form_makes_no_token_of_another_municipality(client_of):
    """Gone back, changed and sent again at once: the page would name another than the token's."""
    runner, form = client_of("beheerder"), typed()
    token = shown(runner.post(NEW, form))
    assert runner.post(NEW, {**form, "municipality": "GM0983"}).status_code == 422
    assert live_token(token) == ApiToken.objects.get(municipality_code="GM0984")


def test_a_token_in_use_is_not_replaced(client_of):
    runner, form = client_of("beheerder"), typed()
    token = shown(runner.post(NEW, form))
    ApiToken.objects.update(last_used_at=clock.now())
    assert runner.post(NEW, form).status_code == 422
    assert live_token(token) is not None


def test_all_mistakes_are_told_at_once(client_of):
    answer = client_of("beheerder").post(NEW, typed(municipality="", name="", expires_on="31-02-2027"))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    for said in ("Kies een gemeente.", "Vul dit in.", "Dit is geen datum."):
        assert said in page
    late = client_of("beheerder").post(NEW, typed(expires_on="2026-01-01"))
    assert "Kies een dag die nog komt." in unescape(late.content.decode())
    assert not ApiToken.objects.exists()


def test_an_ended_token_opens_nothing(client_of, client, token):
    row, runner = ApiToken.objects.get(), client_of("beheerder")
    address = f"{LIST}{row.pk}/intrekken/"
    assert "‘Begroting’ intrekken" in runner.get(address).content.decode()
    for _ in range(2):
        runner.post(address, {"reason": "Laptop kwijt"})
    assert client.get(SHARE, headers={"Authorization": f"Bearer {token}"}).status_code == 401
    entry = AuditEntry.objects.get(object_id=str(row.pk), action="ingetrokken")
    assert entry.reason == "Laptop kwijt"
    page = runner.get(LIST).content.decode()
    assert "ingetrokken" in page
    assert address not in page


def test_only_who_runs_the_portal_finds_the_way(client_of):
    assert f'href="{LIST}"' in client_of("beheerder").get("/").content.decode()
    for username in ("controller", "programmamanager"):
        assert LIST not in client_of(username).get("/").content.decode()
