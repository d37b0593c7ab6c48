"""The page over the loaded demo: golden figures, who sees it, htmx, empty programmes."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from izaportal.core.quarter import Quarter
from pillars.models import PeriodState
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.kpis import IndicatorFactory, IndicatorStatusFactory
from tests.factories.pillars import PillarFactory, ProgrammeFactory, ReportingPeriodFactory
from tests.web.dashboard.pages import Q2, address, board_of, words_of


@pytest.fixture
def page(client_of):
    return client_of("lezer").get(address())


def tally(response) -> dict[str, int]:
    return {row.status.value: len(row.items) for row in board_of(response).verdict.tally}


def test_golden_statuses_stand_on_the_page(page):
    assert tally(page) == {"exceeded": 1, "on_track": 6, "at_risk": 4, "off_track": 3, "no_data": 1}
    assert "7 van de 15 indicatoren liggen op koers of hoger; 3 liggen achter." in words_of(page)


def test_an_earlier_quarter_keeps_its_statuses(client_of):
    counts = tally(client_of("lezer").get(address("2025-Q4")))
    assert {key: count for key, count in counts.items() if count} == {
        "on_track": 11,
        "at_risk": 1,
        "off_track": 2,
        "not_due": 1,
    }


@pytest.mark.parametrize(
    "cells",
    [
        "2.250.000 900.000 900.000 900.000 0 laag 600.000",
        "618.300 309.150 103.050 0 103.050 midden 103.050",
        "2.868.300 1.209.150 1.003.050 900.000 103.050 laag 703.050",
        "Venray (uw gemeente) 8,00 % 229.464 96.732 80.244 72.000 8.244 56.244",
        "Totaal 100,00 % 2.868.300 1.209.150 1.003.050 900.000 103.050 703.050",
    ],
)
def test_golden_money_stands_in_the_tables(client_of, cells):
    text = words_of(client_of("bestuurder-venray").get(address()))
    assert cells.replace(" ", "") in text.replace(" ", "")


def test_early_warnings_stand_exactly_where_due(page):
    warned = [
        line.row.code
        for group in board_of(page).indicators.groups
        for line in group.rows
        if line.row.early_warning
    ]
    assert warned == ["3-3", "5-2"]


def test_a_measured_zero_is_shown_as_value(page):
    assert "0 % reductie gemeten" in words_of(page)
    assert "Dat is een echte nul, geen ontbrekende meting." in words_of(page)


def test_frozen_and_provisional_carry_their_badge(client_of, page):
    assert "Vastgesteld op 06-08-2026" in words_of(page)
    open_page = words_of(client_of("lezer").get(address("2026-Q3")))
    assert "Voorlopig" in open_page
    assert "nog geen van de 15 indicatoren gemeten" in open_page


def test_a_frozen_page_keeps_its_settings(client_of, programme, page):
    """Thresholds and margin changed afterwards judge later quarters, not this one."""
    for name in ("risk_medium_pct", "risk_high_pct", "margin_pct"):
        setattr(programme, name, Decimal(3))
    programme.risk_high_pct = Decimal("3.5")
    programme.save()
    assert words_of(client_of("lezer").get(address())) == words_of(page)


def test_a_frozen_page_names_its_budget(page):
    assert "begroot tot en met Q2: 50 %" in words_of(page)


def test_each_figure_leads_to_its_level(page):
    html = page.content.decode()
    assert 'href="/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q2"' in html
    assert 'href="/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2025-Q3"' in html
    assert 'href="/programmas/nml-o/projecten/zorgstart/?kwartaal=2026-Q2"' in html


def test_charts_have_a_table_beside(page):
    html = page.content.decode()
    assert html.count("Toon als tabel") == html.count("<figure") == 4


def test_invented_figures_are_marked(page):
    assert "15 van de 15 statussen" in words_of(page)
    assert page.content.decode().count("nl-badge--illustrative") >= 4


@pytest.mark.parametrize(
    "username", ["programmamanager", "projectleider-mgn", "controller", "bestuurder-venray", "lezer"]
)
def test_everyone_with_a_role_may_look(client_of, username):
    assert client_of(username).get(address()).status_code == 200


@pytest.mark.parametrize("username", ["zl-manager", "beheerder"])
def test_others_find_no_such_page(client_of, username):
    assert client_of(username).get(address()).status_code == 404
    assert client_of(username).get(reverse("dashboard-latest", args=["nml-o"])).status_code == 404


def test_strangers_are_sent_to_sign_in(client_of):
    response = client_of().get(address())
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("sign-in"))


@pytest.mark.parametrize("path", [address("2019-Q1"), "/programmas/nml-o/kwartaal/2026-Q5/"])
def test_a_quarter_without_period_is_missing(client_of, path):
    assert client_of("lezer").get(path).status_code == 404


def test_the_page_may_not_be_posted(client_of):
    assert client_of("lezer").post(address()).status_code == 405


def test_latest_leads_to_the_frozen_quarter(client_of):
    response = client_of("lezer").get(reverse("dashboard-latest", args=["nml-o"]))
    assert (response.status_code, response.url) == (302, address())


def test_htmx_gets_the_board_alone(client_of):
    response = client_of("lezer").get(address(), headers={"HX-Request": "true", "HX-Target": "dashboard"})
    html = response.content.decode()
    assert "<html" not in html
    assert "<title>2e kwartaal 2026" in html
    assert html.count('id="dashboard"') == 1
    assert "HX-Request" in response["Vary"]


def test_htmx_gets_the_filtered_part_alone(client_of):
    response = client_of("lezer").get(
        address() + "?pijler=p1&kern=1", headers={"HX-Request": "true", "HX-Target": "indicatoren"}
    )
    html = response.content.decode()
    assert html.lstrip().startswith('<div id="indicatoren">')
    assert ("kpi-1-1" in html, "kpi-1-2" in html, "kpi-2-1" in html) == (True, False, False)


def test_the_part_of_many_indicators_keeps_its_chart(client_of, monkeypatch):
    """Of very many a pillar is opened by replacing this part, with the chart in it."""
    monkeypatch.setattr("izaportal.web.board.indicators.SHOWN_AT_ONCE", 5)
    asked = {"HX-Request": "true", "HX-Target": "indicatoren"}
    html = client_of("lezer").get(address() + "?alle=p1", headers=asked).content.decode()
    assert "Verdeling van de indicatoren per pijler" in html


def test_filters_work_without_javascript(client_of):
    board = board_of(client_of("lezer").get(address() + "?pijler=p3"))
    assert (board.indicators.shown, board.indicators.total) == (3, 15)
    assert all(choice.url.endswith("?pijler=p3") for choice in board.quarters)


def test_htmx_filters_stay_in_quarter_links(client_of):
    """The switcher lies outside the filtered part, so it comes along to be replaced as well."""
    response = client_of("lezer").get(
        address() + "?pijler=p1&kern=1", headers={"HX-Request": "true", "HX-Target": "indicatoren"}
    )
    html = response.content.decode()
    assert 'id="dashboard-kwartalen" hx-swap-oob="true"' in html
    assert f'href="{address("2026-Q1")}?pijler=p1&amp;kern=1"' in html


def test_the_whole_page_swaps_nothing_aside(page):
    html = page.content.decode()
    assert (html.count('id="dashboard-kwartalen"'), "hx-swap-oob" in html) == (1, False)


def test_every_project_link_keeps_the_quarter(client_of):
    html = client_of("lezer").get(address("2026-Q1")).content.decode()
    main = html.partition("<main")[2]  # the navigation leads to the list, not to a project
    links = re.findall(r'href="(/programmas/nml-o/projecten/[^"]+)"', main)
    assert links
    assert all(link.endswith("/?kwartaal=2026-Q1") for link in links)


def test_an_unknown_pillar_filters_nothing(client_of):
    assert board_of(client_of("lezer").get(address() + "?pijler=nergens")).indicators.shown == 15


def reader_of(programme) -> object:
    user = UserFactory.create(is_demo=True)
    MembershipFactory.create(user=user, scope_key=programme.slug)
    return user


@pytest.fixture
def signed_in(client):
    def looking(programme):
        client.force_login(reader_of(programme), backend="izaportal.accounts.backends.PeopleBackend")
        return client

    return looking


@pytest.mark.django_db
def test_a_programme_without_quarters_says_so(signed_in):
    programme = ProgrammeFactory.create()
    response = signed_in(programme).get(reverse("dashboard-latest", args=[programme.slug]))
    assert response.status_code == 200
    assert "Nog geen kwartaal om over te rapporteren" in words_of(response)


@pytest.mark.django_db
def test_an_empty_quarter_shows_no_zeros(signed_in):
    programme = ProgrammeFactory.create(pillar_term="thema")
    PillarFactory.create(programme=programme, number=1)
    ReportingPeriodFactory.create(programme=programme, quarter=Quarter.parse(Q2))
    response = signed_in(programme).get(address(programme=programme.slug))
    text = words_of(response)
    assert response.status_code == 200
    assert "Thema 1" in text
    assert "n.v.t." in text
    assert "€ 0" not in text


@pytest.mark.django_db
def test_the_open_quarter_is_latest_without_frozen(signed_in):
    programme = ProgrammeFactory.create()
    ReportingPeriodFactory.create(programme=programme, quarter=Quarter(2026, 1))
    response = signed_in(programme).get(reverse("dashboard-latest", args=[programme.slug]))
    assert response.url == address("2026-Q1", programme.slug)


@pytest.mark.django_db
def test_an_indicator_without_pillar_is_shown(signed_in):
    programme = ProgrammeFactory.create()
    ReportingPeriodFactory.create(
        programme=programme, quarter=Quarter.parse(Q2), state=PeriodState.FROZEN, frozen_on=date(2026, 8, 1)
    )
    indicator = IndicatorFactory.create(programme=programme)
    IndicatorStatusFactory.create(indicator=indicator, quarter=Quarter.parse(Q2), value=Decimal(50))
    text = words_of(signed_in(programme).get(address(programme=programme.slug)))
    assert "Zonder pijler" in text
    assert "Proefindicator" in text
