"""The page that chooses headline indicators: presses change the form, only saving stores."""

import re

import pytest

from kpis.models import Indicator
from kpis.selectors.headlines import candidates, chosen_of
from tests.web.dashboard.pages import words_of

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/kernindicatoren/"
DEMO = ["kpi-1-1", "kpi-2-1", "kpi-3-1", "kpi-4-1", "kpi-5-1", "kpi-5-2"]


def stored(programme) -> list[str]:
    return [row.slug for row in chosen_of(candidates(programme))]


def form(*chosen: str, seen: list[str] = DEMO, **more: str) -> dict[str, object]:
    return {"keuze": list(chosen), "gezien": seen, "reason": "Vraag van het overleg", **more}


def listed(answer) -> list[str]:
    return re.findall(r'name="keuze" value="([^"]+)"', answer.content.decode())


def test_the_page_shows_the_choice_in_its_order(client_of):
    answer = client_of("programmamanager").get(URL)
    assert listed(answer) == DEMO
    assert "6 van hoogstens 8" in words_of(answer)


def test_a_press_stores_nothing(client_of, programme):
    answer = client_of("programmamanager").post(URL, form(*DEMO, omlaag="kpi-1-1"))
    assert answer.status_code == 200
    assert listed(answer)[:2] == ["kpi-2-1", "kpi-1-1"]
    assert "staat nu op plaats 1." in words_of(answer)
    assert "Vraag van het overleg" in answer.content.decode()
    assert stored(programme) == DEMO


def test_saving_stores_and_offers_the_way_back(client_of, programme):
    client = client_of("programmamanager")
    answer = client.post(URL, form("kpi-5-3", "kpi-1-1"), follow=True)
    assert "De kernindicatoren zijn gekozen." in words_of(answer)
    assert stored(programme) == ["kpi-5-3", "kpi-1-1"]
    (undo,) = re.findall(r'action="([^"]*kernindicatoren/[^"]*/terugdraaien/)"', answer.content.decode())
    assert "De keuze is teruggedraaid." in words_of(client.post(undo, follow=True))
    assert stored(programme) == DEMO


def test_without_a_reason_the_choice_stays_in_the_form(client_of, programme):
    answer = client_of("programmamanager").post(URL, form("kpi-1-2", reason=""))
    assert (answer.status_code, listed(answer)) == (422, ["kpi-1-2"])
    assert "Schrijf op waarom u dit kiest." in words_of(answer)
    assert stored(programme) == DEMO


def test_another_s_choice_is_shown_beside_one_s_own(client_of, programme):
    client = client_of("programmamanager")
    client.post(URL, form("kpi-1-1"))
    answer = client.post(URL, form("kpi-1-2"))
    assert (answer.status_code, listed(answer)) == (409, ["kpi-1-2"])
    assert "Wat er nu is opgeslagen" in words_of(answer)
    again = client.post(URL, form("kpi-1-2", seen=["kpi-1-1"]))
    assert again.status_code == 302
    assert stored(programme) == ["kpi-1-2"]


def test_what_was_sent_after_the_session_ended_comes_back(client_of, programme):
    client = client_of("programmamanager")
    client.post(URL, form("kpi-1-2", reason=""))
    assert listed(client.get(URL)) == ["kpi-1-2"]
    assert stored(programme) == DEMO


def test_strange_slugs_are_left_out(client_of, programme):
    stranger = Indicator.objects.exclude(programme=programme).earliest("pk").slug
    client = client_of("programmamanager")
    for press in ({"weg": "x"}, {"erbij": "1", "indicator": stranger}):
        answer = client.post(URL, form("kpi-1-1", "bestaat-niet", stranger) | press)
        assert listed(answer) == ["kpi-1-1"]
