"""Trying a key in a real Chromium: amounts follow what is typed, and what is tried fills the form."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browsing import quiet

pytestmark = pytest.mark.browser
KEYS = "/programmas/nml-o/financien/sleutels/"
SEARCH = re.compile(r"kind=fixed_and_rest")


def test_amounts_follow_what_is_typed(sign_in):
    page = sign_in("controller")
    page.goto(KEYS)
    page.get_by_role("link", name="Een andere sleutel proberen").click()
    expect(page.locator('#gevolg tr[data-code="GM0984"]')).to_contain_text("229.464,00")
    with quiet(page):
        page.get_by_label("Verdelen").select_option("population")
        expect(page.locator('#gevolg tr[data-code="GM0984"]')).to_contain_text("244.095,06")
        expect(page.locator('#gevolg tr[data-code="GM0984"]')).to_contain_text("+14.631,06")
        page.get_by_label("Verdelen").select_option("agreed_percentages")
        expect(page.locator('#gevolg tr[data-code="GM0984"]')).to_contain_text("229.464,00")
        page.get_by_label("Venray").fill("9")
        expect(page.locator("#gevolg")).to_contain_text("samen 101\u00a0%, niet 100")
        page.get_by_label("Venray").fill("8")
        expect(page.locator("#gevolg tfoot")).to_contain_text("2.868.300,00")
    expect(page.locator("#gevolg tfoot")).to_contain_text("blijft gelijk")


def test_what_is_tried_becomes_a_key(sign_in):
    page = sign_in("controller")
    page.goto(f"{KEYS}proberen/?kind=fixed_and_rest&population_year=2024&part_GM0984=9")
    page.get_by_role("link", name="Als nieuwe sleutel vanaf").click()
    expect(page).to_have_url(SEARCH)
    expect(page.get_by_label("Venray")).to_have_value("9")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Venray")).to_have_value("9")
    page.get_by_label("Naam").fill("Besluit voor later")
    page.get_by_label("Geldt vanaf").fill("2028-01-01")
    page.get_by_label("Venray").fill("10")
    expect(page.locator('#gevolg tr[data-code="GM0984"]')).to_contain_text("286.830,00")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("heading", name="Besluit voor later")).to_be_visible()
    expect(page.locator("main")).to_contain_text("tot en met 31-12-2027")


def test_it_works_without_scripts(visit, portal):
    page = visit(portal, "lezer", scripts=False)
    page.goto(f"{KEYS}proberen/")
    page.get_by_label("Verdelen").select_option("equal")
    page.get_by_role("button", name="Bekijk het gevolg").click()
    expect(page.locator('#gevolg tr[data-code="GM0984"]')).to_contain_text("204.878,5")
