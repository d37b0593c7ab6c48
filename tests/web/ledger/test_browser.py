"""Booking and reversing in a real Chromium."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PAGE = "/programmas/nml-o/financien/subsidies/zorgstart/spuk-zorgstart/boekingen/"


def test_a_cost_is_booked_as_a_correction_and_reversed(sign_in):
    page = sign_in("controller")
    page.goto(PAGE)
    page.get_by_role("link", name="Kosten boeken").click()
    page.get_by_label("Bedrag zonder compensabele btw").fill("1.500,50")
    page.get_by_label("Dag van levering").fill("2026-05-20")
    page.get_by_label("Omschrijving").fill("Late factuur werving")
    page.get_by_role("button", name="Boeken", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_label("Boek als correctie: telt mee in Q3 2026").check()
    page.get_by_role("button", name="Boeken", exact=True).click()
    row = page.locator("tr", has_text="Late factuur werving")
    expect(row).to_contain_text("over 20-05-2026")
    expect(row).to_contain_text("− € 1.500,50")
    row.get_by_role("link", name="Tegenboeken").click()
    page.get_by_label("Waarom?").fill("Dubbel ontvangen")
    page.get_by_role("button", name="Tegenboeken", exact=True).click()
    expect(page.locator("tr", has_text="Dubbel ontvangen")).to_contain_text("Tegenboeking")
    expect(page.locator("tr", has_text="Late factuur werving")).to_contain_text("tegengeboekt")


def test_a_half_typed_booking_survives_a_reload(sign_in):
    page = sign_in("controller")
    page.goto(f"{PAGE}boeken/")
    page.get_by_label("Omschrijving").fill("Half af")
    expect(page.locator("[data-save-text]")).to_contain_text("Concept bewaard om")
    page.reload()
    expect(page.get_by_label("Omschrijving")).to_have_value("Half af")
