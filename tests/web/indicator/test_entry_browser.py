"""Entering a value in a real Chromium: kept while typing, fit for all, and counting once it is approved."""

import pytest
from playwright.sync_api import expect

from tests.web.browsing import WORKER_MS, excess_per_width, press_tab, quiet, violations_in_both_themes

pytestmark = pytest.mark.browser
INDICATOR = "/programmas/nml-o/indicatoren/kpi-5-3/"
ENTRY = f"{INDICATOR}metingen/2026-Q3/"


def test_a_half_typed_value_is_kept(sign_in):
    page = sign_in("programmamanager")
    page.goto(ENTRY)
    page.get_by_label("Toelichting").fill("Nog niet compleet")
    expect(page.locator("[data-save-text]")).to_contain_text("Concept bewaard om")
    page.reload()
    expect(page.get_by_label("Toelichting")).to_have_value("Nog niet compleet")
    page.get_by_role("button", name="Concept weggooien").click()
    expect(page.get_by_label("Toelichting")).to_have_value("")


def test_it_is_fit_for_all(sign_in):
    page = sign_in("programmamanager")
    page.goto(ENTRY)
    page.get_by_label("Waarde", exact=True).fill("-7")
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_label("Toch juist? Schrijf waarom")).to_be_visible()
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}


def test_by_keyboard_a_value_is_handed_in_and_counts(sign_in):
    """Last of this module: the portal of this worker keeps the value."""
    page = sign_in("programmamanager")
    with quiet(page):
        page.goto(f"{INDICATOR}?kwartaal=2026-Q3")
        page.get_by_role("link", name="Meting Q3 2026 invoeren").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{ENTRY}")
        page.get_by_label("Waarde", exact=True).focus()
        page.keyboard.press("ControlOrMeta+a")  # what another test left as a draft
        page.keyboard.type("140")
        assert press_tab(page)[0] == "note"
        for wanted in ("Annuleren", "Indienen"):
            assert press_tab(page) == (wanted, True)
        page.keyboard.press("Enter")
        expect(page.locator("#toasts")).to_contain_text("wacht op goedkeuring")
        page.locator("#metingen").get_by_role("button", name="Goedkeuren").click()
        verdict = page.locator("#stand")
        expect(verdict).to_contain_text("140 zorgprofessionals gemeten", timeout=WORKER_MS)
