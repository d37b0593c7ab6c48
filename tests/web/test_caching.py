from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from izaportal.accounts.models import Membership
from izaportal.web.caching import PrivatePages
from pillars.models import Programme

pytestmark = pytest.mark.django_db
PAGES = (
    "/",
    "/programmas/nml-o/",
    "/programmas/nml-o/?deel=cijfers",
    "/programmas/nml-o/projecten/mgn/",
    "/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q2",
    "/programmas/nml-o/kwartaal/2026-Q2/",
    "/programmas/nml-o/kwartaal/2026-Q2/?pijler=p1",
    "/programmas/nml-o/kwartaal/2026-Q2/presentatie/?dia=3",
    "/programmas/nml-o/kwartaal/2026-Q2/sindsdien/",
    "/programmas/nml-o/vergelijken/?van=2026-Q1&tot=2026-Q2",
)
OF_A_QUARTER = PAGES[5:]


@pytest.fixture(autouse=True)
def drawn_charts(monkeypatch):
    """Pages of this module draw no picture: that takes a second each and has tests of its own."""
    monkeypatch.setattr("izaportal.web.charts.store.render_all", lambda specs: ["<svg/>" for _ in specs])


def asked(address: str, user: Any) -> HttpRequest:
    """A request for which the session was read."""
    request = RequestFactory().get(address)
    request.session = SessionStore()
    request.session.get("iets")
    request.user = user
    return request


def ask_again(client: Client, address: str, tag: str) -> int:
    return client.get(address, headers={"If-None-Match": tag}).status_code


@pytest.mark.parametrize("address", PAGES)
def test_an_unchanged_page_is_not_sent(client_of, address):
    client = client_of("programmamanager")
    first = client.get(address)
    assert first.status_code == 200
    assert set(first["Cache-Control"].split(", ")) == {"private", "no-cache"}
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert set(again["Cache-Control"].split(", ")) == {"private", "no-cache"}


def test_a_changed_page_is_sent(client_of):
    client = client_of("lezer")
    tag = client.get("/")["ETag"]
    Programme.objects.filter(slug="nml-o").update(name="Een andere naam")
    assert ask_again(client, "/", tag) == 200


def test_another_person_gets_another_tag(client_of):
    tag = client_of("lezer").get("/")["ETag"]
    assert ask_again(client_of("controller"), "/", tag) == 200


@pytest.mark.parametrize("address", OF_A_QUARTER)
def test_what_one_role_kept_is_sent_anew_to_another(client_of, address):
    """Also where two people would read the very same page: what one kept says nothing about the other."""
    tag = client_of("lezer").get(address)["ETag"]
    for person in ("bestuurder-venray", "programmamanager", "controller"):
        assert ask_again(client_of(person), address, tag) == 200
    for outsider in ("zl-manager", "beheerder"):
        assert ask_again(client_of(outsider), address, tag) == 404
    assert ask_again(client_of(None), address, tag) == 302


@pytest.mark.parametrize("address", OF_A_QUARTER)
def test_whoever_lost_the_right_keeps_nothing(client_of, address):
    client = client_of("lezer")
    tag = client.get(address)["ETag"]
    Membership.objects.filter(user__username="lezer").delete()
    assert ask_again(client, address, tag) == 404


def test_signing_in_again_sends_anew(client_of):
    """Forms of a kept page would carry a token of the session before."""
    client = client_of("lezer")
    tag = client.get("/")["ETag"]
    del client.cookies["csrftoken"]
    assert ask_again(client, "/", tag) == 200


def test_a_kept_form_still_works(client_of):
    client = client_of("lezer")
    client.handler.enforce_csrf_checks = True
    kept = client.get("/")
    token = kept.content.decode().partition('name="csrfmiddlewaretoken" value="')[2][:64]
    assert ask_again(client, "/", kept["ETag"]) == 304
    answer = client.post("/uitloggen/", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 302


@pytest.mark.parametrize("address", ["/inloggen/", "/"])
def test_public_answers_stay_as_they_were(client, address):
    answer = client.get(address)
    assert not answer.has_header("ETag")
    assert "no-cache" not in answer.get("Cache-Control", "") or "no-store" in answer["Cache-Control"]


def test_what_is_not_there_is_private(client_of):
    answer = client_of("lezer").get("/programmas/bestaat-niet/")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-cache")
    assert not answer.has_header("ETag")


def test_an_answer_keeps_its_own_headers(client_of):
    request = asked("/", client_of("lezer").get("/").wsgi_request.user)
    own = {"Cache-Control": "no-store", "ETag": '"eigen"'}
    answer = PrivatePages(lambda _: HttpResponse("x", headers=own))(request)
    assert (answer["Cache-Control"], answer["ETag"]) == ("no-store", '"eigen"')


def test_an_old_session_is_a_stranger():
    request = asked("/", AnonymousUser())
    answer = PrivatePages(lambda _: HttpResponse("x"))(request)
    assert not answer.has_header("ETag")


def test_without_a_person_nothing_is_added():
    """As of the API, which leaves nobody on the request."""
    request = asked("/api/v1/", None)
    assert "Cache-Control" not in PrivatePages(lambda _: HttpResponse("x"))(request).headers


def test_who_asks_after_health_stays_unknown(client_of, django_assert_num_queries):
    client = client_of("lezer")
    with django_assert_num_queries(1):
        assert not client.get("/gezond/").has_header("ETag")
