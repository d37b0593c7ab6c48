"""Start, programme and project pages in a real Chromium: axe in both themes, search in place, widths."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PROGRAMME = "/programmas/nml-o/"
PAGES = [
    "/",
    PROGRAMME,
    f"{PROGRAMME}?deel=projecten",
    f"{PROGRAMME}?deel=cijfers",
    f"{PROGRAMME}?deel=sturing",
    f"{PROGRAMME}?deel=planning",
    f"{PROGRAMME}?deel=deelnemers",
    f"{PROGRAMME}projecten/mgn/",
    f"{PROGRAMME}projecten/rdg/",
    f"{PROGRAMME}projecten/gebiedsgericht/",
    "/programmas/nml/",
    "/programmas/nml/?deel=projecten",
]


def violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(item["id"], item["nodes"][0]["html"]) for item in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(sign_in, theme):
    page = sign_in("programmamanager")
    page.emulate_media(color_scheme=theme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    found = {}
    for url in PAGES:
        page.goto(url)
        if wrong := violations(page):
            found[url] = wrong
    assert found == {}
    assert said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_at_the_door(browser_page, theme):
    browser_page.emulate_media(color_scheme=theme)
    browser_page.goto("/inloggen/")
    assert violations(browser_page) == []


@pytest.mark.parametrize("username", ["zl-manager", "beheerder"])
def test_axe_finds_nothing_for_other_roles(sign_in, username):
    assert violations(sign_in(username)) == []


def test_searching_replaces_only_the_list(sign_in):
    page = sign_in("lezer")
    page.goto(f"{PROGRAMME}?deel=projecten")
    page.evaluate("window.stayed = true")
    page.get_by_role("searchbox").press_sequentially("medicatie")
    expect(page.get_by_text("1 tot en met 1 van 1 projecten")).to_be_visible()
    assert "q=medicatie" in page.url
    assert page.evaluate("window.stayed === true")
    page.get_by_role("link", name="Medicatieoverdracht").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Medicatieoverdracht")


def test_the_pager_keeps_its_place(sign_in):
    page = sign_in("lezer")
    page.goto("/programmas/nml/?deel=projecten")
    page.get_by_role("link", name="Volgende pagina").click()
    expect(page.get_by_text("26 tot en met 50 van")).to_be_visible()
    assert "page=2" in page.url


@pytest.mark.parametrize("width", [1440, 820])
def test_pages_never_scroll_sideways(sign_in, width):
    page = sign_in("programmamanager")
    page.set_viewport_size({"width": width, "height": 900})
    wide = {}
    for url in PAGES:
        page.goto(url)
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            wide[url] = needed
    assert wide == {}
