"""The dashboard in a real Chromium, on a really running portal: the console, htmx, paper."""

from collections.abc import Generator, Sequence
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader

from tests.web.browsing import quiet

pytestmark = pytest.mark.browser
ADDRESS = "/programmas/nml-o/kwartaal/2026-Q2/"


@pytest.fixture
def board(sign_in) -> Generator[Page, None, None]:
    """The page as a board member of Venray sees it; anything the console says fails the test."""
    page = sign_in("bestuurder-venray")
    with quiet(page):
        page.goto(ADDRESS)
        yield page


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
    assert board.url.endswith("?pijler=&gemeente=&bron=&kern=1")
    expect(board.get_by_label("Alleen kernindicatoren")).to_be_focused()
    expect(board.locator(".iza-pillar")).to_have_count(5)


def test_a_chart_opens_its_table(board):
    board.get_by_text("Toon als tabel").first.click()
    expect(board.get_by_role("cell", name="1.209.150").first).to_be_visible()


def test_paper_is_used_well(board):
    """A board member reads it on paper: no sheet but the last stays half empty."""
    sheets = PdfReader(BytesIO(board.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) <= 7
    for sheet in sheets[:-1]:
        assert lowest_text(sheet) < float(sheet.mediabox.height) * 0.5


def lowest_text(sheet: PageObject) -> float:
    """How far above its foot the last line of a sheet stands, in points."""
    found: list[float] = []

    def keep(text: str, ctm: Sequence[float], matrix: Sequence[float], *_: object) -> None:
        if text.strip():
            found.append(matrix[5] * ctm[3] + ctm[5])

    sheet.extract_text(visitor_text=keep)
    return min(found)
