"""Notices, mail, the trail and Mijn werk in a real Chromium: with content, and by keyboard."""

import re
from collections.abc import Callable, Generator

import pytest
from playwright.sync_api import Page, expect

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core import audit
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.services.notices import Message, notify
from projects.models import Project
from tests.fixtures.database import connected_to
from tests.fixtures.portal import Portal
from tests.web.browsing import excess_per_width, quiet, tab_to, violations_in_both_themes

pytestmark = pytest.mark.browser
SUBJECT = "Mentale gezondheidsnetwerken diende Q3 2026 in"
LONG = "Inwoners vinden sneller hulp in de eigen buurt, bij een netwerk van huisartsen, welzijn en ggz. " * 3


@pytest.fixture
def told(portal: Portal, django_db_blocker) -> Generator[None, None, None]:
    """The controller of the running portal was told two things, and others changed projects."""
    with django_db_blocker.unblock(), connected_to(portal.database):
        lead, controller = (User.objects.get(username=name) for name in ("projectleider-mgn", "controller"))
        for subject in (SUBJECT, "Nog 16 dagen om Q3 2026 in te dienen"):
            message = Message(
                NoticeKind.REPORT_SUBMITTED, subject, "Bekijk de rapportage.", "/programmas/nml-o/", "nml-o"
            )
            notify([controller.pk], actor=Viewer.system("test"), message=message)
        change_projects(viewer_of(lead))
    yield
    with django_db_blocker.unblock(), connected_to(portal.database):
        Notice.objects.all().delete()
        MailMessage.objects.all().delete()


def change_projects(actor: Viewer) -> None:
    audit.begin()
    for row in Project.objects.filter(programme__slug="nml-o")[:5]:
        stage = {"stage": ("preparation", "execution")}
        audit.record(
            actor=actor,
            subject=audit.Subject("project", str(row.pk), str(row), programme="nml-o"),
            change=audit.Change("gewijzigd", stage, "alles is gestart"),
        )
    audit.begin()
    audit.record(
        actor=actor,
        subject=audit.Subject("project", label="Netwerken", programme="nml-o"),
        change=audit.Change("gewijzigd", {"goal": (f"{LONG}Dat loopt goed.", f"{LONG}Dat loopt achter.")}),
    )


def wrong_with(page: Page) -> dict[str, object]:
    return {**violations_in_both_themes(page), **excess_per_width(page)}


def test_full_pages_pass_the_eye(told, sign_in: Callable[[str], Page]):
    page = sign_in("controller")
    faults: dict[str, object] = {}
    with quiet(page):
        for url in (
            "/",
            "/meldingen/",
            "/berichten/verzonden/",
            "/programmas/nml-o/wijzigingen/?soort=project",
        ):
            page.goto(url)
            for details in page.locator("main details").all():
                details.evaluate("element => { element.open = true }")
            faults |= {f"{url} {where}": what for where, what in wrong_with(page).items()}
    assert faults == {}


def test_notices_are_read_by_keyboard(told, sign_in: Callable[[str], Page]):
    page = sign_in("controller")
    page.goto("/")
    expect(page.locator(".iza-bell__count")).to_have_text("2 ongelezen")
    tab_to(page, "Meldingen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Meldingen")
    tab_to(page, "Gelezen")
    page.keyboard.press("Enter")
    expect(page.locator(".iza-bell__count")).to_have_text("1 ongelezen")
    page.get_by_role("button", name="Alles gelezen").click()
    expect(page.locator(".iza-bell__count")).to_have_count(0)
    expect(page.get_by_text("Eén melding is als gelezen gemarkeerd.")).to_be_visible()


def test_mail_is_switched_off_by_kind(sign_in: Callable[[str], Page]):
    page = sign_in("lezer")
    page.goto("/voorkeuren/")
    kind = page.get_by_role("group", name="Een vergadering of een besluit")
    kind.get_by_label("Niet").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("Uw voorkeuren zijn opgeslagen.")).to_be_visible()
    page.reload()
    expect(kind.get_by_label("Niet")).to_be_checked()
    expect(page.get_by_role("group", name="Een meldplicht").get_by_label("Meteen")).to_be_checked()


def test_the_trail_is_filtered_by_keyboard(told, sign_in: Callable[[str], Page]):
    page = sign_in("controller")
    page.goto("/programmas/nml-o/wijzigingen/")
    page.get_by_label("Veld").focus()
    page.keyboard.type("doel")
    page.keyboard.press("Enter")
    page.wait_for_url("**veld=doel**")
    expect(page.get_by_text("5 projecten gewijzigd")).to_have_count(0)
    expect(page.locator("del").first).to_contain_text("goed")
    expect(page.locator("ins").first).to_contain_text("achter")


def test_a_batch_opens_to_its_lines(told, sign_in: Callable[[str], Page]):
    page = sign_in("controller")
    page.goto("/programmas/nml-o/wijzigingen/?veld=fase")
    head = page.get_by_text("5 projecten gewijzigd").first
    expect(page.get_by_text("voorbereiding").first).to_be_hidden()
    head.click()
    expect(page.get_by_text("voorbereiding").first).to_be_visible()


def test_a_line_of_work_leads_to_its_row(sign_in: Callable[[str], Page]):
    page = sign_in("programmamanager")
    page.goto("/")
    page.get_by_text(re.compile(r"\d+ metingen ontbreken")).click()
    page.get_by_role("link", name="1-2").first.click()
    page.wait_for_url("**#veld-meting-kpi-1-2")
    expect(page.locator("#veld-meting-kpi-1-2")).to_be_in_viewport()
