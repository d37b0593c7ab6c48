"""The money in a real Chromium: agreed in place, judged, and the figures follow by themselves."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import quiet, tab_to, until_it_says

pytestmark = pytest.mark.browser
MONEY = "/programmas/nml-o/financien/"
ZORGSTART = f"{MONEY}subsidies/zorgstart/spuk-zorgstart/"
MGN = f"{MONEY}subsidies/mgn/spuk-mgn/"


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan").click()


def test_a_grant_is_found_and_edited_in_place(sign_in):
    page = sign_in("controller")
    page.goto("/programmas/nml-o/")
    page.get_by_role("link", name="Financiën").click()
    page.get_by_role("link", name="Mentale gezondheidsnetwerken", exact=True).click()
    expect(page).to_have_url(re.compile(f"{MGN}$"))
    with quiet(page):
        page.locator("#gegevens").get_by_role("link", name="Bewerken").click()
        page.get_by_label("Beschikkingsnummer").fill("1204-IZA")
        save(page)
        expect(page.locator("#gegevens")).to_contain_text("1204-IZA")
        assert page.url.endswith(MGN)
        page.locator("#toasts").get_by_role("button", name="Ongedaan maken").click()
        expect(page.locator("#gegevens")).not_to_contain_text("1204-IZA")


def test_a_mistake_stays_at_its_field(sign_in):
    page = sign_in("controller")
    page.goto(MGN)
    page.locator("#termijnen").get_by_role("link", name="Termijn toevoegen").click()
    page.get_by_label("Jaar").fill("2027")
    page.get_by_label("Bedrag").fill("1.000")
    save(page)
    summary = page.locator("#termijnen [data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Van dit jaar is er al een termijn.")
    expect(summary).to_contain_text("er is nog €\u00a00,00 over.")
    expect(page.get_by_label("Bedrag")).to_have_value("1.000")


def test_a_verdict_moves_the_figures(sign_in):
    """Page, hub and dashboard follow by themselves: what was spent on the milestone is secured."""
    page = sign_in("controller")
    third = f"{ZORGSTART}?kwartaal=2026-Q3"
    page.goto(third)
    expect(page.locator(".iza-verdict__line")).to_contain_text("103.050 nog niet bevestigd")
    milestone = page.locator("#mijlpaal-zs-2")
    milestone.get_by_role("link", name="Oordeel vastleggen").click()
    page.get_by_label("Oordeel van de zorgverzekeraar").select_option("behaald")
    page.get_by_label("Gegeven op").fill("2026-09-15")
    page.get_by_label("Kenmerk van het document").fill("VGZ-12")
    save(page)
    expect(page.locator("#mijlpaal-zs-2")).to_contain_text("behaald, 15-09-2026, VGZ-12")
    until_it_says(page, third, "€\u00a00 nog niet bevestigd")
    page.goto("/programmas/nml-o/kwartaal/2026-Q3/")
    row = page.get_by_role("table", name="Afrekenrisico per project in euro").get_by_role("row")
    expect(row.filter(has_text="Zorgstart").locator('[data-label="Nog niet bevestigd"]')).to_have_text("0")
    page.goto(ZORGSTART)
    expect(page.locator(".iza-verdict__line")).to_contain_text("103.050 nog niet bevestigd")  # frozen


def test_a_manager_gives_a_forecast(sign_in):
    page = sign_in("programmamanager")
    page.goto(ZORGSTART)
    page.locator("#mijlpaal-zs-3").get_by_role("link", name="Verwachting geven").click()
    page.get_by_label("Verwacht resultaat").fill("62,5")
    save(page)
    expect(page.locator("[data-error-summary]")).to_contain_text("Waarop rust deze verwachting?")
    page.get_by_label("Waarop rust deze verwachting?").fill("Vijf van acht plaatsen zeker.")
    save(page)
    expect(page.locator("#mijlpaal-zs-3")).to_contain_text(
        "62,5 %, 12-10-2026: Vijf van acht plaatsen zeker."
    )
    expect(page.locator("#mijlpaal-zs-3 summary")).to_have_text("Eerder gegeven: 1")


def test_a_grant_is_added(sign_in):
    page = sign_in("controller")
    page.goto(MONEY)
    page.get_by_role("link", name="Subsidie toevoegen").click()
    page.get_by_label("Project").select_option(label="Zorgstart")
    page.get_by_label("Bron").select_option(label="eigen middelen")
    page.get_by_label("Toegekend bedrag").fill("40.000")
    page.get_by_label("Vanaf").fill("2026-01-01")
    page.get_by_label("Tot en met").fill("2026-12-31")
    save(page)
    expect(page).to_have_url(re.compile("/subsidies/zorgstart/own-zorgstart/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Eigen middelen")
    expect(page.locator("#toasts")).to_contain_text("own-zorgstart is toegevoegd")


def test_the_keyboard_reaches_everything(sign_in):
    page = sign_in("controller")
    page.goto(ZORGSTART)
    passed = tab_to(page, "Verplichting toevoegen")
    assert any(words.startswith("Oordeel vastleggen") for words in passed)
    page.keyboard.press("Enter")
    expect(page.locator("#verplichtingen").get_by_label("Verplichting", exact=True)).to_be_focused()
