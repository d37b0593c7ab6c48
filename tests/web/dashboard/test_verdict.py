"""The page on which the programme manager puts the verdict in other words."""

import pytest
from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.reporting.models import QuarterVerdict
from tests.web.dashboard.pages import address, board_of, words_of

pytestmark = pytest.mark.django_db
Q3 = "2026-Q3"
URL = reverse("quarter-verdict", kwargs={"programme": "nml-o", "quarter": Quarter.parse(Q3)})
TYPED = {"line": "Wij liggen op schema.", "reason": "De metingen komen nog."}


@pytest.fixture
def manager(client_of):
    return client_of("programmamanager")


def test_it_opens_with_what_the_figures_say(manager):
    answer = manager.get(URL)
    assert answer.context["form"].initial["line"] == answer.context["verdict"].computed
    assert "Wat de cijfers zeggen" in words_of(answer)


def test_what_is_saved_opens_the_dashboard(manager, client_of):
    answer = manager.post(URL, TYPED)
    assert (answer.status_code, answer.url) == (302, address(Q3))
    page = client_of("bestuurder-venray").get(address(Q3))
    board = board_of(page)
    assert board.verdict.line == TYPED["line"]
    text = words_of(page)
    assert f"Oordeel van de programmamanager, Programmamanager NML-O, 12-10-2026: {TYPED['reason']}" in text
    assert f"Berekend uit de cijfers: {board.verdict.computed}".replace("\u00a0", " ") in text
    assert "Ander oordeel geven" not in text


def test_lines_become_one(manager):
    manager.post(URL, {**TYPED, "line": "Wij liggen op schema.\r\n\r\n€\u00a05 blijft over. "})
    assert QuarterVerdict.objects.get().line == "Wij liggen op schema. €\u00a05 blijft over."


def test_the_computed_one_comes_back_and_both_stay(manager):
    manager.post(URL, TYPED)
    manager.post(URL, {"line": "", "reason": "De cijfers zijn binnen.", "terug": "1"})
    verdict = board_of(manager.get(address(Q3))).verdict
    assert verdict.line == verdict.computed
    assert "Eerdere oordelen (2)" in words_of(manager.get(address(Q3)))


def test_mistakes_keep_what_was_typed(manager):
    answer = manager.post(URL, TYPED | {"reason": ""})
    assert answer.status_code == 422
    assert TYPED["line"] in answer.content.decode()
    assert "Schrijf waarom; de reden staat straks bij het oordeel." in words_of(answer)
    assert not QuarterVerdict.objects.exists()


def test_a_frozen_quarter_leads_back_and_refuses(manager):
    frozen = URL.replace(Q3, "2026-Q2")
    assert manager.get(frozen).url == address()
    answer = manager.post(frozen, TYPED)
    assert answer.status_code == 422
    assert "Q2 2026 is vastgesteld" in words_of(answer)


@pytest.mark.parametrize("username", ["controller", "lezer", "programmamanager"])
def test_only_who_may_is_asked(client_of, username):
    shown = "Ander oordeel geven" in words_of(client_of(username).get(address(Q3)))
    assert shown is (username == "programmamanager")


def test_what_was_not_saved_waits_as_a_draft(manager):
    manager.post(URL, TYPED | {"reason": ""})
    again = manager.get(URL)
    assert TYPED["line"] in again.content.decode()
    assert "Dit is uw concept" in words_of(again)
    manager.post(URL, TYPED)
    assert "Dit is uw concept" not in words_of(manager.get(URL))
