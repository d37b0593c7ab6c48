"""One region: all that the source says of it, what it does not say, and no programme that is not seen."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
LIMBURG = "/regios/zorgkantoor/noord-en-midden-limburg/"


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def told(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return words(answer.content.decode().partition("<main")[2])


def test_developments_stand_in_words_and_figures():
    page = told("/regios/zorgkantoor/midden-holland/")
    assert "van 50.570 personen naar 71.890 personen, +21.320 personen" in page
    assert "nu 40 tot 57 dagen treeknorm 28 dagen; poliklinieken, spreiding van gemiddelden" in page


def test_activities_come_with_what_they_aim_at():
    page = told("/regios/zorgkantoor/amsterdam/")
    assert "niet-rokers onder Amsterdammers: 84 %, uiterlijk 2028" in page


def test_a_gap_gives_its_reason():
    page = told("/regios/roaz/euregio/")
    assert "Zorgcontractering Niet in het plan: de bron zet alleen een streepje." in page


def test_what_stands_elsewhere_leads_there():
    html = Client().get("/regios/roaz-sub/nhfl-flevoland/").content.decode()
    assert 'href="/regios/roaz-sub/nhfl-flevoland-en-gooi-en-vechtstreek/"' in html
    assert "Digitale zorg Staat bij Flevoland en Gooi en Vechtstreek" in words(html)


def test_what_is_not_recorded_says_so():
    page = told("/regios/roaz-sub/nhfl-noord-holland-flevoland/")
    begin = page.index("in eigen woorden of in cijfers.")
    assert page[begin:].startswith(
        "in eigen woorden of in cijfers. Niet vastgelegd: de bron zegt er niets over."
    )


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        (None, set()),
        ("zl-manager", set()),
        ("controller", {"nml-o"}),
        ("programmamanager", {"nml", "nml-o"}),
    ],
)
def test_programmes_are_named_for_who_may_see_them(client_of, person, seen):
    html = client_of(person).get(LIMBURG).content.decode().partition("<main")[2]
    assert set(re.findall(r'href="/programmas/([^/"]+)/"', html)) == seen


def test_a_part_leads_to_its_region_and_back():
    whole = Client().get("/regios/zorgkantoor/zwolle/").content.decode()
    part = Client().get("/regios/zorgkantoor-sub/zwolle-ijssel-vecht/").content.decode()
    assert 'href="/regios/zorgkantoor-sub/zwolle-ijssel-vecht/"' in whole
    assert 'href="/regios/zorgkantoor/zwolle/"' in part


def test_no_group_ticked_is_not_the_same_as_not_recorded():
    assert "Geen: in de bron is geen doelgroep aangevinkt." in told("/regios/roaz/limburg/")


@pytest.mark.parametrize(("code", "is_told"), [("amsterdam", True), ("t-gooi", False)])
def test_ticks_that_do_not_match_the_text_are_told(code, is_told):
    assert ("komt niet overeen met haar tekst" in told(f"/regios/zorgkantoor/{code}/")) == is_told
