"""A meeting in a real Chromium: through the slides by keyboard, on a tablet, without a script, on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import HEIGHT, WIDTHS, excess_per_width, quiet, violations, violations_in_both_themes

pytestmark = pytest.mark.browser
DASHBOARD = "/programmas/nml-o/kwartaal/2026-Q2/"
URL = f"{DASHBOARD}presentatie/"


def stands_at(page: Page, number: int) -> None:
    expect(page.locator(".iza-slide.is-shown")).to_have_count(1)
    expect(page.locator(".iza-slide.is-shown")).to_have_attribute("data-slide", str(number))


def test_the_slides_go_by_keyboard(sign_in):
    page = sign_in("bestuurder-venray")
    page.set_viewport_size({"width": 1920, "height": 1080})
    with quiet(page):
        page.goto(URL)
        count = page.locator(".iza-slide").count()
        for key, expected in (
            ("ArrowRight", 2), ("PageDown", 3), ("Space", 4), ("ArrowDown", 5), ("ArrowLeft", 4),
            ("PageUp", 3), ("Shift+Space", 2), ("End", count), ("ArrowRight", count), ("Home", 1),
            ("ArrowLeft", 1),
        ):  # fmt: skip
            page.keyboard.press(key)
            stands_at(page, expected)
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile(r"\?dia=2$"))
        expect(page).to_have_title(re.compile(rf"^2 van {count} · "))
        expect(page.locator("#dia-2")).to_be_focused()
        page.reload()
        stands_at(page, 2)
        page.keyboard.press("?")
        expect(page.get_by_role("heading", name="Toetsen")).to_be_visible()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", name="Toetsen")).to_be_hidden()
        stands_at(page, 2)
        page.keyboard.press("f")
        expect(page.locator(":fullscreen")).to_have_count(1)
        page.keyboard.press("f")
        expect(page.locator(":fullscreen")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page).to_have_url(re.compile(rf"{DASHBOARD}$"))


def test_the_slides_fit_and_are_accessible(sign_in):
    page = sign_in("lezer")
    page.goto(f"{URL}?dia=5")
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
    page.set_viewport_size({"width": WIDTHS["phone"], "height": HEIGHT})
    assert violations(page, "link-name", "button-name", "target-size") == []
    page.set_viewport_size({"width": 1920, "height": 1080})
    too_long = page.evaluate(
        """() => [...document.querySelectorAll("[data-slide]")].filter((slide) => {
            document.querySelector(".is-shown").classList.remove("is-shown");
            slide.classList.add("is-shown");
            return slide.scrollHeight > slide.clientHeight + 1;
        }).map((slide) => slide.className)"""
    )
    assert too_long == []


def test_each_slide_is_a_page_on_paper(sign_in):
    page = sign_in("lezer")
    page.goto(URL)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == page.locator(".iza-slide").count()


def test_buttons_do_the_same_without_a_script(visit, portal):
    page = visit(portal, "lezer", scripts=False)
    page.goto(URL)
    page.get_by_role("link", name="Volgende").click()
    stands_at(page, 2)
    page.get_by_role("link", name="Vorige").click()
    stands_at(page, 1)
    page.get_by_role("link", name="Sluiten").click()
    expect(page).to_have_url(re.compile(rf"{DASHBOARD}$"))
