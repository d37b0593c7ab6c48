"""Components in a real Chromium, on the gallery, which asks no database; axe is in test_pages_browser."""

import threading
from collections.abc import Generator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page

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
    assert page.locator("html[data-theme=dark]").count() == 1


def test_a_menu_closes_on_escape(open_gallery):
    page = open_gallery()
    page.click("summary[aria-label='Licht of donker']")
    page.keyboard.press("Escape")
    assert page.locator("details[data-menu][open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_failed_request_shows_a_toast(open_gallery):
    page = open_gallery()
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    toast = page.locator("#toasts .iza-toast")
    assert "Geen verbinding" in toast.inner_text()
    toast.get_by_role("button").click()
    assert toast.count() == 0


def test_the_first_tab_skips_to_content(open_gallery):
    page = open_gallery()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
