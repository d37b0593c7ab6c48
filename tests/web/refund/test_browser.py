"""The what-if in a real Chromium: it follows the typing, and a kept scenario comes back."""

import pytest
from playwright.sync_api import expect

from tests.web.browsing import quiet

pytestmark = pytest.mark.browser
RISK = "/programmas/nml-o/financien/risico/"
WHAT_IF = f"{RISK}scenario/?kwartaal=2026-Q3"
VENRAY = "#gevolg tr:has-text('Venray')"


def test_typing_shows_the_effect_and_keeps_the_focus(sign_in):
    page = sign_in("controller")
    with quiet(page):
        page.goto(WHAT_IF)
        expect(page.locator("#gevolg")).to_contain_text("nog niets veranderd")
        page.get_by_text("Mentale gezondheidsnetwerken: SPUK transformatiemiddelen").click()
        spent = page.get_by_label("Erbij of eraf, niet op een mijlpaal (€)").first
        spent.press_sequentially("100000")
        expect(page.locator(VENRAY)).to_contain_text("104.732,00")
        expect(spent).to_be_focused()
        page.get_by_label("Oordeel verzekeraar").first.select_option("confirmed")
        expect(page.locator(VENRAY)).to_contain_text("8.244,00")
        spent.fill("9000000")
        expect(page.locator("#gevolg")).to_contain_text("Er klopt nog iets niet")


def test_a_scenario_is_kept_renamed_and_removed(sign_in):
    page = sign_in("controller")
    page.goto(WHAT_IF)
    page.get_by_text("Zorgstart: SPUK transformatiemiddelen").click()
    page.get_by_label("Verwachting (%)").last.fill("0")
    page.get_by_label("Naam van het scenario").fill("Derde groep valt uit")
    page.get_by_role("button", name="Scenario bewaren").click()
    expect(page.get_by_role("heading", name="Derde groep valt uit")).to_be_visible()
    expect(page.locator("#gevolg")).to_contain_text("206.100,00")
    expect(page.get_by_label("Verwachting (%)").last).to_have_value("0")
    page.get_by_label("Naam van het scenario").fill("Zonder derde groep")
    page.get_by_role("button", name="Wijzigingen bewaren").click()
    expect(page.get_by_role("heading", name="Zonder derde groep")).to_be_visible()
    page.get_by_role("link", name="Verwijderen").click()
    page.get_by_role("button", name="verwijderen").click()
    expect(page.locator("#toasts")).to_contain_text("is verwijderd")


def test_it_works_without_scripts(visit, portal):
    page = visit(portal, "lezer", scripts=False)
    page.goto(WHAT_IF)
    unsecured = page.locator(VENRAY).get_by_role("cell").nth(1).inner_text()
    page.get_by_text("Mentale gezondheidsnetwerken: SPUK transformatiemiddelen").click()
    page.get_by_label("Oordeel verzekeraar").first.select_option("confirmed")
    page.locator("#inhoud").get_by_role("button", name="Bereken").last.click()
    expect(page.locator(VENRAY)).to_contain_text(f"nu {unsecured}")
    expect(page.get_by_role("button", name="Scenario bewaren")).to_have_count(0)


def test_a_figure_opens_by_keyboard(sign_in):
    page = sign_in("bestuurder-venray")
    page.goto(f"{RISK}mgn/spuk-mgn/?kwartaal=2026-Q2")
    page.locator("#unsecured > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#unsecured")).to_contain_text("De zorgverzekeraar heeft nog geen oordeel gegeven")
    expect(page.locator("#unsecured table")).to_be_visible()
