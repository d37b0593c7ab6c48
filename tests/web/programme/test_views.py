import re

import pytest

from pillars.models import Contradiction
from projects.models import Project
from tests.factories.projects import ProjectFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
URL = "/programmas/nml-o/"
PARTS = ["", "projecten", "cijfers", "sturing", "planning", "deelnemers"]


def part(client, name: str, programme: str = "nml-o", query: str = ""):
    return client.get(f"/programmas/{programme}/?deel={name}{query}")


def test_pillars_hold_projects_and_indicators(client_of):
    page = text_of(client_of("lezer").get(URL))
    assert "Pijler 1 · Gezond vooruit" in page
    assert "Mentale gezondheidsnetwerken 1.1 initiatie 16.000.000 2.250.000" in page
    assert "1-1 Inwoners bereikt met interventies" in page
    assert "Stand van de indicatoren in 2e kwartaal 2026" in page


def test_the_head_tells_who_and_when(client_of):
    page = text_of(client_of("lezer").get(URL))
    assert "Mandaatgemeente Venlo" in page
    assert "Planversie 1.2, 18-03-2025" in page
    assert "Groei van het regionale personeelstekort met 60% dempen" in page


def test_stated_totals_stand_beside_sums(client_of):
    page = text_of(client_of("lezer").get(URL))
    assert "Som van de projecten 15.300.000 1 van 6 onbekend" in page
    assert "Programmamanagement en ondersteuning 400.000" in page
    assert "Verschil −100.000" in page


def test_sum_checks_show_their_difference(client_of):
    page = text_of(part(client_of("lezer"), "cijfers"))
    assert "Pijler 5 regels 6 delen 15,7 15,6 −0,1 mln euro" in page


def test_all_contradictions_tell_what_is_used(client_of):
    page = text_of(part(client_of("lezer"), "cijfers"))
    topics = Contradiction.objects.filter(programme__slug="nml-o").values_list("topic", flat=True)
    assert len(topics) == 49
    assert [topic for topic in topics if topic not in page] == []
    assert "10.800.000 / 10.900.000 10.900.000" in page
    assert "nog geen keuze" in page


def test_bodies_keep_silence_apart(client_of):
    page = text_of(part(client_of("lezer"), "sturing"))
    assert "Regionaal portefeuillehoudersoverleg IZA" in page
    assert "kwartaal 4 keer per jaar niet vermeld niet vermeld" in page
    assert "Voorwaarde: KPI's elk kwartaal naar het portefeuillehoudersoverleg IZA" in page
    assert "niet beoordeeld" in page


def test_a_confidential_contradiction_is_marked(client_of):
    page = text_of(part(client_of("lezer"), "cijfers"))
    assert "MGN uren Vertrouwelijk" in page
    assert "MGN aandeel Vertrouwelijk" not in page


def test_members_and_sources_are_listed(client_of):
    page = text_of(part(client_of("lezer"), "deelnemers"))
    assert "14 gemeenten doen mee." in page
    assert "Venray GM0984" in page
    assert "Versie 1.2 18-03-2025, deze geldt" in page


def test_milestones_come_first_due_first(client_of):
    page = text_of(part(client_of("lezer"), "planning"))
    assert page.index("IZA ondertekend") < page.index("Regiobeeld vastgesteld")
    assert "in het plan: 2022-09" in page


def test_a_theme_programme_says_thema(client_of):
    page = text_of(client_of("zl-manager").get("/programmas/zuid-limburg/"))
    assert "Thema 1 ·" in page
    assert re.search(r"\bpijler", page, re.IGNORECASE) is None
    assert "Thema Alle 1 ·" in text_of(part(client_of("zl-manager"), "projecten", "zuid-limburg"))


def test_a_plan_without_money_shows_none(client_of):
    page = text_of(client_of("zl-manager").get("/programmas/zuid-limburg/"))
    assert "Investering (€)" not in page
    assert "€ 0" not in page


def test_long_lists_get_pages(client_of):
    client = client_of("lezer")
    first = text_of(part(client, "projecten", "nml"))
    total = Project.objects.filter(programme__slug="nml").count()
    assert f"1 tot en met 25 van {total} projecten" in first
    assert f"26 tot en met 50 van {total}" in text_of(part(client, "projecten", "nml", "&page=2"))


def test_search_finds_every_word(client_of):
    page = text_of(part(client_of("lezer"), "projecten", query="&q=netwerken+mentale"))
    assert "Mentale gezondheidsnetwerken" in page
    assert "1 tot en met 1 van 1 projecten" in page


def test_search_also_knows_other_names(client_of):
    assert "Mentale gezondheidsnetwerken" in text_of(part(client_of("lezer"), "projecten", query="&q=MGN"))


def test_filters_work_together(client_of):
    page = text_of(part(client_of("lezer"), "projecten", query="&pijler=p4&fase=unknown"))
    assert "Pool kritieke functies" in page
    assert "HBO-V" not in page.partition("Zoeken Project")[2]


def test_nothing_found_says_what_next(client_of):
    page = text_of(part(client_of("lezer"), "projecten", query="&q=bestaatniet"))
    assert "Geen project gevonden" in page
    assert "Filter wissen" in page


def test_pages_keep_the_filter(client_of):
    page = part(client_of("lezer"), "projecten", "nml", "&q=zorg").content.decode()
    assert "?deel=projecten&amp;q=zorg&amp;page=2" in page


@pytest.mark.parametrize("name", PARTS)
def test_another_region_is_not_there(client_of, name):
    assert part(client_of("zl-manager"), name).status_code == 404
    assert part(client_of("beheerder"), name).status_code == 404


def test_an_unknown_part_is_missing(client_of):
    assert part(client_of("lezer"), "geheim").status_code == 404


def test_a_stranger_goes_to_sign_in(client):
    assert client.get(URL)["Location"] == f"/inloggen/?next={URL}"


@pytest.mark.parametrize("name", PARTS)
def test_queries_do_not_grow_with_projects(client_of, django_assert_max_num_queries, programme, name):
    client = client_of("lezer")
    part(client, name)  # the first visit fills what is kept between visits
    with django_assert_max_num_queries(18) as before:
        part(client, name)
    pillar = programme.pillars.get(slug="p1")
    ProjectFactory.create_batch(6, programme=programme, pillar=pillar)
    with django_assert_max_num_queries(len(before)):
        part(client, name)
