"""Every page in a real Chromium: axe in both themes, three widths without sideways scrolling, the console."""

import pytest
from playwright.sync_api import Page

from tests.web.browsing import excess_per_width, quiet, violations_in_both_themes

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PROGRAMME = "/programmas/nml-o/"
ZUID_LIMBURG = "/programmas/zuid-limburg/"
OPEN_PAGES = ("/inloggen/", "/onderdelen/")
MONEY = f"{PROGRAMME}financien/"
SPUK = f"{MONEY}subsidies/mgn/spuk-mgn/"
Q3 = f"{PROGRAMME}kwartaal/2026-Q3/"
REPORT = f"{PROGRAMME}projecten/mgn/rapportages/"
INDICATORS = f"{PROGRAMME}indicatoren/kpi-"
PAGES = {
    "programme": (
        "programmamanager",
        (
            "/",
            PROGRAMME,
            *(
                f"{PROGRAMME}?deel={part}"
                for part in ("projecten", "cijfers", "sturing", "planning", "deelnemers")
            ),
            *(f"{PROGRAMME}projecten/{slug}/" for slug in ("mgn", "rdg", "gebiedsgericht")),
            "/programmas/nml/",
            "/programmas/nml/?deel=projecten",
        ),
    ),
    "portfolio": (
        "programmamanager",
        (
            f"{PROGRAMME}projecten/",
            f"{PROGRAMME}projecten/?q=zorg&bron=spuk&volgorde=-besteed&kolom=code&kolom=indicatoren&kolom=verwacht",
            f"{PROGRAMME}projecten/?fase=onzin",
            f"{PROGRAMME}projecten/bord/",
            f"{PROGRAMME}projecten/roadmap/?schaal=alles",
            f"{PROGRAMME}projecten/weergaven/?fase=design",
            f"{PROGRAMME}projecten/wijzigen/?alle=1&pijler=p4&nieuw-fase=design",
            "/programmas/nml/projecten/",
        ),
    ),
    "indicators": (
        "programmamanager",
        (
            *(f"{INDICATORS}{code}/?kwartaal=2026-Q2" for code in ("1-1", "2-1")),
            f"{INDICATORS}3-2/",
            f"{INDICATORS}5-1/?kwartaal=2025-Q4",
        ),
    ),
    "dashboard": (
        "bestuurder-venray",
        (
            f"{PROGRAMME}kwartaal/2026-Q2/",
            f"{PROGRAMME}kwartaal/2026-Q3/",
            f"{PROGRAMME}kwartaal/2026-Q2/?pijler=pijler-1&kern=1",
        ),
    ),
    "quarter": (
        "programmamanager",
        (
            f"{Q3}periode/",
            f"{PROGRAMME}kwartaal/2026-Q2/periode/",
            f"{Q3}periode/herinneringen/",
            f"{PROGRAMME}projecten/mgn/bewerken/verhaal/",
            f"{PROGRAMME}projecten/mgn/rapportages/",
            f"{REPORT}2026-Q3/",
            f"{REPORT}2026-Q3/verschil/",
            f"{REPORT}2026-Q2/",
            f"{PROGRAMME}projecten/zorgstart/rapportages/2026-Q3/",
            f"{INDICATORS}2-2/metingen/2026-Q3/",
            f"{INDICATORS}2-2/streefwaarden/",
            f"{PROGRAMME}indicatoren/nieuw/",
        ),
    ),
    "money": (
        "controller",
        (
            f"{MONEY}",
            f"{MONEY}begroting/",
            f"{MONEY}subsidies/nieuw/",
            f"{SPUK}",
            f"{MONEY}subsidies/rdg/zvw-rdg/",
            f"{SPUK}bewerken/mijlpalen/nieuw/",
            f"{SPUK}boekingen/",
            f"{SPUK}boekingen/boeken/",
            f"{MONEY}risico/",
            f"{MONEY}risico/mgn/spuk-mgn/",
            f"{MONEY}risico/scenario/",
        ),
    ),
    "account": (
        "controller",
        (
            f"{MONEY}sleutels/",
            f"{MONEY}sleutels/proberen/",
            f"{MONEY}sleutels/nieuw/",
            f"{MONEY}verantwoording/",
            f"{MONEY}verantwoording/mgn/spuk-mgn/boekingen/?jaar=2026&cijfer=besteding",
            f"{MONEY}verantwoording/mgn/spuk-mgn/vaststelling/",
            f"{MONEY}meldplicht/",
            f"{PROGRAMME}importeren/",
            "/gemeenten/",
            "/gemeenten/GM0984/",
            f"{Q3}periode/data/",
            f"{Q3}vaststellen/",
        ),
    ),
    "elsewhere": (
        "zl-manager",
        ("/", ZUID_LIMBURG, f"{ZUID_LIMBURG}?deel=planning", f"{ZUID_LIMBURG}kwartaal/"),
    ),
    "administrator": ("beheerder", ("/", "/wijzigingen/", "/berichten/verzonden/")),
    "told": (
        "controller",
        (
            "/meldingen/",
            "/voorkeuren/",
            "/berichten/verzonden/",
            f"{PROGRAMME}wijzigingen/",
            f"{PROGRAMME}wijzigingen/?van=gisteren&veld=fase",
        ),
    ),
}


def looked_at(page: Page, url: str) -> dict[str, object]:
    """What is wrong with one page, by its address and the theme or width."""
    page.goto(url)
    wrong = violations_in_both_themes(page) | excess_per_width(page)
    return {f"{url} {where}": what for where, what in wrong.items()}


@pytest.mark.parametrize("group", PAGES)
def test_every_page_passes_the_eye(sign_in, group):
    """Axe in light and dark, no sideways scrolling at any width, a silent console."""
    username, urls = PAGES[group]
    page = sign_in(username)
    faults: dict[str, object] = {}
    with quiet(page):
        for url in urls:
            faults |= looked_at(page, url)
    assert faults == {}


def test_open_pages_pass_the_eye(browser_page):
    faults: dict[str, object] = {}
    with quiet(browser_page):
        for url in OPEN_PAGES:
            faults |= looked_at(browser_page, url)
    assert faults == {}


def test_a_missing_page_passes_the_eye(sign_in):
    """Chromium itself tells the console of the 404, so that is not held against the page."""
    assert looked_at(sign_in("lezer"), "/bestaat/niet/") == {}
