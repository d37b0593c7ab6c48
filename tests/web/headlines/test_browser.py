"""Choosing headline indicators in a real Chromium, by keyboard, to the dashboard and back."""

import pytest
from playwright.sync_api import expect

from tests.web.browsing import excess_per_width, quiet, violations_in_both_themes

pytestmark = pytest.mark.browser
URL = "/programmas/nml-o/kernindicatoren/"


def test_a_manager_orders_and_takes_back(sign_in):
    page = sign_in("programmamanager")
    page.goto(URL)
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
    chosen = page.locator(".iza-chosen li")
    with quiet(page):
        first = chosen.first.inner_text()
        page.locator("#omlaag-kpi-1-1").focus()
        page.keyboard.press("Enter")
        expect(chosen.nth(1)).to_contain_text("1-1")
        expect(page.locator("#omlaag-kpi-1-1")).to_be_focused()
        expect(page.locator("#keuze-gemeld")).to_contain_text("staat nu op plaats")
        page.locator("#weg-kpi-5-2").click()
        expect(chosen).to_have_count(5)
        page.get_by_label("Indicator").select_option("kpi-5-3")
        page.get_by_role("button", name="Toevoegen").click()
        expect(chosen.last).to_contain_text("5-3")
        page.get_by_label("Waarom kiest u deze?").fill("Vraag van het overleg")
        page.get_by_role("button", name="Kernindicatoren opslaan").click()
        expect(page.locator("#toasts")).to_contain_text("De kernindicatoren zijn gekozen.")
        expect(chosen.nth(1)).to_contain_text("1-1")
        page.locator("#toasts").get_by_role("button", name="Ongedaan maken").click()
        expect(page.locator("#toasts")).to_contain_text("De keuze is teruggedraaid.")
        assert chosen.first.inner_text() == first
