import re
from decimal import Decimal

import pytest

from funding.models import Grant, RefundRisk
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, IndicatorStatus
from projects.models import Project
from tests.factories.projects import ProjectFactory, ProjectPartnerFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 34


def url(slug: str, programme: str = "nml-o") -> str:
    return f"/programmas/{programme}/projecten/{slug}/"


def page(client, slug: str) -> str:
    return text_of(client.get(url(slug)))


def test_the_six_figures_stand_apart(client_of):
    text = page(client_of("lezer"), "mgn")
    assert "Maximaal, als niets wordt goedgekeurd € 2.250.000" in text
    assert "Op het spel: al besteed € 900.000" in text
    assert "Nog niet bevestigd door de verzekeraar € 900.000" in text
    assert "Achterstand: had nu bereikt moeten zijn € 900.000" in text
    assert "Verwacht terug te betalen € 0" in text
    assert "Onbesteed: gaat terug als het blijft liggen € 600.000" in text


@pytest.mark.parametrize("person", ["lezer", "projectleider-mgn"])
def test_the_list_of_contents_names_every_section_in_order(client_of, person):
    """Who may edit has more of them: the empty ones that something can be added to."""
    html = client_of(person).get(url("mgn")).content.decode()
    listed = re.search(r'<nav class="iza-contents".*?</nav>', html, re.S)
    sections = re.findall(r'<section[^>]* id="([a-z]+)"', html)
    assert listed
    assert re.findall(r'href="#([a-z]+)"', listed[0]) == sections


def test_the_quarter_asked_for_is_shown(client_of):
    risk = RefundRisk.objects.get(
        grant__project__slug="mgn", grant__project__programme__slug="nml-o", quarter=Quarter(2026, 1)
    )
    answer = client_of("lezer").get(url("mgn") + "?kwartaal=2026-Q1")
    shown = answer.context["page"]
    assert (shown.quarter, shown.is_frozen) == (Quarter(2026, 1), True)
    assert shown.grants[0].figures.at_stake == risk.at_stake != Decimal(900_000)
    assert "1e kwartaal 2026 Vastgesteld" in text_of(answer)
    row = shown.indicators[0].row
    stored = IndicatorStatus.objects.get(
        indicator__slug="kpi-1-1", indicator__programme__slug="nml-o", quarter=Quarter(2026, 1)
    )
    assert (row.code, row.status, row.value) == ("1-1", stored.status, stored.value)
    assert row.value != Decimal(540)


def test_a_frozen_quarter_keeps_its_award(client_of):
    """As on the pages of the grant and of the programme's money."""
    Grant.objects.filter(slug="spuk-mgn").update(award=Decimal("2400000.00"))
    text = text_of(client_of("lezer").get(f"{url('mgn')}?kwartaal=2026-Q2"))
    assert "Toegekend € 2.250.000" in text
    assert "2.400.000" not in text


def test_an_open_quarter_is_called_provisional(client_of):
    text = text_of(client_of("lezer").get(url("mgn") + "?kwartaal=2026-Q3"))
    assert "3e kwartaal 2026 Voorlopig" in text
    assert "kwartaal 2026 Vastgesteld" not in text


@pytest.mark.parametrize("asked", ["", "2019-Q1", "2026-Q5", "onzin", "2026-q1"])
def test_other_quarters_give_the_frozen_one(client_of, asked):
    shown = client_of("lezer").get(f"{url('mgn')}?kwartaal={asked}").context["page"]
    assert (shown.quarter, shown.is_frozen) == (Quarter(2026, 2), True)


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q2"])
def test_indicator_links_keep_the_quarter(client_of, quarter):
    html = client_of("lezer").get(f"{url('mgn')}?kwartaal={quarter}").content.decode()
    links = re.findall(r'href="(/programmas/nml-o/indicatoren/[^"]*)"', html)
    assert links
    assert all(link.endswith(f"/?kwartaal={quarter}") for link in links)


