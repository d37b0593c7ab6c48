"""The map in a real Chromium: another kind without a full page, by keyboard, on every width."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browsing import excess_per_width, press_tab, quiet, tab_to, violations_in_both_themes

pytestmark = pytest.mark.browser
URL = "/regios/"


def test_another_kind_swaps_the_table_and_its_address(sign_in):
    page = sign_in("bestuurder-venray")
    with quiet(page):
        page.goto(URL)
        assert violations_in_both_themes(page) == {}
        assert excess_per_width(page) == {}
        page.evaluate("window.stays = true")
        page.get_by_label("Soort regio").focus()
        page.get_by_label("Soort regio").select_option(label="ROAZ-regio’s")
        expect(page).to_have_url(re.compile(r"\?soort=roaz$"))
        expect(page.locator(".iza-matrix tbody")).to_have_count(1)
        expect(page.get_by_label("Soort regio")).to_be_focused()
        assert page.evaluate("window.stays")


def test_a_cell_is_reached_and_opened_with_the_keyboard(sign_in):
    page = sign_in("lezer")
    page.goto(f"{URL}?soort=roaz")
    page.get_by_label("Soort regio").focus()
    assert tab_to(page, "Brabant")[0] == "Toon"
    assert [press_tab(page) for _ in range(5)][-1] == ("3", True)
    expect(page.get_by_role("link", name="3 activiteiten, Digitale zorg, Brabant")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/regios/roaz/brabant/#digitale-zorg$"))
    expect(page.locator("#digitale-zorg")).to_be_in_viewport()


def test_the_first_column_stays_in_sight_on_a_phone(sign_in):
    page = sign_in("lezer")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(URL)
    table = page.get_by_role("region", name="Regio’s en thema’s")
    table.evaluate("box => box.scrollLeft = 400")
    head = page.get_by_role("rowheader", name="Amsterdam", exact=True)
    box, outer = head.bounding_box(), table.bounding_box()
    assert box is not None
    assert outer is not None
    assert abs(box["x"] - outer["x"]) < 1
