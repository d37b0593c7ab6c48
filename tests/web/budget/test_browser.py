"""The grid of a budget in a real Chromium: keyboard, a block from Excel, totals, and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import excess_per_width, violations_in_both_themes

pytestmark = pytest.mark.browser
PAGE = "/programmas/nml-o/financien/begroting/?pijler=p2"
PASTE = """([cell, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.getElementById(cell).dispatchEvent(event);
}"""


@pytest.fixture
def page(sign_in: Callable[[str], Page]) -> Page:
    page = sign_in("controller")
    page.goto(PAGE)
    return page


def cells(page: Page, project: str) -> list[str]:
    return [cell.input_value() for cell in page.locator(f"[data-block={project}] [data-cell]").all()]


def cell(page: Page, project: str, place: int):
    return page.locator(f"[data-block={project}] [data-cell]").nth(place)


def total_row(page: Page):
    return page.locator("tfoot tr[data-sums]")


def test_keys_move_through_the_cells(page):
    cell(page, "ricm", 0).focus()
    page.keyboard.press("ArrowRight")
    expect(cell(page, "ricm", 1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(page, "rdg", 1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(cell(page, "rdg", 0)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Enter")
    expect(cell(page, "rdg", 0)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(cell(page, "ricm", 1)).to_be_focused()


def test_typing_counts_at_once_and_escape_takes_it_back(page):
    line = page.locator("[data-block=rdg] tr[data-line]")
    expect(line.locator("[data-difference]")).to_have_text("0")
    cell(page, "rdg", 0).focus()
    page.keyboard.type("1.999.999,50")
    expect(line.locator("[data-line-total]")).to_have_text("8.999.999,50")
    expect(line.locator("[data-difference]")).to_have_text("−0,50")
    expect(total_row(page).locator("[data-sum-total]")).to_have_text("8.999.999,50")
    expect(total_row(page).locator("[data-differences]")).to_have_text("−0,50")
    page.keyboard.press("Escape")
    expect(cell(page, "rdg", 0)).to_have_value("2.000.000")
    expect(line.locator("[data-difference]")).to_have_text("0")
    page.keyboard.type("veel")
    expect(cell(page, "rdg", 0)).to_have_attribute("aria-invalid", "true")


def test_a_block_from_excel_is_pasted_and_saved(page):
    first = cell(page, "ricm", 0).get_attribute("id")
    page.evaluate(PASTE, [first, "€ 800.000,00\t800000\t800.000\r\n2.500.000\t\t3.500.000,25\t9\r\n"])
    assert cells(page, "ricm") == ["800.000", "800.000", "800.000"]
    assert cells(page, "rdg") == ["2.500.000", "", "3.500.000,25"]
    expect(page.locator("[data-block=ricm] [data-line-total]")).to_have_text("2.400.000")
    expect(page.locator("[data-grid-told]")).to_have_text("6 cellen geplakt. 1 vielen buiten de tabel.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#toasts")).to_contain_text("6 bedragen zijn opgeslagen.")
    assert page.url.endswith(PAGE)
    assert cells(page, "rdg") == ["2.500.000", "", "3.500.000,25"]


def test_a_wrong_cell_is_told_and_a_draft_is_kept(page):
    cell(page, "ricm", 2).fill("1,2,3")
    expect(page.locator("[data-save-text]")).to_contain_text("Concept bewaard om")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator("[data-error-summary]")).to_contain_text("ZVW 2027: Dit is geen bedrag.")
    page.goto(PAGE)
    expect(cell(page, "ricm", 2)).to_have_value("1,2,3")


def test_the_grid_is_accessible_and_fits(page):
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
