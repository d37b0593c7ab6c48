"""The dashboard in a real Chromium, on a really running portal: axe, the console, the width, htmx."""

from collections.abc import Generator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ADDRESS = "/programmas/nml-o/kwartaal/2026-Q2/"
WIDTHS = (1440, 820, 390)


@pytest.fixture
def board(sign_in) -> Generator[Page, None, None]:
    """The page as a board member of Venray sees it; anything the console says fails the test."""
    page = sign_in("bestuurder-venray")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(ADDRESS)
    yield page
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(board, scheme):
    board.emulate_media(color_scheme=scheme)
    found = Axe().run(board)
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_runs_off_the_page(board, width):
    board.set_viewport_size({"width": width, "height": 900})
    assert board.evaluate("document.querySelector('main').scrollWidth") <= width


def test_another_quarter_swaps_in_place(board):
    """The address follows, the title too, focus lands in what is new, and back leads back."""
    board.evaluate("window.sameDocument = true")
    board.get_by_role("navigation", name="Kwartaal").get_by_role("link", name="Q1 2026").click()
    expect(board.get_by_role("heading", level=1)).to_have_text("1e kwartaal 2026")
    assert board.url.endswith("/kwartaal/2026-Q1/")
    expect(board).to_have_title("1e kwartaal 2026 · NML-O · izaportal")
    assert board.evaluate("document.activeElement.closest('#dashboard') !== null")
    assert board.evaluate("window.sameDocument") is True
    board.go_back()
    expect(board.get_by_role("heading", level=1)).to_have_text("2e kwartaal 2026")


def test_filters_swap_and_keep_focus(board):
    box = board.get_by_label("Alleen kernindicatoren")
    box.focus()
    board.keyboard.press("Space")
    expect(board.get_by_role("link", name="1-2", exact=True)).to_have_count(0)
    assert board.url.endswith("?pijler=&kern=1")
    expect(board.get_by_label("Alleen kernindicatoren")).to_be_focused()
    expect(board.locator(".iza-pillar")).to_have_count(5)


def test_a_chart_opens_its_table(board):
    board.get_by_text("Toon als tabel").first.click()
    expect(board.get_by_role("cell", name="1.209.150").first).to_be_visible()
