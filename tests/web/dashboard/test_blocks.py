"""The blocks of the page over the loaded demo: what they promise, and what a filter leaves of them."""

import re
from collections import Counter

import pytest

from tests.web.dashboard.pages import Q2, address, board_of, words_of


@pytest.fixture
def page(client_of):
    return client_of("lezer").get(address())


def test_a_pillar_narrows_what_can_follow(client_of):
    page = client_of("lezer").get(address() + "?pijler=p4")
    board = board_of(page)
    assert [line.name for line in board.money.lines] == ["Zorgstart"]
    assert {part.pillar for line in board.effects.lines for part in line.parts} == {"p4"}
    assert board.headline.total == 15
    assert page.content.decode().count('class="iza-whole">hele programma') >= 5


def test_a_municipality_shows_its_part_per_project(client_of):
    text = words_of(client_of("bestuurder-venray").get(address() + "?gemeente=GM0984"))
    assert "SPUK: besteed, aandeel Venray € 96.732 van € 1.209.150 samen" in text
    assert "SPUK: verwacht terug te betalen, aandeel Venray € 8.244 van € 103.050 samen" in text
    assert "Indicatoren op koers of hoger, alle gemeenten 7 van 15" in text
    assert "Aandeel per project: Venray" in text
    assert "Afrekenrisico per project" not in text
    assert "Zorgstart 49.464,00 24.732,00 8.244,00 0,00 8.244,00 8.244,00" in text


def test_another_municipality_is_no_filter(client_of, viewer_of):
    """A board member sees the table of all, and per project only what is of the own municipality."""
    venray = client_of("bestuurder-venray")
    board = board_of(venray.get(address() + "?gemeente=GM0983"))
    opens_all = "nml-o" in viewer_of("bestuurder-venray").programme_slugs
    assert (board.municipalities.of_one is None) is not opens_all
    codes = {choice.value for choice in board.filters.municipalities}
    assert (codes == {"GM0984"}) is not opens_all


def test_whose_money_is_asked_for_is_shown(client_of):
    spuk = words_of(client_of("lezer").get(address() + "?bron=spuk"))
    zvw = words_of(client_of("lezer").get(address() + "?bron=zvw"))
    assert ("Afrekenrisico per project" in spuk, "ZVW: betaald na voorwaarden" in spuk) == (True, False)
    assert ("Afrekenrisico per project" in zvw, "ZVW: betaald na voorwaarden" in zvw) == (False, True)
    assert "Aandeel in euro" in spuk
    assert "Aandeel in euro" not in zvw
    assert "ZVW-geld staat in geen aandeel van een gemeente" in zvw


def test_payments_of_insurers_stand_under_the_pillar_of_their_project(client_of):
    """The demo's only agreement with an insurer is of a project of pillar 2."""
    told = "Regionale digitale gezondheidsvoorziening: € 2,0 mln betaald"
    assert told in words_of(client_of("lezer").get(address() + "?pijler=p2"))
    assert told not in words_of(client_of("lezer").get(address() + "?pijler=p4"))
    assert "Geen afspraken met zorgverzekeraars vastgelegd" in words_of(
        client_of("lezer").get(address() + "?pijler=p4&bron=zvw")
    )


@pytest.mark.parametrize(
    "told",
    [
        "Genoemd totaal, 2025-2027 € 78,6 mln",
        "8 projecten€ 6,7 mln minder dan het totaal € 71,9 mln",
        "€ 78,4 mln",
        "1.240.000 uur",
        "1.118.000 uur",
        "2-1 gemeten 11 % van SROI-potentie; in uur is dat niet om te rekenen.",
        "Deel van het tekort van 1.570 fte 33,8 %",
        "Zorgstart draagt 52,3 % van wat het plan verwacht: meer dan een derde.",
        "30-09-2026 → wordt 26-11-2026, 2 maanden later",
        "rusten er 30 op goedgekeurde, maar illustratieve gegevens; 4 ontbreken.",
        "Bron: berekend afrekenrisico. Q2 2026, vastgesteld op 06-08-2026.",
    ],
)
def test_golden_promises_stand_on_the_page(page, told):
    assert told.replace(" ", "") in words_of(page).replace(" ", "")


def test_the_contents_lead_to_every_part(page):
    contents = board_of(page).contents
    html = page.content.decode()
    assert [link.label for link in contents] == [
        "Kerncijfers", "Per pijler", "Indicatoren door de tijd", "Geld", "Per gemeente", "Opbrengst",
        "Personeel", "Volledigheid",
    ]  # fmt: skip
    assert [link.url for link in contents if f'id="{link.url[1:]}"' not in html] == []


FIGURE = re.compile(r'<td class="u-num"[^>]*><a href="(/gemeenten/[^"]+)" tabindex="-1">')


@pytest.mark.parametrize(
    ("who", "opened"), [("bestuurder-venray", {"GM0984"}), ("lezer", None)], ids=["own", "all"]
)
def test_each_figure_of_a_municipality_opens_its_page(client_of, who, opened):
    """Key and six amounts of every line that whoever looks may open, and of no other."""
    response = client_of(who).get(address())
    lines = board_of(response).municipalities.lines
    codes = {line.code for line in lines} if opened is None else opened
    found = Counter(FIGURE.findall(response.content.decode()))
    assert found == {f"/gemeenten/{code}/?kwartaal={Q2}": 7 for code in codes}
