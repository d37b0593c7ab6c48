"""Every page in a real Chromium: axe in both themes, three widths without sideways scrolling, the console."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page

from tests.all_pages import READ
from tests.fixtures.database import DEMO_DAY, connected_to, copy_database, drop_database
from tests.fixtures.known import make_known
from tests.fixtures.portal import Portal, portal_on
from tests.web.browsing import excess_per_width, quiet, violations_in_both_themes

pytestmark = [pytest.mark.slow, pytest.mark.browser]
# Answers that are no page: files, pictures, what machines read, and an address that leads on.
NO_PAGES = {
    "accountability-file",
    "compare-export",
    "decisions-export",
    "dossier-file",
    "duty-letter",
    "evidence-file",
    "health",
    "import-file",
    "import-report",
    "import-template",
    "meeting-minutes",
    "municipality-export",
    "pack-file",
    "portfolio-export",
    "programme-trail-file",
    "public-card",
    "public-data",
    "robots",
    "trail-file",
}
PAGES = [(address, person) for name, address, person in READ if name not in NO_PAGES]

# What the same pages show for other questions, and to others.
PROGRAMME = "/programmas/nml-o/"
MONEY = f"{PROGRAMME}financien/"
SPUK = f"{MONEY}subsidies/mgn/spuk-mgn/"
KEYS = f"{MONEY}sleutels/"
PERIOD = f"{PROGRAMME}kwartaal/2026-Q3/periode/"
REPORTS = f"{PROGRAMME}projecten/mgn/rapportages/"
INDICATORS = f"{PROGRAMME}indicatoren/kpi-"
LIST = "?q=zorg&bron=spuk&volgorde=-besteed&kolom=code&kolom=indicatoren&kolom=verwacht"
MORE = {
    "programmamanager": (
        "/",
        *(
            f"{PROGRAMME}?deel={part}"
            for part in ("projecten", "cijfers", "sturing", "planning", "deelnemers")
        ),
        *(f"{PROGRAMME}projecten/{slug}/" for slug in ("mgn", "rdg", "gebiedsgericht")),
        *(f"{PROGRAMME}projecten/mgn/bewerken/{part}/" for part in ("verhaal", "kerngegevens")),
        *(
            f"{PROGRAMME}projecten/mgn/bewerken/{part}/nieuw/"
            for part in ("cijfers", "mijlpalen", "bestanden")
        ),
        "/programmas/nml/?deel=projecten",
        f"{PROGRAMME}projecten/{LIST}",
        f"{PROGRAMME}projecten/?fase=onzin",
        f"{PROGRAMME}projecten/roadmap/?schaal=alles",
        f"{PROGRAMME}projecten/wijzigen/?alle=1&pijler=p4&nieuw-fase=design",
        f"{INDICATORS}1-1/?kwartaal=2026-Q2",
        f"{INDICATORS}3-2/",
        f"{INDICATORS}5-1/?kwartaal=2025-Q4",
        f"{REPORTS}2026-Q3/",
        f"{REPORTS}2026-Q3/verschil/",
        f"{REPORTS}2026-Q2/",
        f"{PROGRAMME}projecten/zorgstart/rapportages/2026-Q3/",
        f"{PROGRAMME}vergaderingen/",
        f"{PROGRAMME}besluiten/",
        f"{PROGRAMME}kernindicatoren/",
    ),
    "bestuurder-venray": (
        "/",
        f"{PROGRAMME}kwartaal/2026-Q3/",
        f"{PROGRAMME}kwartaal/2026-Q4/",
        f"{PROGRAMME}kwartaal/2026-Q2/?pijler=pijler-1&kern=1",
        f"{PROGRAMME}kwartaal/2026-Q2/?gemeente=GM0984&bron=zvw",
        f"{PROGRAMME}kwartaal/2026-Q2/presentatie/?dia=5",
        f"{PROGRAMME}vergelijken/?van=2025-Q4&tot=2026-Q2&alles=1",
        f"{PROGRAMME}kwartaal/2026-Q1/sindsdien/",
        *(f"{MONEY}risico/{what}?kwartaal=2026-Q2" for what in ("", "mgn/spuk-mgn/")),
    ),
    "controller": (
        "/",
        PROGRAMME,
        MONEY,
        SPUK,
        f"{MONEY}subsidies/rdg/zvw-rdg/",
        f"{SPUK}bewerken/gegevens/",
        f"{SPUK}boekingen/",
        f"{SPUK}boekingen/boeken/",
        f"{MONEY}begroting/",
        f"{MONEY}verantwoording/mgn/spuk-mgn/boekingen/?jaar=2026&cijfer=besteding",
        KEYS,
        f"{KEYS}proberen/",
        f"{KEYS}proberen/?kind=agreed_percentages&part_GM0984=8",
        f"{KEYS}nieuw/",
        "/gemeenten/",
        "/gemeenten/GM0984/",
        PERIOD,
        PERIOD.replace("Q3", "Q4"),
        PERIOD.replace("Q3", "Q2"),
        f"{PERIOD}data/",
        f"{PERIOD}herinneringen/",
        PERIOD.replace("periode", "sluiten"),
        f"{PROGRAMME}wijzigingen/?van=gisteren&veld=fase",
        "/meldingen/",
    ),
    "zl-manager": (
        "/",
        *(f"/programmas/zuid-limburg/{what}" for what in ("", "?deel=planning", "kwartaal/")),
    ),
    "beheerder": ("/", "/wijzigingen/", "/berichten/verzonden/"),
}


@pytest.fixture(scope="module")
def known(django_db_setup, django_db_blocker, tmp_path_factory) -> Generator[dict[str, str], None, None]:
    """A copy of the demo with what the addresses of the table name; `database` and `folder` are its own."""
    folder = tmp_path_factory.mktemp("elke-pagina")
    media = folder / "media"
    media.mkdir()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.conf.settings.MEDIA_ROOT", media)
        patched.setattr("django.conf.settings.IZAPORTAL_TODAY", DEMO_DAY)
        source = f"{connection.settings_dict['NAME']}_demo"
        name = f"{source}_pages"
        copy_database(source, name)
        with connected_to(name):
            ids = make_known(media)
    yield ids | {"database": name, "folder": str(folder)}
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture(scope="module")
def portal(known) -> Generator[Portal, None, None]:
    """One of its own, on that copy."""
    running = portal_on(known["database"], redis_number=7, logs=Path(known["folder"]))
    try:
        running.start_web()
        running.wait_until_it_answers()
        yield running
    finally:
        running.stop_all()


def faults_of(page: Page, url: str) -> dict[str, object]:
    """What is wrong with one page, by its address and the theme or width."""
    page.goto(url)
    wrong = violations_in_both_themes(page) | excess_per_width(page)
    return {f"{url} {where}": what for where, what in wrong.items()}


@pytest.mark.parametrize(("address", "person"), PAGES)
def test_every_page_passes_the_eye(sign_in, browser_page, known, address, person):
    """Axe in light and dark, no sideways scrolling at any width, a silent console."""
    page = sign_in(person) if person else browser_page
    with quiet(page):
        assert faults_of(page, address.format(**known)) == {}


@pytest.mark.parametrize("person", MORE)
def test_pages_with_other_questions_pass_the_eye(sign_in: Callable[[str], Page], person):
    page = sign_in(person)
    faults: dict[str, object] = {}
    with quiet(page):
        for url in MORE[person]:
            faults |= faults_of(page, url)
    assert faults == {}


def test_a_missing_page_passes_the_eye(sign_in):
    """Chromium itself tells the console of the 404, so that is not held against the page."""
    assert faults_of(sign_in("lezer"), "/bestaat/niet/") == {}
