"""What tests in a real Chromium share: axe, the width of a page, where focus is, the console."""

import re
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = {"desktop": 1440, "tablet": 820, "phone": 390}
HEIGHT = 900
# Until what a worker makes must be there. How long it takes is measured by `make bench`.
WORKER_MS = 40_000
# the first words of what has focus, and whether one sees that it has
FOCUSED = """(() => {
    const element = document.activeElement, style = getComputedStyle(element);
    const words = element.innerText.trim() || element.getAttribute("aria-label") || element.name || "";
    return [words.split("\\n")[0], style.outlineStyle !== "none" && style.outlineWidth !== "0px"];
})()"""


def violations(page: Page, *rules: str) -> list[tuple[str, str]]:
    """Rule and first element of everything axe objects to; of these rules only, when some are named."""
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    page.wait_for_load_state()
    found = Axe().run(page, options=options).response["violations"]
    return [(item["id"], item["nodes"][0]["html"]) for item in found]


def in_theme(page: Page, theme: Literal["light", "dark"]) -> None:
    """Without motion: axe must not measure a colour that is still changing."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")


def violations_in_both_themes(page: Page) -> dict[str, list[tuple[str, str]]]:
    """Everything in light; in dark the colours alone, since nothing else differs."""
    in_theme(page, "light")
    found = {"light": violations(page)}
    in_theme(page, "dark")
    found["dark"] = violations(page, "color-contrast")
    return {theme: wrong for theme, wrong in found.items() if wrong}


def excess_per_width(page: Page) -> dict[str, int]:
    """Pixels by which the page scrolls sideways, at each width where it does."""
    excess = {}
    for name, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        excess[name] = too_wide(page)
    page.set_viewport_size({"width": WIDTHS["desktop"], "height": HEIGHT})
    return {name: pixels for name, pixels in excess.items() if pixels > 0}


def too_wide(page: Page) -> int:
    """By how many pixels the page scrolls sideways; a table that scrolls within itself does not count."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"))


def fill_in_sign_in(page: Page, username: str) -> None:
    """On the sign-in page; where it leads is for the caller to wait for."""
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord", exact=True).fill("izaportal-demo")
    page.get_by_role("button", name="Inloggen").click()


def until_it_says(page: Page, address: str, words: str) -> None:
    """Open the page until it tells what a worker was asked to calculate."""
    until = time.monotonic() + WORKER_MS / 1000
    while True:
        page.goto(address)
        if re.search(words, page.locator("main").inner_text()):
            return
        assert time.monotonic() < until, f"{address} vertelt {words} niet"
        page.wait_for_timeout(150)


@contextmanager
def quiet(page: Page) -> Generator[None, None, None]:
    """Fails on anything the console says meanwhile."""
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    yield
    assert not said, said


def press_tab(page: Page) -> tuple[str, bool]:
    """The next thing that takes focus: its words, and whether an outline shows it."""
    page.keyboard.press("Tab")
    words, outlined = page.evaluate(FOCUSED)
    return words, outlined


def tab_to(page: Page, words: str, *, most: int = 60) -> list[str]:
    """Tab until something that starts so has focus; gives all that was passed, each shown as focused."""
    passed: list[str] = []
    for _ in range(most):
        name, outlined = press_tab(page)
        passed.append(name)
        assert outlined, f"{name!r} heeft focus zonder dat men het ziet"
        if name.startswith(words):
            return passed
    raise AssertionError(f"{words!r} is met Tab niet te bereiken: {passed}")
