"""A report from the first key to the approval, in a real Chromium."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import fill_in_sign_in, until_it_says

pytestmark = pytest.mark.browser
REPORTS = "/programmas/nml-o/projecten/mgn/rapportages/"
REPORT = f"{REPORTS}2026-Q3/"
INDICATOR = "/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q3"
STEERING = ("Oorzaak", "Gevolg", "Bijsturing")


def kept(page: Page) -> None:
    expect(page.locator("[data-save-text]")).to_contain_text("Concept bewaard om")


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_a_lost_connection_loses_nothing(sign_in):
    page = sign_in("projectleider-mgn")
    page.goto(REPORT)
    page.context.set_offline(True)
    page.get_by_label("Toelichting bij de besteding").fill("Getypt zonder verbinding")
    expect(page.locator("[data-save-text]")).to_contain_text("Geen verbinding")
    page.context.set_offline(False)
    kept(page)
    page.reload()
    expect(page.get_by_label("Toelichting bij de besteding")).to_have_value("Getypt zonder verbinding")


def test_a_lost_session_loses_nothing(sign_in):
    page = sign_in("projectleider-mgn")
    page.goto(REPORT)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Toelichting bij de besteding").fill("Getypt na het afmelden")
    expect(page.locator("[data-save-text]")).to_contain_text("U bent afgemeld")
    page.get_by_role("button", name="Concept opslaan").last.click()
    fill_in_sign_in(page, "projectleider-mgn")
    expect(page.get_by_label("Toelichting bij de besteding")).to_have_value("Getypt na het afmelden")


def test_two_people_in_one_field_see_both_texts(sign_in):
    first = sign_in("projectleider-mgn")
    first.goto(REPORT)
    second = first.context.new_page()
    second.goto(REPORT)
    first.get_by_label("Hoe gaat het?").fill("Van de een")
    kept(first)
    second.get_by_label("Hoe gaat het?").fill("Van de ander")
    expect(second.locator("[data-theirs-text]")).to_have_text("Van de een")
    second.get_by_role("button", name="Mijn tekst houden").click()
    kept(second)
    first.reload()
    expect(first.get_by_label("Hoe gaat het?")).to_have_value("Van de ander")


def test_what_is_kept_above_moves_no_field(sign_in):
    """An answer comes while one is elsewhere: notes come and go, and the page stays where one looks."""
    page = sign_in("projectleider-mgn")
    page.goto(REPORT)
    value, wrong = page.get_by_label("1-2 Inwoners met grotere zelfredzaamheid"), "‘negentig’ is geen getal."
    was = value.input_value()
    value.fill("negentig")
    expect(page.get_by_text(wrong)).to_be_visible()
    value.fill(was)
    page.get_by_label("Hoe gaat het?").focus()
    choice = page.get_by_label("geen besluit nodig")
    choice.scroll_into_view_if_needed()
    before = choice.bounding_box()
    expect(page.get_by_text(wrong)).to_be_hidden()
    kept(page)
    after = choice.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2


def test_a_report_goes_the_whole_way(sign_in):
    """Filled in by keyboard, submitted, returned, mended, submitted again, approved: then it counts."""
    page = sign_in("projectleider-mgn")
    page.goto(REPORT)
    odd = page.locator('[data-doubt="meting.kpi-1-2.bevestiging"]')
    expect(odd).to_be_visible()
    value = page.get_by_label("1-2 Inwoners met grotere zelfredzaamheid")
    value.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("negentig")
    expect(page.get_by_text("‘negentig’ is geen getal. Schrijf bijvoorbeeld 1.234,5.")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("90")
    expect(odd).to_be_hidden()
    expect(page.locator("#uitkomst-kpi-1-2")).to_contain_text("op koers")
    kept(page)
    page.get_by_label("Hoe gaat het?").fill("Het bereik groeit.")
    kept(page)
    page.reload()
    expect(value).to_have_value("90")
    expect(page.get_by_label("Hoe gaat het?")).to_have_value("Het bereik groeit.")

    page.get_by_role("button", name="Indienen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_text("Kies of u een besluit vraagt.").first).to_be_visible()
    page.get_by_label("geen besluit nodig").check()
    evaluation = page.locator('[data-item="mijlpaal.mgn-evaluatie"]')
    evaluation.get_by_label("Toelichting").fill("De evaluatie wacht op de cijfers.")
    kept(page)
    for aspect in ("time", "money"):
        block = page.locator(f'[data-item="oordeel.{aspect}"]')
        for label in STEERING:
            field = block.get_by_label(label)
            if field.is_visible():
                field.fill(f"{label} bij dit oordeel.")
    kept(page)
    page.get_by_role("button", name="Indienen").click()
    expect(
        page.get_by_text("Deze rapportage is ingediend en wacht op de programmamanager").first
    ).to_be_visible()

    sign_out(page)
    page = sign_in("programmamanager")
    page.goto(REPORT)
    page.locator("#onderdeel-metingen summary").click()
    page.locator("#opmerking-metingen").fill("Klopt 700 wel?")
    page.get_by_role("button", name="Terugsturen met opmerkingen").click()
    expect(page.get_by_text("Teruggestuurd met opmerkingen").first).to_be_visible()

    sign_out(page)
    page = sign_in("projectleider-mgn")
    page.goto(REPORT)
    expect(page.locator("#onderdeel-metingen")).to_contain_text("Klopt 700 wel?")
    page.get_by_label("1-1 Inwoners bereikt met interventies").fill("710")
    kept(page)
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_text("wacht op de programmamanager").first).to_be_visible()

    sign_out(page)
    page = sign_in("programmamanager")
    page.goto(REPORT)
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.locator("h1")).to_contain_text("Rapportage Q3 2026")
    expect(page.get_by_text("Goedgekeurd", exact=True)).to_be_visible()
    until_it_says(page, INDICATOR, "710")
    until_it_says(page, "/programmas/nml-o/kwartaal/2026-Q3/", "710")
