"""The public page in a real Chromium: for a stranger, in both themes, at every width, without a cookie."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from izaportal.accounts.models import User
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.unsubscribing import unsubscribe_url
from tests.web.browsing import excess_per_width, quiet, tab_to, violations_in_both_themes

pytestmark = pytest.mark.browser
PAGE = "/publiek/nml-o/2026-Q2/"


def test_anybody_reads_it(browser_page: Page):
    """The demo publishes this quarter."""
    page = browser_page
    with quiet(page):
        page.goto(PAGE)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Noord- en Midden-Limburg Oost")
        assert violations_in_both_themes(page) == {}
        assert excess_per_width(page) == {}
    assert page.context.cookies() == []
    tab_to(page, "CSV")
    with page.expect_download() as told:
        page.keyboard.press("Enter")
    assert told.value.suggested_filename == "nml-o-2026-Q2-versie-1.csv"


def test_anybody_finds_it_from_the_overview(browser_page: Page):
    page = browser_page
    with quiet(page):
        page.goto("/publiek/")
        assert violations_in_both_themes(page) == {}
        assert excess_per_width(page) == {}
        page.get_by_role("link", name="2e kwartaal 2026").click()
        expect(page).to_have_url(re.compile(f"{PAGE}$"))
    assert page.context.cookies() == []


def test_who_decides_sees_it_before(sign_in: Callable[[str], Page]):
    page = sign_in("programmamanager")
    with quiet(page):
        page.goto("/programmas/nml-o/kwartaal/2026-Q1/openbaar/")
        expect(page.get_by_role("button", name="Q1 2026 openbaar maken")).to_be_visible()
        assert violations_in_both_themes(page) == {}
        assert excess_per_width(page) == {}


def test_choosing_and_ending_mail_is_for_all(sign_in: Callable[[str], Page], browser_page: Page, db):
    link = unsubscribe_url(User.objects.get(username="lezer").pk, NoticeKind.DECISION)
    browser_page.goto(f"/{link.split('/', 3)[3]}")
    expect(browser_page.get_by_role("button", name="Ja, stop deze mail")).to_be_visible()
    assert violations_in_both_themes(browser_page) == {}
    page = sign_in("lezer")
    page.goto("/voorkeuren/")
    assert violations_in_both_themes(page) == {}
    assert excess_per_width(page) == {}
