"""The portfolio in a real Chromium: by keyboard, by dragging, and what comes back after it."""

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.web.browsing import quiet, tab_to

pytestmark = pytest.mark.browser
URL = "/programmas/nml-o/projecten/"


def count(page: Page, words: str) -> None:
    expect(page.locator("#lijst").get_by_role("status").first).to_have_text(words)


def names(page: Page) -> list[str]:
    return page.locator(".iza-portfolio tbody th[scope=row]").all_inner_texts()


def test_filtering_by_keyboard_keeps_the_focus(sign_in):
    page = sign_in("lezer")
    with quiet(page):
        page.goto(URL)
        tab_to(page, "q")
        page.keyboard.type("medicatie")
        count(page, "1 van 24 projecten")
        expect(page.locator("#id_q")).to_be_focused()
        expect(page).to_have_url(re.compile(r"/projecten/\?q=medicatie$"))
        tab_to(page, "Alle")
        page.keyboard.press("End")
        expect(page.get_by_role("link", name="Filter weghalen: Pijler: 5")).to_be_visible()
        chip = page.get_by_role("link", name="Filter weghalen: Zoeken: medicatie")
        chip.focus()
        page.keyboard.press("Enter")
        count(page, "6 van 24 projecten")
        expect(page.locator("#id_q")).to_have_value("")
        page.go_back()
        count(page, "1 van 24 projecten")


def test_sorting_and_columns_stay_together(sign_in):
    page = sign_in("lezer")
    page.goto(f"{URL}?pijler=p4")
    page.get_by_role("link", name="Investering (€)").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Investering (€)")
    page.get_by_role("link", name="Investering (€)").click()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Investering (€)")
    page.locator("summary", has_text="Kolommen").click()
    page.get_by_label("Besteed (€)").check()
    expect(page.get_by_role("columnheader", name="Besteed (€)")).to_be_visible()
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Investering (€)")
    count(page, "7 van 24 projecten")


def test_a_view_is_kept_changed_and_restored(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{URL}?fase=execution")
    page.get_by_role("link", name="Bewaren als nieuwe weergave").click()
    page.get_by_label("Naam").fill("In uitvoering")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#weergave summary").first).to_contain_text("In uitvoering")
    expect(page.get_by_text("Gewijzigd")).to_be_hidden()
    page.locator("#id_q").fill("zorg")
    expect(page.locator("#weergave").get_by_text("Gewijzigd")).to_be_visible()
    page.get_by_role("link", name="Herstellen").click()
    expect(page.locator("#id_q")).to_have_value("")
    page.goto(f"{URL}weergaven/")
    page.get_by_role("button", name=re.compile("Verwijderen.*In uitvoering")).click()
    expect(page.get_by_text("De weergave is verwijderd.")).to_be_visible()


def test_the_export_is_the_list(sign_in):
    page = sign_in("lezer")
    page.goto(f"{URL}?pijler=p4&volgorde=-investering")
    page.locator("summary", has_text="Exporteren").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel (.xlsx)").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    rows = list(book["Projecten"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == names(page)


def test_a_card_moves_by_arrow_and_comes_back(sign_in):
    page = sign_in("programmamanager")
    with quiet(page):
        page.goto(f"{URL}bord/?pijler=p1")
        card = page.locator("[data-card]", has_text="Gebiedsgericht werken")
        column = page.locator("[data-stage]", has=card)
        expect(column).to_have_attribute("data-stage", "initiation")
        card.focus()
        page.keyboard.press("ArrowRight")
        expect(column).to_have_attribute("data-stage", "preparation")
        expect(card).to_be_focused()
        said = page.locator("#toasts").get_by_text("‘Gebiedsgericht werken’ staat nu in voorbereiding.")
        expect(said).to_be_visible()
        page.get_by_role("button", name="Ongedaan maken").click()
        expect(column).to_have_attribute("data-stage", "initiation")


def test_a_card_moves_by_dragging(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{URL}bord/?pijler=p1")
    card = page.locator("[data-card]", has_text="Gebiedsgericht werken")
    column = page.locator("[data-stage]", has=card)
    card.drag_to(page.locator("[data-stage=design]"))
    expect(column).to_have_attribute("data-stage", "design")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(column).to_have_attribute("data-stage", "initiation")


def test_the_menu_of_a_card_moves_it_too(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{URL}bord/?pijler=p1")
    card = page.locator("[data-card]", has_text="Gebiedsgericht werken")
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    card.get_by_label("Naar fase").select_option("parked")
    card.get_by_role("button", name="Verplaats").press("Enter")
    expect(page.locator("[data-stage=parked]")).to_contain_text("Gebiedsgericht werken")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("[data-stage=initiation]")).to_contain_text("Gebiedsgericht werken")


def test_many_are_changed_and_taken_back(sign_in):
    page = sign_in("programmamanager")
    page.goto(f"{URL}?pijler=p1")
    page.get_by_label("Alle projecten op deze pagina kiezen").check()
    expect(page.locator("[data-chosen]")).to_have_text("2 gekozen")
    page.get_by_role("button", name="Gekozen projecten wijzigen").click()
    page.get_by_label("Fase").select_option("parked")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("cell", name="geparkeerd")).to_have_count(2)
    page.get_by_label("Waarom wijzigt u dit?").fill("Besluit van het overleg")
    page.get_by_role("button", name="2 projecten wijzigen").click()
    expect(page.get_by_text("Gewijzigd: 2 projecten.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Teruggedraaid: 2 projecten.")).to_be_visible()


def test_the_roadmap_scrolls_by_keyboard(sign_in):
    page = sign_in("lezer")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{URL}roadmap/")
    region = page.get_by_role("region", name="Roadmap")
    region.focus()
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)


def test_all_of_it_works_without_scripts(visit, portal):
    page = visit(portal, "programmamanager", scripts=False)
    page.goto(f"{URL}bord/?pijler=p1")
    card = page.locator("[data-card]", has_text="Gebiedsgericht werken")
    card.locator("summary").click()
    card.get_by_label("Naar fase").select_option("done")
    card.get_by_role("button", name="Verplaats").click()
    expect(page.locator("[data-stage=done]")).to_contain_text("Gebiedsgericht werken")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("[data-stage=done]")).not_to_contain_text("Gebiedsgericht werken")
    page.goto(URL)
    page.get_by_role("searchbox", name="Zoeken").fill("medicatie")
    page.get_by_role("button", name="Toon").click()
    count(page, "1 van 24 projecten")
