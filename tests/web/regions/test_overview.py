"""The map as a table: every cell as the source has it, what differs is told apart, and the same for all."""

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client

from izaportal.web.regions.overview import TINTS, build
from regions.models import ImpactActivity, ImpactTarget, ImpactTheme, Region
from regions.selectors.impact import Cell, Held, activity_matrix
from tests.factories.regions import ActivityGapFactory, RegionFactory

pytestmark = pytest.mark.django_db
URL = "/regios/"
SOURCE = Path(settings.BASE_DIR) / "izaportal" / "demo" / "data" / "impactkaart.yaml"
SIGNS = {"gap": "–", "elsewhere": "→", "silent": "?"}


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def table_of(html: str) -> dict[str, list[str]]:
    """The signs of every row by the address of its region; a row that says one thing has one."""
    found = {}
    for row in re.findall(r"<tr>\s*(<th scope=\"row\".*?)</tr>", html, re.DOTALL):
        address = re.search(r'href="(/regios/[^"#]+)"', row)
        assert address is not None
        found[address[1]] = [words(cell).split(" ")[0] for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
    return found


def address_of(region: dict[str, Any]) -> str:
    scheme = f"{region['kind']}{'-sub' if region['parent'] else ''}"
    return f"/regios/{scheme}/{re.sub('^(zk|roaz)-', '', region['slug'])}/"


def by_hand(region: dict[str, Any], themes: list[str]) -> list[str]:
    """A row from the file of the source itself, cell by cell."""
    signs = []
    for theme in themes:
        activities = region["activities"].get(theme) or []
        if activities:
            signs.append(str(len(activities)))
        elif theme in region["activity_gaps"]:
            signs.append(SIGNS["gap"])
        elif [slug for slug in region["activities_from"] if slug != region["slug"]]:
            signs.append(SIGNS["elsewhere"])
        else:
            signs.append(SIGNS["silent"])
    return signs[:1] if set(signs) == {SIGNS["elsewhere"]} else signs


@pytest.fixture(scope="module")
def source() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(SOURCE.read_text())
    return found


def test_every_cell_is_as_the_source_has_it(source):
    themes = [theme["slug"] for theme in source["themes"]]
    wanted = {address_of(region): by_hand(region, themes) for region in source["regions"]}
    assert table_of(Client().get(URL).content.decode()) == wanted


def test_a_cell_opens_the_region_at_its_theme():
    html = Client().get(URL).content.decode()
    link = 'href="/regios/zorgkantoor/midden-holland/#digitale-zorg">'
    assert html.count(link) == 1
    assert (
        words(html.partition(link)[2].partition("</a>")[0]) == "2 activiteiten, Digitale zorg, Midden-Holland"
    )


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("", {"zorgkantoor", "zorgkantoor-sub", "roaz", "roaz-sub"}),
        ("onzin", {"zorgkantoor", "zorgkantoor-sub", "roaz", "roaz-sub"}),
        ("zorgkantoor", {"zorgkantoor", "zorgkantoor-sub"}),
        ("roaz", {"roaz", "roaz-sub"}),
    ],
)
def test_the_address_chooses_a_kind(asked, kinds):
    html = Client().get(f"{URL}?soort={asked}").content.decode()
    assert {address.split("/")[2] for address in table_of(html)} == kinds


def test_parts_stand_below_their_region():
    rows = list(table_of(Client().get(URL).content.decode()))
    at = rows.index("/regios/zorgkantoor/zwolle/")
    assert rows[at + 1 : at + 3] == [
        "/regios/zorgkantoor-sub/zwolle-ijssel-vecht/",
        "/regios/zorgkantoor-sub/zwolle-noord-veluwe-en-zeewolde/",
    ]


def test_the_verdict_counts_regions_with_a_plan_of_their_own(source):
    page = build(*activity_matrix(), asked="")
    own = [region for region in source["regions"] if any(region["activities"].values())]
    whole = [
        region for region in own if all(region["activities"].values()) and len(region["activities"]) == 7
    ]
    lacking = Counter(theme for region in own for theme in region["activity_gaps"])
    assert page.line.startswith(f"{len(whole)} van de {len(own)} regio’s")
    assert (page.sub, lacking.most_common(1)) == (
        "Het vaakst ontbreekt Zorgcontractering: bij 18 regio’s.",
        [("zorgcontractering", 18)],
    )


def test_not_recorded_is_not_the_same_as_not_in_the_plan():
    """Where the source says nothing there is no zero and no dash, but a question mark with its word."""
    activities = ImpactActivity.objects.filter(region__code="t-gooi", theme__slug="digitale-zorg")
    ImpactTarget.objects.filter(activity__in=activities).delete()
    activities.delete()
    html = Client().get(URL).content.decode()
    assert "? niet vastgelegd, Digitale zorg, 't Gooi" in words(html)
    ActivityGapFactory(
        region=Region.objects.get(code="t-gooi"), theme=ImpactTheme.objects.get(slug="digitale-zorg")
    )
    assert "– niet in het plan (wel knelpunten, geen activiteiten), Digitale zorg, 't Gooi" in words(
        Client().get(URL).content.decode()
    )


def test_what_the_source_calls_confidential_is_not_public():
    rows = ImpactActivity.objects.filter(region__code="t-gooi", theme__slug="digitale-zorg")
    rows.update(confidential=True)
    assert "? niet vastgelegd, Digitale zorg, 't Gooi" in words(Client().get(URL).content.decode())
    page = Client().get("/regios/zorgkantoor/t-gooi/").content.decode()
    assert "Regionaal digitaal platform" not in page


@pytest.mark.parametrize(("count", "tint"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 5), (40, 5)])
def test_more_activities_are_tinted_deeper(count, tint):
    themes, rows = activity_matrix()
    row = rows[0].__class__(
        RegionFactory.build(scheme="roaz"), tuple(Cell(Held.ACTIVITIES, count) for _ in themes)
    )
    (shown,) = build(themes, [row], asked="roaz").rows
    assert {cell.tint for cell in shown.cells} == {tint}
    assert len(TINTS) == 5


def test_caches_may_keep_it_for_who_is_not_signed_in():
    answer = Client().get(URL)
    assert (answer["Cache-Control"], answer["Vary"], answer.cookies) == ("public, max-age=300", "Cookie", {})
    assert Client().get(URL, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_within_the_portal_it_is_private(client_of):
    answer = client_of("lezer").get(URL)
    assert answer["Cache-Control"] == "private, no-cache"
    assert 'aria-label="Hoofdmenu"' in answer.content.decode()