def test_the_quarter_can_be_switched(client_of):
    answer = client_of("lezer").get(url("mgn") + "?kwartaal=2026-Q1")
    assert [choice.label for choice in answer.context["page"].quarters if choice.current] == ["Q1 2026"]
    assert f'href="{url("mgn")}?kwartaal=2026-Q3"' in answer.content.decode()


def test_nothing_per_quarter_leaves_no_switch(client_of):
    project = ProjectFactory.create(programme=Project.objects.filter(programme__slug="nml-o")[0].programme)
    assert "iza-quarters" not in client_of("lezer").get(url(project.slug)).content.decode()


def test_verdict_forecast_and_credit_stay_apart(client_of):
    text = page(client_of("lezer"), "zorgstart")
    assert "behaald, 16-02-2026 100 %: bevestigd door de zorgverzekeraar" in text
    assert "nog niet gegeven 0 %: nog niet bevestigd 50 %: verwachting van de programmamanager" in text
    assert "Besteed is € 309.150, waarvan € 103.050 nog niet bevestigd" in text


def test_insurers_money_is_never_a_refund(client_of):
    text = page(client_of("lezer"), "rdg")
    assert "ZVW" in text
    assert "Het wordt nooit teruggevorderd" in text
    assert "Afrekenrisico n.v.t." in text
    assert "Twee zorgpaden live 2-3 Digitale zorgpaden gerealiseerd: 2" in text


@pytest.mark.parametrize(
    ("direction", "words"), [("up", "of meer"), ("band", "of meer"), ("down", "of minder")]
)
def test_a_threshold_names_its_side(client_of, direction, words):
    Indicator.objects.filter(programme__slug="nml-o", slug__in=("kpi-1-1", "kpi-2-3")).update(
        direction=direction
    )
    client = client_of("lezer")
    assert re.search(rf"1-1 [^.€]* van [0-9.]+ inwoners {words}", page(client, "mgn"))
    assert re.search(rf"2-3 [^.€]*: 2[^.€]* {words}", page(client, "rdg"))


def test_without_grant_the_risk_is_not_zero(client_of):
    text = page(client_of("lezer"), "gebiedsgericht")
    assert "Het afrekenrisico is n.v.t." in text
    assert "€ 0" not in text


def test_other_places_stand_side_by_side(client_of):
    text = page(client_of("lezer"), "mgn")
    assert "Investering € 16.000.000 projectentabel € 16.000.000 tot € 18.000.000 projectblad" in text
    assert "Het plan spreekt zichzelf tegen" in text


def test_a_confidential_contradiction_is_marked(client_of):
    text = page(client_of("lezer"), "mgn")
    assert "blad 2.200 uur. Het portaal gebruikt: 15.000. Vertrouwelijk" in text
    assert (
        "13% past bij pijlertotaal of 17,3 mln, niet bij 16 mln. Het portaal gebruikt: 13. Vertrouwelijk"
        not in text
    )


def test_codes_come_with_their_scheme(client_of):
    assert "4.2 (projectenoverzicht), 4.2 (projectblad)" in page(client_of("lezer"), "zorgstart")


def test_who_owns_it_is_not_guessed(client_of):
    text = page(client_of("lezer"), "mgn")
    assert "Eigenaar niet vermeld" in text
    assert "Projectleider ingevuld" in text


def test_indicators_tell_why_they_are_here(client_of):
    text = page(client_of("lezer"), "mgn")
    assert "1-1 Inwoners bereikt met interventies mijlpaal van de SPUK Risico 540" in text
    assert "1-3 Gemeenten met regionale aanpak van dit project Overtroffen 8" in text


def test_a_milestone_says_when_it_is_expected_instead(client_of):
    """As the dashboard tells of it: pushed out by the last approved report."""
    text = page(client_of("lezer"), "mgn")
    assert "30-09-2026 Mentale gezondheidsnetwerken te laat verwacht 26-11-2026" in text
    assert "gehaald, 20-03-2026" in text
    assert text.count("verwacht 26-11-2026") == 1


