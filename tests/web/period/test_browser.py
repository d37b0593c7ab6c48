"""The controller's quarter in a real Chromium: preview, extend, close, reopen."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browsing import excess_per_width, violations_in_both_themes

pytestmark = pytest.mark.browser
PAGE = "/programmas/nml-o/kwartaal/2026-Q3/periode/"


def test_a_controller_runs_the_quarter(sign_in):
    page = sign_in("controller")
    page.goto("/programmas/nml-o/")
    page.get_by_role("navigation").get_by_role("link", name="Kwartaal", exact=True).click()
    expect(page).to_have_url(re.compile(f"{PAGE}$"))
    coming = page.locator("#herinneringen details").filter(has_text="Lukt het niet meer?").last
    coming.locator("summary").click()
    expect(coming.get_by_text("Lukt het niet meer?")).to_be_visible()
    # the portal is shared: how many lack values depends on what others have reported by now
    lacking = re.search(r"\((\d+)\)", page.locator("#ontbreekt option[value=metingen]").inner_text())
    assert lacking is not None
    expect(page.locator("#projectenlijst tbody tr")).not_to_have_count(int(lacking[1]))
    page.get_by_label("Wat ontbreekt").select_option("metingen")
    expect(page.locator("#projectenlijst tbody tr")).to_have_count(int(lacking[1]))
    expect(page).to_have_url(re.compile("ontbreekt=metingen"))
    page.get_by_role("link", name="Data wijzigen").click()
    page.get_by_label("Indienen tot en met").fill("2026-11-03")
    page.get_by_label("Waarom wijzigt u de data?").fill("Twee projectleiders waren ziek.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#geschiedenis")).to_contain_text("28-10-2026 → 03-11-2026")
    page.get_by_role("link", name="Sluiten", exact=True).click()
    page.get_by_role("button", name="Q3 2026 sluiten").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_label("Waarom sluit u het kwartaal toch?").fill("Het bestuur vergadert morgen.")
    page.get_by_role("button", name="Q3 2026 sluiten").click()
    expect(page.locator("#paginakop")).to_contain_text("gesloten")
    page.get_by_role("link", name="Heropenen").click()
    page.get_by_label("Waarom gaat het kwartaal weer open?").fill("Eén rapport was vergeten.")
    page.get_by_role("button", name="Q3 2026 heropenen").click()
    expect(page.locator("#paginakop")).to_contain_text("open voor rapportage")
    expect(page.locator("#geschiedenis")).to_contain_text("Eén rapport was vergeten.")


def test_reopening_is_accessible(sign_in):
    page = sign_in("controller")
    page.goto(PAGE.replace("periode", "sluiten"))
    page.get_by_label("Waarom sluit u het kwartaal toch?").fill("Het bestuur vergadert morgen.")
    page.get_by_role("button", name="Q3 2026 sluiten").click()
    page.get_by_role("link", name="Heropenen").click()
    expect(page.get_by_label("Waarom gaat het kwartaal weer open?")).to_be_visible()
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
    # the portal is shared: others find the quarter as it was
    page.get_by_label("Waarom gaat het kwartaal weer open?").fill("Alleen bekeken.")
    page.get_by_role("button", name="Q3 2026 heropenen").click()
    expect(page.locator("#paginakop")).to_contain_text("open voor rapportage")
