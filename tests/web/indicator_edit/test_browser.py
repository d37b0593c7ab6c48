"""Making an indicator with its targets in a real Chromium, by keyboard, and what follows by itself."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import WORKER_MS, excess_per_width, quiet, tab_to, violations_in_both_themes

pytestmark = pytest.mark.browser
NEW = "/programmas/nml-o/indicatoren/nieuw/"
KPI = "/programmas/nml-o/indicatoren/kpi-4-2/"


def type_into(page: Page, name: str, text: str) -> None:
    """Reached by Tab, typed by key."""
    tab_to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_the_keyboard_makes_an_indicator(sign_in):
    """From the definition to a status in the dashboard, without a mouse."""
    page = sign_in("programmamanager")
    with quiet(page):
        page.goto(NEW)
        for name, text in (("name", "Ontmoetingsplekken"), ("code", "1-9"), ("unit", "plekken")):
            type_into(page, name, text)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Streefwaarden vastleggen")).to_be_visible()
        assert page.url.endswith("/indicatoren/ontmoetingsplekken/streefwaarden/")
        expect(page.locator("#voorbeeld")).to_contain_text("Nog geen streefband")
        type_into(page, "text_2026", "8 (±25%)")
        expect(page.locator("#lezing-2026")).to_contain_text("Van 6 tot en met 10")
        expect(page.locator("#voorbeeld svg[role=img]")).to_be_visible()
        type_into(page, "text_2027", "veel")
        expect(page.locator("#lezing-2027")).to_contain_text("Niet begrepen")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("12-15")
        expect(page.locator("#lezing-2027")).to_contain_text("Van 12 tot en met 15")
        page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("2 streefwaarden zijn vastgelegd")
    expect(page.locator("#stand")).to_contain_text("Geen meting", timeout=WORKER_MS)
    expect(page.locator("#stand")).to_contain_text("de streefband loopt van 4,5 tot 7,5", timeout=WORKER_MS)
    page.goto("/programmas/nml-o/kwartaal/2026-Q3/")
    expect(page.get_by_role("link", name="1-9 Ontmoetingsplekken").first).to_be_visible()


def test_typing_moves_the_chart(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{KPI}streefwaarden/")
    before = page.locator("#voorbeeld .ch-band").get_attribute("d")
    field = page.get_by_label("2027", exact=False).first
    field.fill("minimaal 99")
    expect(page.locator("#lezing-2027")).to_contain_text("99")
    expect(page.locator("#voorbeeld")).to_contain_text("Zoals het nu is")
    assert page.locator("#voorbeeld .ch-band").get_attribute("d") != before
    expect(field).to_be_focused()
    expect(field).to_have_value("minimaal 99")
    expect(page.locator("[data-save-state]")).to_contain_text("Concept bewaard", timeout=WORKER_MS)


def test_a_preset_fills_the_phasing(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{KPI}bewerken/")
    page.get_by_role("button", name="Alles in Q4").click()
    for quarter, percentage in enumerate(("0", "0", "0", "100"), start=1):
        expect(page.locator(f"[name=phasing_{quarter}]")).to_have_value(percentage)
    expect(page.locator("#voorbeeld")).to_contain_text("Zoals het nu is")


@pytest.mark.parametrize("address", [NEW, f"{KPI}bewerken/", f"{KPI}streefwaarden/"])
def test_everybody_can_use_the_pages(sign_in, address):
    page = sign_in("programmamanager")
    page.goto(address)
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}


def test_mistakes_are_within_reach(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{KPI}streefwaarden/")
    page.get_by_label("2026", exact=False).first.fill("veel")
    page.get_by_role("button", name="Vastleggen").last.click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("text_2026"))
    assert violations_in_both_themes(page) == {}
