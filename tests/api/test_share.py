"""The share of Venray against the golden figures, and parts against totals."""

from decimal import Decimal

import pytest

from funding.models import RefundRisk
from funding.refund import RiskLevel
from funding.selectors.results import latest_shares
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze
from tests.api.conftest import SHARE
from tests.factories.funding import GrantFactory, RefundRiskFactory

FIGURES = ("award", "spent", "maximum", "atStake", "unsecured", "unspent", "dueGap", "expected")
GOLDEN = {
    "award": "229464.00",
    "spent": "96732.00",
    "maximum": "229464.00",
    "atStake": "96732.00",
    "unsecured": "80244.00",
    "unspent": "56244.00",
    "dueGap": "72000.00",
    "expected": "8244.00",
    "missing": [],
}
GOLDEN_PROJECTS = {
    "mgn": ("180000.00", "72000.00", "180000.00", "72000.00", "72000.00", "48000.00", "72000.00", "0.00"),
    "zorgstart": ("49464.00", "24732.00", "49464.00", "24732.00", "8244.00", "8244.00", "0.00", "8244.00"),
}


@pytest.fixture
def share(venray):
    return venray.get(f"{SHARE}?programme=nml-o&quarter=2026-Q2").json()


def test_the_total_is_golden(share):
    assert share["total"] == GOLDEN
    assert share["currency"] == "EUR"


def test_every_project_is_golden(share):
    found = {item["project"]["slug"]: tuple(item[name] for name in FIGURES) for item in share["projects"]}
    assert found == GOLDEN_PROJECTS


def test_the_levels_come_along(share):
    levels = {item["project"]["slug"]: item["level"] for item in share["projects"]}
    assert levels == {"mgn": "laag", "zorgstart": "midden"}


def test_a_project_is_judged_by_its_sums(venray, programme):
    """Two grants of which one fails: the level is that of both together, by what was stored with them."""
    first = RefundRisk.objects.filter(grant__project__slug="zorgstart", quarter=Quarter(2026, 3)).latest("pk")
    grant = GrantFactory.create(project=first.grant.project, award=Decimal(9_000_000))
    fields = ("at_stake", "unspent", "prefinanced", "advances", "derivation")
    RefundRiskFactory.create(
        grant=grant,
        quarter=first.quarter,
        level=RiskLevel.LOW,
        maximum=grant.award,
        expected=Decimal(0),
        expected_low=Decimal(0),
        **{name: getattr(first, name) for name in fields},
    )
    programme.risk_medium_pct = Decimal(1)
    programme.save()
    answer = venray.get(f"{SHARE}?programme=nml-o&quarter=2026-Q3").json()
    levels = {item["project"]["slug"]: item["level"] for item in answer["projects"]}
    assert levels["zorgstart"] == "laag"


def test_it_says_what_it_is(share, programme):
    assert share["municipality"] == {"code": "GM0984", "name": "Venray"}
    assert share["programme"]["slug"] == "nml-o"
    assert (share["quarter"], share["state"], share["frozenOn"]) == ("2026-Q2", "frozen", "2026-08-06")
    assert share["asOf"].endswith("Z")
    freeze = Freeze.objects.get(programme=programme, quarter=Quarter(2026, 2))
    assert (share["freezeId"], share["freezeVersion"]) == (str(freeze.pk), 1)


def test_the_key_carries_its_mark(share):
    assert share["key"]["percentage"] == "8"
    assert share["key"]["illustrative"] is True
    assert share["illustrative"] is True


def test_the_budget_is_split_too(share):
    years = [(year["year"], year["amount"]) for year in share["budget"]]
    assert years == [(2025, "76488.00"), (2026, "76488.00"), (2027, "76488.00")]
    zorgstart = share["projects"][1]
    assert [year["amount"] for year in zorgstart["budget"]] == ["16488.00"] * 3


def test_statuses_explain_themselves(share):
    found = {item["code"]: item for item in share["indicators"]}
    assert set(found) == {"1-1", "1-2", "1-3", "4-1", "4-2", "4-3"}
    first = found["1-1"]
    assert (first["status"], first["statusLabel"]) == ("at_risk", "risico")
    assert (first["value"], first["lower"], first["upper"]) == ("540", "600", "900")
    assert "60 onder de ondergrens van 600" in first["sentence"]
    assert (first["projects"], first["milestoneOf"]) == (["mgn"], ["mgn"])
    assert (found["1-3"]["status"], found["1-3"]["milestoneOf"]) == ("exceeded", [])
    assert (found["4-2"]["upper"], found["4-2"]["projects"]) == (None, ["zorgstart"])


@pytest.mark.parametrize("code", ["GM0983", "GM0889", "GM1507", "GM0984"])
def test_parts_equal_totals(client, token_of, code):
    address = f"/api/v1/municipalities/{code}/share?programme=nml-o&quarter=2026-Q2"
    share = client.get(address, headers={"Authorization": f"Bearer {token_of(code)}"}).json()
    for figure in FIGURES:
        assert sum(Decimal(item[figure]) for item in share["projects"]) == Decimal(share["total"][figure])
    for year in share["budget"]:
        parts = [b for item in share["projects"] for b in item["budget"] if b["year"] == year["year"]]
        assert sum(Decimal(part["amount"]) for part in parts) == Decimal(year["amount"])


def test_the_dashboard_tells_the_same(share, programme):
    rows = latest_shares(Viewer.system("test"), programme, Quarter(2026, 2)).filter(
        municipality__code="GM0984"
    )
    stored = {row.project.slug: (row.at_stake, row.expected) for row in rows}
    told = {
        item["project"]["slug"]: (Decimal(item["atStake"]), Decimal(item["expected"]))
        for item in share["projects"]
    }
    assert told == stored


def test_without_quarter_the_last_frozen(venray):
    share = venray.get(f"{SHARE}?programme=nml-o").json()
    assert (share["quarter"], share["total"]) == ("2026-Q2", GOLDEN)


def test_an_open_quarter_is_provisional(open_share):
    share = open_share()
    assert (share["state"], share["frozenOn"]) == ("provisional", None)
    assert share["total"]["award"] == "229464.00"


def test_without_programme_a_list(venray):
    answer = venray.get(f"{SHARE}?quarter=2026-Q2").json()
    assert set(answer) == {"shares"}
    assert [share["total"] for share in answer["shares"] if share["programme"]["slug"] == "nml-o"] == [GOLDEN]


def test_the_history_tells_every_quarter(venray):
    history = venray.get(f"{SHARE}/history?programme=nml-o").json()
    found = [(item["quarter"], item["state"], item["total"]["spent"]) for item in history["quarters"]]
    assert found == [
        ("2025-Q3", "frozen", "14400.00"),
        ("2025-Q4", "frozen", "40488.00"),
        ("2026-Q1", "frozen", "64488.00"),
        ("2026-Q2", "frozen", "96732.00"),
        ("2026-Q3", "provisional", "96732.00"),
    ]
    assert history["quarters"][3]["total"] == GOLDEN


def test_a_programme_without_quarters_has_no_history(venray):
    answer = venray.get(f"{SHARE}/history?programme=nml")
    assert (answer.status_code, answer.json()["quarters"]) == (200, [])
    assert venray.get(f"{SHARE}?programme=nml").status_code == 404


def test_history_without_programme_a_list(venray):
    answer = venray.get(f"{SHARE}/history").json()
    assert set(answer) == {"histories"}
    assert "nml-o" in [history["programme"]["slug"] for history in answer["histories"]]
