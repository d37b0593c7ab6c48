"""A meeting from its plan to the proof of what it decided, in a real Chromium."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.database import DEMO_DAY
from tests.web.browsing import excess_per_width, violations_in_both_themes

pytestmark = pytest.mark.browser
PLACE = "/programmas/nml-o/vergaderingen/"


def is_sound(page: Page) -> None:
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}


def test_a_meeting_from_plan_to_proof(sign_in):
    page = sign_in("secretaris-pho")
    plan_and_fix(page)
    decide(page)
    colleges(page)
    close_with_proof(page)
    replace(page)
    cancel(page)


def plan_and_fix(page: Page) -> None:
    """The agenda composes itself; the secretary adds a point, puts it first, and fixes it."""
    page.goto("/programmas/nml-o/")
    page.get_by_role("navigation").get_by_role("link", name="Vergaderingen", exact=True).click()
    is_sound(page)
    page.get_by_role("link", name="Vergadering plannen").click()
    page.get_by_label("Datum").fill(DEMO_DAY.isoformat())
    page.get_by_label("Aanvang").fill("13:30")
    page.get_by_label("Kijkt terug op").select_option("2026-Q3")
    is_sound(page)
    page.get_by_role("button", name="Opslaan").click()
    duty = page.get_by_role("listitem").filter(has_text="meldplicht, vanzelf op de agenda")
    expect(duty).to_contain_text("Derde groep trainees gestart")

    page.get_by_role("link", name="Punt toevoegen").click()
    page.get_by_label("Onderwerp").fill("Bijsturen mentale gezondheidsnetwerken")
    page.get_by_label("Project").select_option(label="Mentale gezondheidsnetwerken")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name=re.compile("Omhoog ?: Bijsturen")).click()
    expect(page.get_by_role("heading", name="1. Bijsturen mentale")).to_be_visible()
    is_sound(page)
    page.get_by_role("button", name="Agenda vaststellen").click()
    expect(page.get_by_text("Vastgesteld op 12 oktober 2026 door Secretaris")).to_be_visible()
    expect(page.get_by_role("link", name="Punt toevoegen")).to_have_count(0)


def decide(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Besluit vastleggen ?: Bijsturen")).click()
    page.get_by_label("Besluit", exact=True).select_option(label="bijsturen")
    page.get_by_label("Wat is er besloten?").fill("Twee extra verkenners werven")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("Kies een organisatie of schrijf de rol")
    page.get_by_label("Of de rol die dit opvolgt").fill("projectleider")
    page.get_by_label("Klaar op").fill("2026-12-31")
    is_sound(page)
    page.get_by_role("button", name="Vastleggen").click()
    point = page.get_by_role("listitem").filter(has_text="1. Bijsturen")
    expect(point).to_contain_text("als advies aan de colleges")
    expect(point).to_contain_text("projectleider, uiterlijk 31-12-2026: open")
    is_sound(page)


def colleges(page: Page) -> None:
    page.get_by_role("link", name="Twee extra verkenners werven").click()
    expect(page.get_by_text("14 onbekend")).to_be_visible()
    page.get_by_role("link", name="Vastleggen").click()
    page.get_by_label("Venray", exact=True).select_option(label="akkoord met voorbehoud")
    page.get_by_label("Venray: besloten op").fill(DEMO_DAY.isoformat())
    page.get_by_label("Venray: voorbehoud").fill("Mits gedekt uit de SPUK")
    is_sound(page)
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("1 akkoord met voorbehoud, 13 onbekend")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Venray")).to_contain_text("Mits gedekt uit de SPUK")


def close_with_proof(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Opvolgen")).click()
    page.get_by_label("Stand").select_option(label="afgerond")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_role("main")).to_contain_text("zonder bewijs is het niet af")
    page.get_by_label("Of het kenmerk van het bewijs").fill("Arbeidscontracten, zaak 2026-118")
    is_sound(page)
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Bewijs: Arbeidscontracten, zaak 2026-118")).to_be_visible()
    is_sound(page)
    page.goto("/programmas/nml-o/besluiten/?q=verkenner&stand=afgerond")
    expect(page.get_by_role("row").filter(has_text="Twee extra verkenners werven")).to_have_count(1)
    is_sound(page)


def replace(page: Page) -> None:
    """The old decision says what took its place."""
    page.get_by_role("link", name="Twee extra verkenners werven").click()
    page.get_by_role("link", name="vervang het besluit dan").click()
    expect(page.get_by_label("Wat is er besloten?")).to_have_value("Twee extra verkenners werven")
    is_sound(page)
    page.get_by_label("Besluit", exact=True).select_option(label="opschalen")
    page.get_by_label("Waarom klopt het eerdere besluit niet?").fill("Verkeerd opgeschreven")
    page.get_by_role("button", name="Vastleggen").click()
    point = page.get_by_role("listitem").filter(has_text="1. Bijsturen")
    expect(point).to_contain_text("Vervangen besluit: bijsturen.")
    point.get_by_role("link", name="Twee extra verkenners werven").first.click()
    expect(page.get_by_text("Dit besluit telt niet meer")).to_be_visible()
    is_sound(page)


def cancel(page: Page) -> None:
    """By keyboard alone: the reason, and enter."""
    page.goto(PLACE)
    page.get_by_role("link", name="26 november 2026").click()
    page.get_by_role("link", name="Afzeggen").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Waarom gaat de vergadering niet door?").focus()
    page.keyboard.type("Te weinig aanwezigen")
    is_sound(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Deze vergadering gaat niet door")).to_be_visible()
    is_sound(page)
    page.get_by_role("button", name="Toch laten doorgaan").click()
    expect(page.get_by_text("Agenda in voorbereiding")).to_be_visible()
