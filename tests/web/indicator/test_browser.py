"""The indicator page in a real Chromium, with a worker behind it: keyboard, approval."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browsing import WORKER_MS, tab_to

pytestmark = pytest.mark.browser
URL = "/programmas/nml-o/indicatoren/kpi-1-1/"


def test_the_quarter_switches_in_place(sign_in):
    page = sign_in("lezer")
    page.goto(URL)
    page.evaluate("window.stayed = true")
    page.get_by_role("navigation", name="Kwartaal").get_by_role("link", name="Q2 2026").click()
    expect(page.get_by_text("540 inwoners gemeten")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?kwartaal=2026-Q2$"))
    assert page.evaluate("window.stayed === true")


def test_everything_works_without_scripts(visit, portal):
    page = visit(portal, "lezer", scripts=False)
    page.goto(URL)
    page.get_by_role("link", name="Q1 2026").first.click()
    expect(page.get_by_text("420 inwoners gemeten")).to_be_visible()


def test_the_keyboard_walks_the_page(sign_in):
    """Skip link, quarters, calculation, table, button: reached by Tab and shown where one is."""
    page = sign_in("programmamanager")
    page.goto("/programmas/nml-o/indicatoren/kpi-3-2/")
    passed = tab_to(page, "Goedkeuren")
    assert passed[0] == "Naar de inhoud"
    for name in ("Q2 2026", "Toon als tabel", "Zo is dit berekend voor Q3 2026"):
        assert any(name in seen for seen in passed), passed


def test_the_calculation_opens_by_keyboard(sign_in):
    page = sign_in("lezer")
    page.goto(f"{URL}?kwartaal=2026-Q2")
    page.locator("#berekening summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="10 % van de ondergrens")).to_be_visible()


def test_an_approval_shows_by_itself(sign_in):
    """Last of this module: the portal of this worker keeps the value."""
    page = sign_in("programmamanager")
    page.goto(URL)
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.locator("#toasts")).to_contain_text("is goedgekeurd en telt nu mee")
    expect(page.locator("#stand")).to_contain_text("eind 2027 op 1.348", timeout=WORKER_MS)
    expect(page.locator("#herberekening")).to_have_count(0, timeout=WORKER_MS)
    page.goto(f"{URL}?kwartaal=2026-Q2")
    expect(page.locator("#stand")).to_contain_text("eind 2027 op 1.380")
