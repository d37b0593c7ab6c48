"""Comparing in a real Chromium: another quarter and a filter without a full page, on every width."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browsing import excess_per_width, quiet, violations_in_both_themes

pytestmark = pytest.mark.browser
URL = "/programmas/nml-o/vergelijken/"


def test_another_choice_swaps_the_page_and_its_address(sign_in):
    page = sign_in("bestuurder-venray")
    with quiet(page):
        page.goto(URL)
        assert violations_in_both_themes(page) == {}
        assert excess_per_width(page) == {}
        page.get_by_label("Toen", exact=True).focus()
        page.get_by_label("Toen", exact=True).select_option(label="Q4 2025, vastgesteld")
        expect(page.get_by_role("heading", level=1)).to_have_text("Q4 2025 en Q2 2026 vergeleken")
        expect(page.get_by_label("Toen", exact=True)).to_be_focused()
        page.get_by_label("Ook wat gelijk bleef").check()
        expect(page).to_have_url(re.compile(r"\?van=2025-Q4&tot=2026-Q2.*alles=1"))
        expect(page.locator("#gemeenten tr.is-own")).to_contain_text("Venray")
