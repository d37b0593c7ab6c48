"""Totals, the population key, the refund tables and the money of the scenario, as worked out by hand."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from funding.credit import CreditMode
from funding.refund import GrantFacts, RefundRisk, RiskLevel, refund_risk
from funding.shares import AllocationKey, KeyKind, add_shares, split
from funding.totals import FIGURES, total_risk
from izaportal.core.money import add, cents, largest_remainder
from izaportal.core.quarter import Quarter
from tests.golden.nml_o import (
    MEMBERS,
    MGN_AWARD,
    POPULATION,
    VENRAY,
    ZORGSTART_AWARD,
    demo_key,
    mgn_grant,
    zorgstart_grant,
)

Q2 = Quarter(2026, 2)
BOTH = MGN_AWARD + ZORGSTART_AWARD

POPULATION_IN_ONE_SPLIT = {
    "GM0889": "73203.38",
    "GM0893": "71891.68",
    "GM1711": "175116.42",
    "GM0907": "97223.75",
    "GM1507": "240023.34",
    "GM1640": "196786.68",
    "GM1641": "133388.20",
    "GM0946": "95600.53",
    "GM1894": "248860.87",
    "GM1669": "113712.81",
    "GM0957": "331983.92",
    "GM0983": "567246.92",
    "GM0984": "244095.06",
    "GM0988": "279166.44",
}
DIFFERENT_PER_PROJECT = {
    "GM1507": "240023.35",
    "GM0957": "331983.93",
    "GM0907": "97223.74",
    "GM0983": "567246.91",
}
POPULATION_KEY = AllocationKey(KeyKind.POPULATION, POPULATION)
EQUAL_KEY = AllocationKey(KeyKind.EQUAL, {})


def per_project(key: AllocationKey) -> dict[str, Decimal | None]:
    splits = [split(award, key=key, members=MEMBERS).parts for award in (MGN_AWARD, ZORGSTART_AWARD)]
    return {code: add_shares(parts[code] for parts in splits).amount for code in MEMBERS}


def venray(amount: Decimal | None) -> Decimal | None:
    assert amount is not None
    return split(amount, key=demo_key(), members=MEMBERS).parts[VENRAY]


def figures(risk: RefundRisk) -> list[Decimal | None]:
    return [getattr(risk, figure) for figure in FIGURES]


def test_programme_totals_add_up_exactly():
    pillars = ["16.8", "13.2", "9.4", "10.9", "15.6", "5.5"]
    assert add(Decimal(text) for text in pillars) == Decimal("71.4")
    assert add([Decimal("10508583.92"), Decimal(400000)]) == Decimal("10908583.92")


def test_spuk_is_the_sum_of_two_awards():
    assert add([MGN_AWARD, ZORGSTART_AWARD]) == Decimal("2868300.00")
    assert cents(Fraction(45, 100) * 1374000) == ZORGSTART_AWARD


def test_three_equal_years_of_spuk():
    years = largest_remainder(BOTH, {2025: 1, 2026: 1, 2027: 1})
    assert set(years.values()) == {Decimal("956100.00")}
    assert venray(years[2025]) == Decimal("76488.00")


def test_venray_gets_eight_percent():
    assert [venray(x) for x in (BOTH, MGN_AWARD, ZORGSTART_AWARD)] == [
        Decimal("229464.00"),
        Decimal("180000.00"),
        Decimal("49464.00"),
    ]


def test_population_key_in_one_split():
    parts = split(BOTH, key=POPULATION_KEY, members=MEMBERS).parts
    assert sum(POPULATION.values()) == 524812
    assert parts == {code: Decimal(text) for code, text in POPULATION_IN_ONE_SPLIT.items()}


def test_population_key_per_project_differs_four_times():
    expected = POPULATION_IN_ONE_SPLIT | DIFFERENT_PER_PROJECT
    assert per_project(POPULATION_KEY) == {code: Decimal(text) for code, text in expected.items()}
    assert sum(map(Decimal, expected.values())) == BOTH


def test_equal_key_in_one_split():
    parts = list(split(BOTH, key=EQUAL_KEY, members=MEMBERS).parts.values())
    assert (parts.count(Decimal("204878.57")), parts.count(Decimal("204878.58"))) == (12, 2)


def test_equal_key_per_project_still_adds_up():
    """Not seven and seven, which lacks two cents: eight and six is what adds up."""
    parts = list(per_project(EQUAL_KEY).values())
    assert (parts.count(Decimal("204878.58")), parts.count(Decimal("204878.56"))) == (8, 6)
    assert 8 * Decimal("204878.58") + 6 * Decimal("204878.56") == BOTH


def mgn_with(threshold: str, mode: CreditMode) -> GrantFacts:
    grant = mgn_grant(Q2)
    milestone = grant.milestones[0]
    reading = replace(milestone.indicators[0], threshold=Decimal(threshold))
    return replace(grant, mode=mode, milestones=(replace(milestone, indicators=(reading,)),))


@pytest.mark.parametrize(
    ("threshold", "mode", "credit", "unsecured", "venrays"),
    [
        ("1200", CreditMode.ALL_OR_NOTHING, "0", "900000.00", "72000.00"),
        ("1200", CreditMode.PRO_RATA, "0.45", "495000.00", "39600.00"),
        ("1500", CreditMode.PRO_RATA, "0.36", "576000.00", "46080.00"),
    ],
)
def test_unsecured_money_of_mgn(threshold, mode, credit, unsecured, venrays):
    risk = refund_risk(mgn_with(threshold, mode))
    assert risk.milestones[0].now.value == Fraction(credit)
    assert risk.unsecured == Decimal(unsecured)
    assert venray(risk.unsecured) == Decimal(venrays)
    assert risk.maximum == MGN_AWARD


def test_due_gap_of_mgn_pro_rata():
    risk = refund_risk(mgn_with("1200", CreditMode.PRO_RATA))
    assert risk.milestones[0].due.value == Fraction("0.90")
    assert (risk.due_gap, venray(risk.due_gap)) == (Decimal("90000.00"), Decimal("7200.00"))


def test_demo_figures_of_both_grants():
    mgn, zorgstart = refund_risk(mgn_grant(Q2)), refund_risk(zorgstart_grant(Q2))
    assert figures(mgn) == [Decimal(x) for x in ("2250000", "900000", "900000", "600000", "900000", "0")]
    assert figures(zorgstart) == [Decimal(x) for x in ("618300", "309150", "103050", "103050", "0", "103050")]
    assert mgn.milestones[0].forecast.value == 1


def test_demo_share_of_venray():
    risks = [refund_risk(mgn_grant(Q2)), refund_risk(zorgstart_grant(Q2))]
    shares = [add_shares(venray(getattr(risk, figure)) for risk in risks).amount for figure in FIGURES]
    assert shares == [Decimal(x) for x in ("229464", "96732", "80244", "56244", "72000", "8244")]


def test_demo_levels_at_the_second_quarter():
    mgn, zorgstart = refund_risk(mgn_grant(Q2)), refund_risk(zorgstart_grant(Q2))
    assert (mgn.level, zorgstart.level) == (RiskLevel.LOW, RiskLevel.MEDIUM)
    assert zorgstart.expected is not None
    assert round(Fraction(zorgstart.expected) * 100 / Fraction(ZORGSTART_AWARD), 2) == Fraction("16.67")


def test_demo_total_is_the_sum():
    total = total_risk([refund_risk(mgn_grant(Q2)), refund_risk(zorgstart_grant(Q2))])
    assert [getattr(total, figure) for figure in FIGURES] == [
        Decimal(x) for x in ("2868300", "1209150", "1003050", "703050", "900000", "103050")
    ]
    assert total.level is RiskLevel.LOW


@pytest.mark.parametrize(
    ("quarter", "unsecured"),
    [("2025-Q3", "80000"), ("2025-Q4", "206100"), ("2026-Q1", "50000"), ("2026-Q2", "103050")],
)
def test_zorgstart_unsecured_as_of_quarter(quarter, unsecured):
    assert refund_risk(zorgstart_grant(Quarter.parse(quarter))).unsecured == Decimal(unsecured)


def test_zorgstart_first_milestone_falls_due():
    assert refund_risk(zorgstart_grant(Quarter(2025, 4))).due_gap == Decimal("206100.00")
