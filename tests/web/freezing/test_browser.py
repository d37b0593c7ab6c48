"""A controller freezes the open quarter and corrects an older one, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.portal import Portal, Visit
from tests.web.dashboard.pages import address

pytestmark = pytest.mark.browser
INDICATOR = "/programmas/nml-o/indicatoren/kpi-1-1/"


@pytest.fixture
def page(own_portal: Portal, visit: Visit) -> Page:
    """The controller's, signed in; what is frozen here would stand in the way of other tests."""
    own_portal.start_web()
    own_portal.start_worker()
    own_portal.wait_until_it_answers()
    return visit(own_portal, "controller")


def freeze_q3(page: Page) -> None:
    page.goto(address("2026-Q3"))
    page.get_by_role("link", name="Vaststellen", exact=True).click()
    page.get_by_role("button", name="Q3 2026 vaststellen").click()
    expect(page.get_by_role("alert")).to_contain_text("Vink aan dat u de gevolgen kent")
    page.get_by_label("Ik weet dat deze cijfers").check()
    page.get_by_role("button", name="Q3 2026 vaststellen").click()
    expect(page.locator("#toasts")).to_contain_text("Q3 2026 is vastgesteld.")
    expect(page.get_by_role("main")).to_contain_text("Vastgesteld op 12-10-2026.")


def correct_q2(page: Page) -> None:
    page.goto(f"{INDICATOR}?kwartaal=2026-Q2")
    page.get_by_role("link", name="540 voor Q2 2026").click()
    page.get_by_label("Nieuwe waarde").fill("640")
    page.get_by_label("Waarom herziet u dit?").fill("Venlo telde een wijk dubbel.")
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    expect(page.get_by_role("heading", name="Er is nog niets gewijzigd")).to_be_visible()
    for quarter in ("2e kwartaal 2026", "3e kwartaal 2026"):
        expect(page.get_by_role("heading", name=quarter)).to_be_visible()
    page.get_by_role("button", name="Herzien en opnieuw vaststellen").click()
    expect(page.locator("#toasts")).to_contain_text("Q2 2026 is herzien en opnieuw vastgesteld.")
    expect(page.locator("#stand")).to_contain_text("640 inwoners gemeten")


def test_a_controller_freezes_and_restates(page):
    freeze_q3(page)
    correct_q2(page)
    page.goto(address())
    expect(page.locator(".nl-badge", has_text="Herzien")).to_be_visible()
    row = page.locator("#versies tbody tr").first
    expect(row).to_contain_text("Venlo telde een wijk dubbel.")
    expect(row.locator("li").first).to_contain_text("540")
    page.get_by_role("link", name="Versie 1").click()
    page.wait_for_url("**/?freeze=*")
    expect(page.get_by_role("main")).to_contain_text("60 onder de ondergrens van 600")
    expect(page.locator(".nl-badge", has_text="Herzien")).to_have_count(0)
    page.get_by_role("link", name="Naar de nieuwste versie").click()
    expect(page.locator("#versies")).to_be_visible()
