"""Pages in a real Chromium: menus, the keyboard, swaps, without scripts, on paper."""

import pytest
from playwright.sync_api import expect

from tests.web.browsing import (
    HEIGHT,
    WIDTHS,
    fill_in_sign_in,
    in_theme,
    tab_to,
    too_wide,
    violations,
)

pytestmark = pytest.mark.browser
PROGRAMME = "/programmas/nml-o/"
INDICATORS = f"{PROGRAMME}indicatoren/kpi-"


def test_menus_fit_on_a_phone(sign_in):
    """Open they show whole, and neither they nor the page run off the screen."""
    page = sign_in("programmamanager")
    in_theme(page, "light")
    page.set_viewport_size({"width": WIDTHS["phone"], "height": HEIGHT})
    page.goto(PROGRAMME)
    expect(page.get_by_role("link", name="Meldingen")).to_be_visible()
    for summary in page.locator(".iza-bar summary").all():
        summary.click()
        menu = page.locator("details[data-menu][open] .iza-menu")
        expect(menu).to_have_count(1)
        expect(menu).to_be_visible()
        box = menu.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDTHS["phone"]
        assert too_wide(page) == 0
        assert violations(page) == []


def test_the_keyboard_goes_all_through(browser_page):
    """From the door to one indicator without a mouse, focus in sight at every step."""
    page = browser_page
    page.goto("/inloggen/")
    expect(page.locator("[name=username]")).to_be_focused()
    page.keyboard.type("bestuurder-venray")
    tab_to(page, "password")
    page.keyboard.type("izaportal-demo")
    tab_to(page, "Inloggen")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Mijn werk · izaportal")
    assert tab_to(page, "Dashboard")[0] == "Naar de inhoud"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2e kwartaal 2026")
    assert tab_to(page, "Naar de inhoud") == ["Naar de inhoud"]
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()
    passed = tab_to(page, "1-1 Inwoners bereikt met interventies")
    assert {"NML-O", "Q1 2026", "Afdrukken"} <= set(passed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1-1 Inwoners bereikt met interventies")
    tab_to(page, "Zo is dit berekend")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="De stappen van de berekening")).to_be_visible()


def test_wide_tables_take_focus(sign_in):
    """A table that scrolls within itself is reached by Tab and moved by an arrow."""
    page = sign_in("programmamanager")
    page.set_viewport_size({"width": WIDTHS["phone"], "height": HEIGHT})
    page.goto(f"{PROGRAMME}projecten/mgn/")
    page.locator("summary", has_text="De zes bedragen per kwartaal").click()
    region = page.get_by_role("region", name="De zes bedragen per kwartaal")
    region.focus()
    page.keyboard.press("ArrowRight")
    expect(region).to_be_focused()
    expect(region).not_to_have_js_property("scrollLeft", 0)


def test_a_swap_keeps_the_print_button(sign_in):
    page = sign_in("lezer")
    page.goto(f"{PROGRAMME}kwartaal/2026-Q2/")
    expect(page.get_by_role("button", name="Afdrukken")).to_be_visible()
    page.get_by_role("navigation", name="Kwartaal").get_by_role("link", name="Q1 2026").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1e kwartaal 2026")
    expect(page.get_by_role("button", name="Afdrukken")).to_be_visible()


def test_pages_work_without_scripts(visit, portal):
    """Sign-in, quarter, filter, search and tabs are plain links and forms."""
    page = visit(portal, scripts=False)
    page.goto(f"/inloggen/?next={PROGRAMME}kwartaal/2026-Q2/")
    fill_in_sign_in(page, "lezer")
    expect(page.get_by_role("heading", level=1)).to_have_text("2e kwartaal 2026")
    expect(page.get_by_role("button", name="Afdrukken")).to_have_count(0)
    page.get_by_label("Alleen kernindicatoren").check()
    page.get_by_role("button", name="Toon", exact=True).click()
    expect(page.get_by_role("link", name="1-2", exact=True)).to_have_count(0)
    page.locator(".iza-quarters__item", has_text="Q1 2026").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1e kwartaal 2026")
    page.goto(f"{PROGRAMME}?deel=projecten")
    page.get_by_role("searchbox").fill("medicatie")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_text("1 tot en met 1 van 1 projecten")).to_be_visible()


def test_paper_leaves_out_the_screen(sign_in):
    """No bar, menus or buttons; the table of a chart is open, and stands there once."""
    page = sign_in("bestuurder-venray")
    page.goto(f"{PROGRAMME}kwartaal/2026-Q2/")
    page.emulate_media(media="print")
    for hidden in (".iza-bar", ".iza-nav", ".iza-quarters", ".iza-foot__links", "[data-print]"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_role("cell", name="1.434.150")).to_have_count(1)
    expect(page.get_by_role("cell", name="1.434.150")).to_be_visible()
    slim = page.locator(".iza-chart--slim .iza-chart__svg:visible").first.bounding_box()
    assert slim is not None
    assert slim["width"] < WIDTHS["phone"]
