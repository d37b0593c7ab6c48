"""The browsable page, in a real browser under our content security policy."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_page_works_under_our_policy(browser_page: Page) -> None:
    complaints: list[str] = []
    elsewhere: list[str] = []
    browser_page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.on(
        "request", lambda asked: elsewhere.append(asked.url) if "127.0.0.1" not in asked.url else None
    )
    browser_page.goto("/api/v1/docs")
    expect(
        browser_page.get_by_text("getMunicipalShare")
        .or_(browser_page.get_by_text("Het aandeel van de gemeente in een kwartaal"))
        .first
    ).to_be_visible()
    expect(browser_page.locator(".opblock")).to_have_count(2)
    assert complaints == []
    assert [address for address in elsewhere if not address.startswith("data:")] == []
