"""Unknown is not zero: what a share tells where a figure is absent."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from funding.models import AllocationKey, MunicipalShare
from izaportal.core.quarter import Quarter
from pillars.models import ReportingPeriod
from projects.models import Project
from regions.models import Municipality
from tests.api.conftest import SHARE

OPEN = Quarter(2026, 3)
FIGURES = ("award", "maximum", "at_stake", "unsecured", "unspent", "due_gap", "expected")
MOST_QUERIES = 8


@pytest.fixture
def store(programme):
    """Adds a newer row of Venray's share of a project in the open quarter."""
    pattern = MunicipalShare.objects.filter(quarter=OPEN, municipality__code="GM0984").latest("id")
    venray = Municipality.objects.get(code="GM0984")

    def stored(project, *, percent=Decimal(8), key=None, **figures):
        return MunicipalShare.objects.create(
            project=project,
            municipality=venray,
            quarter=OPEN,
            key=key,
            percent=percent,
            **{name: figures.get(name) for name in FIGURES},
            rule_version=pattern.rule_version,
            fingerprint="0" * 64,
            run=pattern.run,
        )

    return stored


def asked(client, address: str) -> tuple[dict, int]:
    """The answer, and how many queries it took; counted at once, because the next request empties the log."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address).json()
    return answer, len(queries)


def project(slug: str) -> Project:
    return Project.objects.get(programme__slug="nml-o", slug=slug)


def test_no_agreed_part_is_undetermined(open_share, store):
    store(project("mgn"), percent=None)
    share = open_share()
    mgn, zorgstart = share["projects"]
    assert mgn["maximum"] is None
    assert {gap["label"] for gap in mgn["missing"]} == {"n.t.b."}
    assert share["total"]["maximum"] == zorgstart["maximum"] == "49464.00"
    assert {"figure": "maximum", "reason": "to_be_determined", "label": "n.t.b.", "projects": 1} in share[
        "total"
    ]["missing"]
    assert [year["amount"] for year in share["budget"]] == [None] * 3


def test_nothing_agreed_leaves_no_total(open_share, store):
    for slug in ("mgn", "zorgstart"):
        store(project(slug), percent=None)
    share = open_share()
    assert share["key"] is None
    assert share["total"]["award"] is None
    assert {gap["projects"] for gap in share["total"]["missing"]} == {2}


def test_spending_only_has_no_maximum(open_share, store):
    """Other SPUK streams have spending and unspent only: n.v.t., and the total is not less whole for it."""
    before = open_share()["total"]
    store(project("rdg"), award=Decimal(100), at_stake=Decimal("40.10"), unspent=Decimal("0.00"))
    share = open_share()
    rdg = next(item for item in share["projects"] if item["project"]["slug"] == "rdg")
    assert (rdg["spent"], rdg["unspent"], rdg["maximum"]) == ("40.10", "0.00", None)
    assert {(gap["figure"], gap["label"]) for gap in rdg["missing"]} == {
        (name, "n.v.t.") for name in ("maximum", "unsecured", "dueGap", "expected")
    }
    assert share["total"]["maximum"] == before["maximum"]
    assert Decimal(share["total"]["spent"]) == Decimal(before["spent"]) + Decimal("40.10")
    assert share["total"]["missing"] == []


def test_a_fresh_quarter_is_not_calculated(venray, programme, settings):
    settings.IZAPORTAL_TODAY = date(2027, 4, 2)
    ReportingPeriod.objects.create(
        programme=programme,
        quarter=Quarter(2027, 1),
        opens_on=date(2027, 1, 1),
        submit_from=date(2027, 4, 1),
        submit_until=date(2027, 4, 28),
        approve_until=date(2027, 5, 5),
    )
    share = venray.get(f"{SHARE}?programme=nml-o&quarter=2027-Q1").json()
    assert (share["asOf"], share["projects"], share["indicators"]) == (None, [], [])
    assert {gap["reason"] for gap in share["total"]["missing"]} == {"not_calculated"}


def test_a_population_key_splits_the_budget(open_share, store, programme):
    key = AllocationKey.objects.create(
        programme=programme,
        slug="inwoners",
        label="Naar inwonertal",
        kind="population",
        population_year=2024,
        validity=DateRange(date(2020, 1, 1), date(2021, 1, 1)),
    )
    store(project("mgn"), key=key, percent=Decimal("8.510287"), award=Decimal("191484.20"))
    mgn = open_share()["projects"][0]
    venray, everyone = 44662, 524812
    expected = (Decimal(750000) * venray / everyone).quantize(Decimal("0.01"))
    assert all(abs(Decimal(year["amount"]) - expected) <= Decimal("0.01") for year in mgn["budget"])


def test_more_projects_ask_no_more(venray, store, programme):
    address = f"{SHARE}?programme=nml-o&quarter=2026-Q3"
    few, first = asked(venray, address)
    for extra in Project.objects.filter(programme=programme).exclude(slug__in=("mgn", "zorgstart")):
        store(extra, award=Decimal(10), at_stake=Decimal(1))
    many, later = asked(venray, address)
    assert len(many["projects"]) > 3 * len(few["projects"])
    assert first <= MOST_QUERIES
    assert later == first - 1  # only the first request notes the token's use


@pytest.mark.parametrize("address", [SHARE, f"{SHARE}/history"])
def test_all_programmes_ask_few_queries(venray, address):
    assert asked(venray, address)[1] <= MOST_QUERIES
