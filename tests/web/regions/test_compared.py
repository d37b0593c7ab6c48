"""Developments between regions: side by side only what is alike, and nothing for who says nothing."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.test import Client

from izaportal.web.regions.compared import build, listed
from regions.models import Development
from regions.selectors.impact import developments_of, expected_indicators, profiles

pytestmark = pytest.mark.django_db
URL = "/regios/ontwikkelingen/"
SOURCE = Path(settings.BASE_DIR) / "izaportal" / "demo" / "data" / "impactkaart.yaml"


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def compared(indicator: str):
    return build(list(developments_of(indicator)), profiles=profiles())


def test_the_list_counts_as_the_source_does():
    said = [
        (one["indicator"], region["slug"], one.get("direction", "figures"))
        for region in yaml.safe_load(SOURCE.read_text())["regions"]
        for one in region["developments"]
    ]
    times = Counter((indicator, direction) for indicator, _, direction in said)
    regions = Counter(indicator for indicator, _ in {(indicator, region) for indicator, region, _ in said})
    shown = {
        line.link.url.split("/")[-2]: (
            line.regions,
            line.up,
            line.down,
            line.flat,
            line.undirected,
            line.figures,
        )
        for domain in listed(expected_indicators())
        for line in domain.lines
    }
    kinds = ("up", "down", "flat", "none", "figures")
    assert shown == {name: (count, *(times[name, kind] for kind in kinds)) for name, count in regions.items()}


def test_figures_of_the_same_years_stand_in_order():
    (alike,) = compared("demografische-druk").alike
    assert alike.title == "Van 70\u00a0% in Rotterdam tot 104,6\u00a0% in Drenthe"
    assert alike.about == "2023–2040, in %"
    values = [line.value for line in alike.lines]
    assert len(values) == 7
    assert values == sorted(values, reverse=True)
    assert alike.top == values[0]


def test_a_figure_without_its_first_year_stands_alone():
    page = compared("demografische-druk")
    assert [(line.region.label, line.years) for line in page.alone] == [("'t Gooi", "2040")]


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "personen"},
        {"population": "65 jaar en ouder"},
        {"from_year": 2022},
        {"to_year": 2035},
        {"from_lower": None, "from_upper": None},
    ],
)
def test_what_differs_in_one_way_is_not_put_beside(change):
    row = Development.objects.filter(indicator__slug="demografische-druk", region__code="drenthe")
    row.update(**change)
    page = compared("demografische-druk")
    assert "Drenthe" not in {line.region.label for one in page.alike for line in one.lines}
    assert "Drenthe" in {line.region.label for line in page.alone}


def test_a_figure_about_another_region_is_not_put_beside():
    row = Development.objects.get(indicator__slug="demografische-druk", region__code="drenthe")
    Development.objects.filter(pk=row.pk).update(
        scope=Development.objects.filter(region__code="groningen")[0].region
    )
    (alone,) = [line for line in compared("demografische-druk").alone if line.region.label == "Drenthe"]
    assert alone.remarks == "cijfer over Groningen"


def test_figures_of_which_one_is_below_zero_have_no_bar():
    rows = Development.objects.filter(indicator__slug="demografische-druk", region__code="rotterdam")
    rows.update(to_lower=-1, to_upper=-1)
    (alike,) = compared("demografische-druk").alike
    assert alike.top is None


def test_two_figures_that_are_alike_in_lacking_one_do_not_compare():
    rows = Development.objects.filter(indicator__slug="demografische-druk", kind="number")
    rows.update(from_lower=None, from_upper=None, to_lower=None, to_upper=None, from_year=None)
    page = compared("demografische-druk")
    assert page.alike == ()
    assert {line.said for line in page.alone} == {"geen getal"}
    assert len(page.alone) == 8


def test_words_stand_by_their_direction():
    page = compared("mantelzorgpotentieel")
    assert [(one.title, len(one.lines)) for one in page.words] == [("Neemt toe", 2), ("Neemt af", 6)]
    assert page.line == "8 regio’s noemen dit, alleen in woorden."


def test_who_says_nothing_is_counted_and_not_shown_as_zero():
    """A region for which another says it is not silent either."""
    source = yaml.safe_load(SOURCE.read_text())["regions"]
    saying = {
        region["slug"]
        for region in source
        for one in region["developments"]
        if one["indicator"] == "demografische-druk"
    }
    silent = [one["slug"] for one in source if saying.isdisjoint({one["slug"], *one["developments_from"]})]
    text = words(Client().get(f"{URL}demografische-druk/").content.decode())
    assert len(silent) < 58 - len(saying)
    assert f"Van {len(silent)} regio’s op de kaart is hierover niets vastgelegd" in text


def test_what_is_confidential_is_left_out():
    Development.objects.filter(indicator__slug="grijze-druk").update(confidential=True)
    assert Client().get(f"{URL}grijze-druk/").status_code == 404
    assert "Grijze druk" not in Client().get(URL).content.decode()


def test_a_region_leads_to_what_others_expect():
    html = Client().get("/regios/zorgkantoor/drenthe/").content.decode()
    assert 'href="/regios/ontwikkelingen/demografische-druk/"' in html
