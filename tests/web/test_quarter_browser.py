"""A whole quarter with the cast in a real Chromium: written, returned, approved, frozen, restated."""

import re
import time
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from izaportal.accounts.services import create_api_token
from izaportal.core.viewer import Viewer
from kpis.models import IndicatorStatus
from tests.fixtures.portal import Portal, Visit
from tests.web.browsing import WORKER_MS

pytestmark = pytest.mark.browser
PROGRAMME = "/programmas/nml-o/"
REPORT = f"{PROGRAMME}projecten/mgn/rapportages/2026-Q3/"
INDICATOR = f"{PROGRAMME}indicatoren/kpi-1-1/?kwartaal=2026-Q3"
DASHBOARD = f"{PROGRAMME}kwartaal/2026-Q3/"
SHARE = "/api/v1/municipalities/GM0984/share?programme=nml-o&quarter=2026-Q3"
As = Callable[[str], Page]


@pytest.fixture
def signed_in_as(own_portal: Portal, visit: Visit) -> As:
    """Everybody in a browser of their own, on a portal of this test alone."""
    own_portal.start_web()
    own_portal.start_worker()
    own_portal.wait_until_it_answers()

    def signed_in(username: str) -> Page:
        page = visit(own_portal, username)
        page.goto("/")
        return page

    return signed_in


def kept(page: Page) -> None:
    expect(page.locator("[data-save-text]")).to_contain_text("Concept bewaard om")


def fill_in(page: Page) -> None:
    """What is still missing from the demo's draft of Mentale gezondheidsnetwerken."""
    page.get_by_label("1-2 Inwoners met grotere zelfredzaamheid").fill("90")
    page.get_by_label("Hoe gaat het?").fill("Het bereik groeit.")
    page.get_by_label("geen besluit nodig").check()
    evaluation = page.locator('[data-item="mijlpaal.mgn-evaluatie"]')
    evaluation.get_by_label("Toelichting").fill("De evaluatie wacht op de cijfers.")
    kept(page)
    for aspect in ("result", "time", "money"):
        block = page.locator(f'[data-item="oordeel.{aspect}"]')
        for label in ("Oorzaak", "Gevolg", "Bijsturing"):
            field = block.get_by_label(label)
            if field.is_visible():
                field.fill(f"{label} bij dit oordeel.")
    kept(page)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_text("wacht op de programmamanager").first).to_be_visible()


def seen(page: Page, address: str) -> str:
    page.goto(address)
    return page.locator("main").inner_text()


def share(page: Page, token: str) -> str:
    return page.request.get(SHARE, headers={"authorization": f"Bearer {token}"}).text()


def until_told_everywhere(page: Page, token: str) -> None:
    """Indicator page, dashboard and API tell the new value, out of one stored row."""
    until = time.monotonic() + WORKER_MS / 1000
    told = {
        "indicator": lambda: re.search(r"\b710\b", seen(page, INDICATOR)),
        "dashboard": lambda: re.search(r"\b710\b", seen(page, DASHBOARD)),
        "API": lambda: '"value":"710' in share(page, token).replace(" ", ""),
    }
    while told:
        told = {place: tells for place, tells in told.items() if not tells()}
        assert not told or time.monotonic() < until, f"{sorted(told)} vertellen 710 niet"
    row = IndicatorStatus.objects.filter(indicator__slug="kpi-1-1", quarter="2026-Q3").latest("pk")
    assert row.value == 710


def close_and_freeze(page: Page) -> None:
    page.goto(f"{DASHBOARD}sluiten/")
    page.get_by_label("Waarom sluit u het kwartaal toch?").fill("Zorgstart volgt in het volgende kwartaal.")
    page.get_by_role("button", name="Q3 2026 sluiten").click()
    expect(page.locator("#paginakop")).to_contain_text("gesloten")
    page.goto(f"{DASHBOARD}vaststellen/")
    page.get_by_label("Ik weet dat deze cijfers").check()
    page.get_by_role("button", name="Q3 2026 vaststellen").click()
    expect(page.get_by_role("main")).to_contain_text("Vastgesteld op 12-10-2026.")


def restate(page: Page) -> None:
    page.goto(INDICATOR)
    page.get_by_role("link", name="710 voor Q3 2026").click()
    page.get_by_label("Nieuwe waarde").fill("720")
    page.get_by_label("Waarom herziet u dit?").fill("Venlo telde een wijk niet mee.")
    page.get_by_role("button", name="Laat zien wat er verandert").click()
    page.get_by_role("button", name="Herzien en opnieuw vaststellen").click()
    expect(page.locator("#toasts")).to_contain_text("Q3 2026 is herzien en opnieuw vastgesteld.")


def test_a_quarter_from_draft_to_restatement(signed_in_as):
    token = create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="test")
    lead = signed_in_as("projectleider-mgn")
    lead.get_by_role("link", name="Rapportage Q3 2026 indienen").click()
    fill_in(lead)
    hand_in(lead)

    manager = signed_in_as("programmamanager")
    judge = manager.get_by_role("link", name="Rapportage Q3 2026 beoordelen")
    judge.and_(manager.locator(f'[href="{REPORT}"]')).click()
    manager.locator("#onderdeel-metingen summary", has_text="Opmerking bij metingen").click()
    manager.locator("#opmerking-metingen").fill("Klopt 700 wel?")
    manager.get_by_role("button", name="Terugsturen met opmerkingen").click()
    expect(manager.get_by_text("Teruggestuurd met opmerkingen").first).to_be_visible()

    lead.goto("/meldingen/")
    expect(lead.get_by_role("main")).to_contain_text("teruggestuurd")
    lead.goto(REPORT)
    expect(lead.locator("#onderdeel-metingen")).to_contain_text("Klopt 700 wel?")
    lead.get_by_label("1-1 Inwoners bereikt met interventies").fill("710")
    kept(lead)
    hand_in(lead)

    manager.goto(REPORT)
    manager.get_by_role("button", name="Goedkeuren").click()
    expect(manager.get_by_text("Goedgekeurd", exact=True)).to_be_visible()
    until_told_everywhere(manager, token)

    controller = signed_in_as("controller")
    close_and_freeze(controller)
    lead.goto(REPORT)
    expect(lead.get_by_role("main")).to_contain_text("vastgesteld")
    frozen = share(controller, token)
    restate(controller)
    assert '"value":"720' in share(controller, token).replace(" ", "")
    assert '"value":"710' in frozen.replace(" ", "")
    board = signed_in_as("bestuurder-venray")
    assert "Herzien" in seen(board, DASHBOARD)
    told = StringIO()
    call_command("verify_freeze", stdout=told)
    assert "2026-Q3" in told.getvalue()
