"""Search and pager of the list of projects in a real Chromium."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PROGRAMME = "/programmas/nml-o/"


def test_searching_replaces_only_the_list(sign_in):
    page = sign_in("lezer")
    page.goto(f"{PROGRAMME}?deel=projecten")
    page.evaluate("window.stayed = true")
    page.get_by_role("searchbox").press_sequentially("medicatie")
    expect(page.get_by_text("1 tot en met 1 van 1 projecten")).to_be_visible()
    assert "q=medicatie" in page.url
    assert page.evaluate("window.stayed === true")
    page.get_by_role("link", name="Medicatieoverdracht").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Medicatieoverdracht")


def test_the_pager_keeps_its_place(sign_in):
    page = sign_in("lezer")
    page.goto("/programmas/nml/?deel=projecten")
    page.get_by_role("link", name="Volgende pagina").click()
    expect(page.get_by_text("26 tot en met 50 van")).to_be_visible()
    assert "page=2" in page.url
