"""The page of a presentation: every slide in it, one shown, plain links, and what may be kept of it."""

import re

import pytest

from izaportal.reporting.models import Freeze

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/kwartaal/2026-Q2/presentatie/"


def shown(html: str) -> list[str]:
    return re.findall(r'class="iza-slide [^"]*is-shown"\s+id="dia-(\d+)"', html)


def links(html: str) -> list[str]:
    return re.findall(r'href="(\?dia=[^"]*)"', html)


def test_the_address_says_which_slide_is_shown(client_of):
    client = client_of("bestuurder-venray")
    html = client.get(f"{URL}?dia=3").content.decode()
    assert shown(html) == ["3"]
    assert links(html) == ["?dia=2", "?dia=4"]
    assert shown(client.get(URL).content.decode()) == ["1"]
    assert shown(client.get(f"{URL}?dia=999").content.decode()) == [str(html.count('class="iza-slide '))]


def test_every_slide_is_in_the_page_for_paper(client_of):
    html = client_of("lezer").get(URL).content.decode()
    assert html.count('aria-roledescription="dia"') == len(re.findall(r"<h1", html)) > 10


def test_the_figures_are_those_of_the_dashboard(client_of):
    client = client_of("bestuurder-venray")
    board = client.get(URL).context["board"]
    assert board.verdict == client.get("/programmas/nml-o/kwartaal/2026-Q2/").context["board"].verdict


def test_an_open_quarter_says_that_it_is_provisional(client_of):
    html = client_of("lezer").get(URL.replace("Q2", "Q3")).content.decode()
    assert "Voorlopig" in html


def test_one_version_stays_for_good_and_goes_along_in_every_link(client_of):
    version = Freeze.objects.get(programme__slug="nml-o", quarter="2026-Q2")
    answer = client_of("lezer").get(f"{URL}?freeze={version.pk}")
    html = answer.content.decode()
    assert all(f"freeze={version.pk}" in link for link in links(html))
    assert f'data-close="/programmas/nml-o/kwartaal/2026-Q2/?freeze={version.pk}"' in html


@pytest.mark.parametrize("freeze", ["geen-id", "0190a0b0-0000-7000-8000-000000000000"])
def test_a_version_that_is_not_there_is_not_found(client_of, freeze):
    assert client_of("lezer").get(f"{URL}?freeze={freeze}").status_code == 404
