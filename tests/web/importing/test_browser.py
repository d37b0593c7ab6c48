"""A controller's afternoon in a real Chromium: fetch, fill in, hand in, mend, apply, take back."""

import re
from datetime import date

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.imports.workbooks import add, put
from tests.web.browsing import WORKER_MS, excess_per_width, violations_in_both_themes

pytestmark = pytest.mark.browser
PLACE = "/programmas/nml-o/importeren/"


def test_a_workbook_goes_round(sign_in, tmp_path):
    page = sign_in("controller")
    page.goto("/programmas/nml-o/")
    page.get_by_role("navigation").get_by_role("link", name="Importeren", exact=True).click()
    expect(page).to_have_url(re.compile(f"{PLACE}$"))
    with page.expect_download() as fetched:
        page.get_by_role("link", name=re.compile("Ophalen.*Boekingen")).click()
    path = tmp_path / fetched.value.suggested_filename
    fetched.value.save_as(path)

    book = load_workbook(path)
    sheet = book["Boekingen"]
    line = add(sheet, grant="mgn / spuk-mgn", amount="veel", performed_on=date(2026, 7, 15), reference="B-1")
    book.save(path)
    page.get_by_label("Bestand").set_input_files(path)
    page.get_by_role("button", name="Controleren", exact=True).click()
    expect(page.get_by_role("heading", name="1 fout gevonden")).to_be_visible(timeout=WORKER_MS)
    expect(page.get_by_role("row").filter(has_text=f"Boekingen, cel D{line}")).to_contain_text("veel")
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}

    put(sheet, line, amount="1.234,50")
    book.save(path)
    page.get_by_label("Bestand").set_input_files(path)
    page.get_by_role("button", name="Controleren", exact=True).click()
    expect(page.get_by_role("heading", name="Klaar om toe te passen")).to_be_visible(timeout=WORKER_MS)
    expect(page.get_by_role("main")).to_contain_text("Bedrag: € 1.234,50")
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
    page.get_by_label("Waarom past u dit toe?").fill("Facturen van juli")
    page.get_by_role("button", name="1 wijziging toepassen").click()
    expect(page.get_by_role("heading", name="Toegepast")).to_be_visible(timeout=WORKER_MS)

    page.reload()
    page.get_by_label("Waarom draait u dit terug?").fill("Dubbel ontvangen")
    page.get_by_role("button", name="Import terugdraaien").click()
    expect(page.get_by_role("heading", name="Teruggedraaid")).to_be_visible(timeout=WORKER_MS)
    page.goto(PLACE)
    expect(page.get_by_role("row").filter(has_text="teruggedraaid")).to_have_count(1)
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