def test_dependencies_go_both_ways(client_of):
    client = client_of("lezer")
    assert "Platform nodig voor digitale voorziening" in page(client, "rdg")
    needed = Project.objects.get(programme__slug="nml-o", slug="rdg").dependencies.get().needs
    assert "Is nodig voor Regionale digitale gezondheidsvoorziening" in page(client, needed.slug)


def test_decisions_keep_their_conditions(client_of):
    text = page(client_of("lezer"), "mgn")
    assert "Versneld werven van verkenners" in text
    assert "Voorwaarde: Gemeentelijke investeringen gedekt uit SPUK-transformatiemiddelen" in text


def test_differing_stages_are_both_told(client_of):
    Project.objects.filter(programme__slug="nml-o", slug="mgn").update(
        stage_sources=[{"place": "h3", "stage": "initiatie"}, {"place": "h7", "stage": None}]
    )
    assert "Fase volgens h3: initiatie; h7: niet vermeld" in page(client_of("lezer"), "mgn")


def test_candidates_of_regional_plans_have_pages(client_of):
    client = client_of("zl-manager")
    for slug in Project.objects.filter(programme__slug="zuid-limburg").values_list("slug", flat=True)[:5]:
        answer = client.get(url(slug, "zuid-limburg"))
        assert answer.status_code == 200
        assert "n.v.t." in text_of(answer)


def test_another_region_is_not_there(client_of):
    assert client_of("zl-manager").get(url("mgn")).status_code == 404
    assert client_of("beheerder").get(url("mgn")).status_code == 404
    assert client_of("lezer").get(url("bestaat-niet")).status_code == 404


def test_a_stranger_goes_to_sign_in(client):
    assert client.get(url("mgn"))["Location"] == f"/inloggen/?next={url('mgn')}"


def test_queries_do_not_grow_with_partners(client_of, django_assert_max_num_queries):
    client = client_of("lezer")
    client.get("/")  # notes the visit
    with django_assert_max_num_queries(MOST_QUERIES) as before:
        client.get(url("mgn"))
    ProjectPartnerFactory.create_batch(5, project=Project.objects.get(programme__slug="nml-o", slug="mgn"))
    with django_assert_max_num_queries(len(before)):
        client.get(url("mgn"))


def test_many_of_a_theme_are_folded(client_of):
    answer = client_of("zl-manager").get(url("keigezond", "zuid-limburg"))
    own, _, rest = text_of(answer).partition("indicatoren van thema 2")
    assert "ZL-GG-08-2" in own
    assert "ZL-GG-01-1" not in own
    assert "ZL-GG-01-1" in rest


def test_a_frozen_quarter_tells_its_names(client_of):
    """The plan is that of today; figures of then stand under the name that the board saw."""
    Project.objects.filter(programme__slug="nml-o", slug="mgn").update(name="Netwerken")
    Indicator.objects.filter(programme__slug="nml-o", slug="kpi-1-1").update(short_name="Bereik")
    frozen = client_of("lezer").get(f"{url('mgn')}?kwartaal=2026-Q2")
    assert frozen.context["page"].title == "Netwerken"
    assert "Heette toen: Mentale gezondheidsnetwerken Zo staat dit project" in text_of(frozen)
    assert "Inwoners bereikt met interventies" in {
        item.row.name for item in frozen.context["page"].indicators
    }
    today = client_of("lezer").get(f"{url('mgn')}?kwartaal=2026-Q3")
    assert "Heette toen" not in text_of(today)
    assert "Bereik" in {item.row.name for item in today.context["page"].indicators}


def test_a_project_of_later_has_one_name(client_of):
    """The freeze tells nothing of it, so there is nothing to differ from."""
    later = ProjectFactory.create(programme=Project.objects.get(slug="mgn").programme)
    assert "Heette toen" not in page(client_of("lezer"), later.slug)
