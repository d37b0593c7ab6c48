"""Somebody joins a body and leaves it again, in a real Chromium, by keyboard where that is the question."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.browsing import excess_per_width, violations_in_both_themes

pytestmark = pytest.mark.browser
NAME = "Projectleider Mentale gezondheidsnetwerken"


def test_a_member_joins_and_leaves(sign_in):
    page = sign_in("secretaris-pho")
    page.goto("/programmas/nml-o/vergaderingen/overleggen/")
    page.get_by_role("row", name=re.compile("portefeuillehoudersoverleg")).get_by_role(
        "link", name=re.compile("^2 leden")
    ).click()
    sound(page)

    page.get_by_role("link", name="Lid toevoegen").click()
    page.get_by_label("Persoon").focus()
    page.keyboard.type("Projectleider")
    page.get_by_label("Namens gemeente").select_option(label="Venlo")
    page.get_by_label("Lid tot en met").fill("2026-10-01")
    sound(page)
    page.get_by_label("Lid tot en met").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Kies een dag op of na 12 oktober 2026")
    expect(page.get_by_label("Namens gemeente").locator("option:checked")).to_have_text("Venlo")
    sound(page)
    page.get_by_label("Lid tot en met").fill("")
    page.get_by_role("button", name="Opslaan").click()
    joined = page.get_by_role("row").filter(has_text=NAME)
    expect(joined).to_contain_text("gemeente Venlo")
    expect(joined).to_contain_text("tot nader order")

    joined.get_by_role("link", name=re.compile("^Wijzigen")).click()
    page.get_by_label("Lid tot en met").fill("2026-10-31")
    page.get_by_label("Waarom wijzigt u dit?").fill("Andere baan")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("row").filter(has_text=NAME)).to_contain_text("31 oktober 2026")
    sound(page)
    page.goto("/programmas/nml-o/vergaderingen/")
    page.get_by_role("link", name="26 november 2026").click()
    members = page.locator("#leden")
    expect(members).to_contain_text("Bestuurder gemeente Venray")
    expect(members).not_to_contain_text(NAME)
    sound(page)


def sound(page) -> None:
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
