"""Editing in a real Chromium: in place, kept while typing, through conflicts and lost connections."""

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.web.browsing import excess_per_width, fill_in_sign_in, tab_to

pytestmark = pytest.mark.browser
PROJECT = "/programmas/nml-o/projecten/tmz/"
STORY = f"{PROJECT}bewerken/verhaal/"
# What has the focus as soon as anything but the swap itself can run.
FOCUS_AFTER_SWAP = """document.addEventListener("htmx:afterSwap", () => setTimeout(() => {
    document.body.dataset.focused = document.activeElement.name || "none";
}))"""


def open_story(page: Page) -> None:
    page.goto(PROJECT)
    page.locator("#waarom").get_by_role("link", name="Bewerken").click()
    expect(page.locator("#waarom form[data-edit]")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Opslaan").click()


def test_the_focus_is_there_before_one_can_type(sign_in):
    """Moved later, by a fast typist or a slow machine the text ends up in another field."""
    page = sign_in("programmamanager")
    page.goto(PROJECT)
    page.evaluate(FOCUS_AFTER_SWAP)
    page.locator("#waarom").get_by_role("link", name="Bewerken").click()
    first = page.locator("#waarom form[data-edit] :is(input:not([type=hidden]), textarea)").first
    expect(first).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-focused", first.get_attribute("name") or "")


def test_a_section_is_edited_in_place(sign_in):
    page = sign_in("programmamanager")
    open_story(page)
    assert page.url.endswith(PROJECT)
    page.get_by_label("Doel").first.fill("Sneller van ziekenhuis naar huis")
    save(page)
    expect(page.locator("#waarom")).to_contain_text("Sneller van ziekenhuis naar huis")
    expect(page.locator("#waarom form[data-edit]")).to_have_count(0)
    expect(page.locator("#waarom [data-edit-link]")).to_be_focused()
    page.locator("#toasts").get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#waarom")).not_to_contain_text("Sneller van ziekenhuis naar huis.")
    expect(page.locator("#waarom .iza-history summary")).to_have_text("2 wijzigingen")


def test_mistakes_stay_in_place(sign_in):
    page = sign_in("programmamanager")
    page.goto(PROJECT)
    page.locator("#risicos").get_by_role("link", name="Risico toevoegen").click()
    expect(page.locator("#risicos").get_by_label("Risico", exact=True)).to_be_focused()
    page.locator("#risicos").get_by_label("Maatregel").fill("Meer begeleiders werven")
    save(page)
    expect(page.locator("#risicos [data-error-summary]")).to_be_focused()
    expect(page.locator("#risicos").get_by_label("Maatregel")).to_have_value("Meer begeleiders werven")
    page.locator("#risicos").get_by_label("Risico", exact=True).fill("Te weinig begeleiders")
    save(page)
    expect(page.locator("#risicos")).to_contain_text("Te weinig begeleiders")


def test_a_draft_survives_a_reload(sign_in):
    page = sign_in("programmamanager")
    page.goto(STORY)
    page.get_by_label("Urgentie").fill("Half af, en toen belde er iemand")
    expect(page.locator("[data-save-text]")).to_contain_text("Concept bewaard om")
    page.reload()
    expect(page.get_by_label("Urgentie")).to_have_value("Half af, en toen belde er iemand")
    expect(page.get_by_text("Dit is uw concept")).to_be_visible()
    page.get_by_role("button", name="Concept weggooien").click()
    expect(page.get_by_label("Urgentie")).to_have_value("")


def test_leaving_with_unsaved_text_asks_first(sign_in):
    page = sign_in("programmamanager")
    page.goto(STORY)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.get_by_label("Urgentie").press_sequentially("Net getypt")
    page.goto(PROJECT)
    assert asked == ["beforeunload"]


def test_two_editors_keep_both_texts(visit, portal, sign_in):
    page = sign_in("programmamanager")
    open_story(page)
    other = visit(portal, "programmamanager")
    other.goto(STORY)
    other.get_by_label("Probleem").fill("Tekst van de ander")
    save(other)
    expect(other.locator("#waarom")).to_contain_text("Tekst van de ander")
    page.get_by_label("Probleem").fill("Tekst van mij")
    save(page)
    conflict = page.locator("#waarom")
    expect(conflict).to_contain_text("Iemand anders wijzigde dit ook")
    expect(conflict.locator("[data-error-summary]")).to_be_focused()
    expect(conflict.locator("[data-error-summary]").get_by_role("link")).to_have_text("Probleem")
    expect(conflict.locator("[data-theirs-text]")).to_have_text("Tekst van de ander")
    expect(page.get_by_label("Probleem")).to_have_value("Tekst van mij")
    conflict.get_by_role("button", name="Deze overnemen").click()
    expect(page.get_by_label("Probleem")).to_have_value("Tekst van de ander")
    page.get_by_label("Probleem").fill("Tekst van de ander, met die van mij")
    save(page)
    expect(conflict).to_contain_text("Tekst van de ander, met die van mij")


def test_a_lost_session_costs_no_text(sign_in):
    page = sign_in("programmamanager")
    type_without_session(page, "Minder opnamen")
    fill_in_sign_in(page, "programmamanager")
    expect(page.get_by_label("Beoogde effecten")).to_have_value("Minder opnamen")
    save(page)
    expect(page.locator("#waarom")).to_contain_text("Minder opnamen")


def test_a_sign_in_in_another_tab_costs_no_text(sign_in):
    page = sign_in("programmamanager")
    type_without_session(page, "Minder heropnamen")
    other = page.context.new_page()
    other.goto("/inloggen/")
    fill_in_sign_in(other, "programmamanager")
    expect(other.get_by_role("heading", level=1)).to_be_visible()
    fill_in_sign_in(page, "programmamanager")
    expect(page.get_by_label("Beoogde effecten")).to_have_value("Minder heropnamen")


def type_without_session(page: Page, text: str) -> None:
    open_story(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Beoogde effecten").fill(text)
    save(page)
    expect(page.get_by_text("Uw tekst is niet weg")).to_be_visible()


def test_a_server_that_is_away_costs_no_text(visit, own_portal):
    """Killed while saving; started again, the same form is sent and stored once."""
    own_portal.start_web()
    own_portal.wait_until_it_answers()
    page = visit(own_portal, "programmamanager")
    page.goto(PROJECT)
    page.locator("#risicos").get_by_role("link", name="Risico toevoegen").click()
    page.locator("#risicos").get_by_label("Risico", exact=True).fill("De server valt uit")
    own_portal.stop("web")
    save(page)
    expect(page.locator("#toasts")).to_contain_text("Geen verbinding. Wat u typte staat er nog")
    own_portal.start_web()
    own_portal.wait_until_it_answers()
    save(page)
    expect(page.locator("#risicos table")).to_contain_text("De server valt uit")
    expect(page.locator("#risicos tbody tr")).to_have_count(1)


def test_a_double_click_adds_one_row(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{PROJECT}bewerken/randvoorwaarden/nieuw/")
    page.get_by_label("Randvoorwaarde", exact=True).fill("Twee keer geklikt")
    page.get_by_role("button", name="Opslaan").dblclick()
    expect(page.locator("#randvoorwaarden table")).to_contain_text("Twee keer geklikt")
    page.goto(PROJECT)
    expect(page.locator("#randvoorwaarden tbody th").get_by_text("Twee keer geklikt")).to_have_count(1)


def test_the_keyboard_is_enough(sign_in):
    page = sign_in("programmamanager")
    page.goto(PROJECT)
    tab_to(page, "Randvoorwaarde toevoegen", most=120)
    page.keyboard.press("Enter")
    expect(page.locator("#randvoorwaarden").get_by_label("Randvoorwaarde", exact=True)).to_be_focused()
    page.keyboard.type("Alleen met het toetsenbord")
    page.keyboard.press("Enter")
    expect(page.locator("#randvoorwaarden table")).to_contain_text("Alleen met het toetsenbord")


def test_a_file_is_uploaded_in_place(sign_in):
    page = sign_in("programmamanager")
    page.goto(PROJECT)
    page.locator("#bewijs").get_by_role("link", name="Bestand toevoegen").click()
    section = page.locator("#bewijs")
    section.get_by_label("Naam van het bewijsstuk").fill("Verslag")
    section.get_by_label("Bestand", exact=True).set_input_files(
        {"name": "verslag.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 verslag"}
    )
    save(page)
    expect(section.get_by_role("link", name="Verslag", exact=True)).to_be_visible()
    with page.expect_download() as download:
        section.get_by_role("link", name="Verslag", exact=True).click()
    assert download.value.suggested_filename == "verslag.pdf"


def test_without_scripts_everything_is_saved_too(visit, portal):
    page = visit(portal, "programmamanager", scripts=False)
    page.goto(PROJECT)
    page.locator("#bron").get_by_role("link", name="Bewerken").click()
    page.get_by_label("Aantekeningen bij de bron").fill("Zonder script geschreven")
    save(page)
    expect(page.locator("#bron")).to_contain_text("Zonder script geschreven")


def test_a_part_of_a_page_leads_to_the_sign_in(sign_in):
    """Opened in place after the session ended: the sign-in page in full, and back to the project."""
    page = sign_in("programmamanager")
    page.goto(PROJECT)
    page.context.clear_cookies(name="sessionid")
    page.locator("#kerngegevens").get_by_role("link", name="Bewerken").click()
    fill_in_sign_in(page, "programmamanager")
    expect(page.locator("#kerngegevens")).to_be_visible()


def test_a_word_without_an_end_never_widens_the_page(sign_in):
    """A pasted address stands in the story, in a row and in the history of both."""
    page = sign_in("programmamanager")
    address = f"https://voorbeeld.nl/{'verslag' * 40}"
    page.goto(STORY)
    page.get_by_label("Beoogde effecten").fill(address)
    save(page)
    expect(page.get_by_text(address).first).to_be_visible()
    page.goto(f"{PROJECT}bewerken/risicos/nieuw/")
    page.get_by_label("Risico", exact=True).fill(address[:290])
    save(page)
    expect(page.get_by_text(address[:290]).first).to_be_visible()
    page.goto(PROJECT)
    for summary in page.locator(".iza-history > summary").all():
        summary.click()
    expect(page.locator(".iza-history:not([open])")).to_have_count(0)
    assert excess_per_width(page) == {}


def test_a_form_with_an_address_of_its_own_leads_back_to_the_project(sign_in):
    """A part swapped in there would leave half a page, and the form again after a reload."""
    page = sign_in("programmamanager")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto(STORY)
    page.get_by_label("Doel", exact=False).first.click()
    page.keyboard.type("Thuis herstellen. ")
    save(page)
    page.wait_for_url(f"**{PROJECT}#waarom")
    assert asked == []
    expect(page.locator("#waarom")).to_contain_text("Thuis herstellen")
    expect(page.get_by_role("heading", name="Mijlpalen")).to_be_visible()


def test_a_new_project_opens_on_its_own_page(sign_in):
    page = sign_in("programmamanager")
    page.goto("/programmas/nml-o/project-toevoegen/")
    page.get_by_label("Naam").fill("Leefstijlloket in de wijk")
    save(page)
    expect(page).to_have_url(re.compile("/projecten/leefstijlloket-in-de-wijk/$"))
    expect(page.locator("#waarom")).to_be_visible()
