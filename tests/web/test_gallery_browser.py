"""Components in a real Chromium, on the gallery, which asks no database; axe is in test_pages_browser."""

import threading
from collections.abc import Generator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format, *args):
        """Says nothing: the tests look at the page."""


@pytest.fixture(scope="module")
def address() -> Generator[str, None, None]:
    server = Server(("127.0.0.1", 0), QuietHandler)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_gallery(chromium, address) -> Generator:
    """A function that opens the gallery and fails the test on anything the console says."""
    said: list[str] = []
    contexts = []

    def opened(*, scripts: bool = True) -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=scripts)
        contexts.append(context)
        page: Page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{address}/onderdelen/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def test_the_theme_switches_without_scripts(open_gallery):
    page = open_gallery(scripts=False)
    page.click("summary[aria-label='Licht of donker']")
    page.click("button[value=dark]")
    expect(page.locator("html[data-theme=dark]")).to_have_count(1)


def test_a_menu_closes_on_escape(open_gallery):
    page = open_gallery()
    page.click("summary[aria-label='Licht of donker']")
    page.keyboard.press("Escape")
    expect(page.locator("details[data-menu][open]")).to_have_count(0)
    expect(page.locator("summary[aria-label='Licht of donker']")).to_be_focused()


def test_a_failed_request_shows_a_toast(open_gallery):
    page = open_gallery()
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    toast = page.locator("#toasts .iza-toast")
    expect(toast).to_contain_text("Geen verbinding")
    toast.get_by_role("button").click()
    expect(toast).to_have_count(0)


def test_the_first_tab_skips_to_content(open_gallery):
    page = open_gallery()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()
