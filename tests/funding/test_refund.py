from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.credit import CreditBasis, CreditMode, IndicatorReading, MilestoneFacts
from funding.duty import shortfall
from funding.refund import (
    UNASSIGNED,
    Applicability,
    GrantFacts,
    RefundRisk,
    RiskLevel,
    RiskSettings,
    Source,
    Stream,
    refund_risk,
    risk_level,
)
from funding.totals import FIGURES
from izaportal.core.quarter import Quarter
from kpis.status import Status
from tests.oracles.refund import figures
from tests.oracles.strategies import credits_, euros, values

# Any, so that a test may compare exact figures with bare numbers.
risk_of: Any = refund_risk

Q2 = Quarter(2026, 2)
NOT_REFUNDABLE = ("maximum", "unsecured", "settled", "due_gap", "expected", "expected_low", "level")
SMALL = st.decimals(0, 1000, places=2)

readings = st.builds(
    IndicatorReading,
    key=st.sampled_from(["a", "b"]),
    value=st.none() | values,
    start=st.none() | values,
    threshold=st.none() | values,
    bound_due=st.none() | values,
    status=st.none() | st.sampled_from(Status),
    projected=st.none() | values,
)
milestones = st.builds(
    MilestoneFacts,
    key=st.just(""),
    amount=st.decimals(1, 1000, places=2),
    due=st.sampled_from([date(2025, 12, 31), date(2026, 6, 30), date(2027, 12, 31)]),
    achieved=st.sampled_from([None, None, True, False]),
    booked=st.decimals(0, 300, places=2),
    forecast=st.none() | credits_,
    forecast_costs=st.none() | SMALL,
    indicators=st.lists(readings, max_size=2).map(tuple),
)


@st.composite
def grants(draw: st.DrawFn) -> GrantFacts:
    drawn = draw(st.lists(milestones, min_size=1, max_size=4))
    numbered = tuple(replace(m, key=f"m{i}") for i, m in enumerate(drawn))
    assigned = sum((m.amount for m in numbered), Decimal(0))
    booked = sum((m.booked for m in numbered), Decimal(0))
    award = max(assigned, booked) + draw(SMALL)
    return GrantFacts(
        Q2,
        Source.SPUK,
        Stream.TRANSFORMATION,
        award,
        advances=draw(euros),
        unattributed=min(draw(SMALL), award - booked),
        milestones=numbered,
        mode=draw(st.sampled_from(CreditMode)),
        stopped=draw(st.booleans()),
    )


def grant(*facts: MilestoneFacts, award: str = "1000", **other: Any) -> GrantFacts:
    return replace(
        GrantFacts(Q2, Source.SPUK, Stream.TRANSFORMATION, Decimal(award), milestones=facts), **other
    )


def promise(key: str, amount: str, **facts: Any) -> MilestoneFacts:
    return replace(MilestoneFacts(key, Decimal(amount), date(2027, 12, 31)), **facts)


def end_costs(risk: RefundRisk) -> list[Fraction]:
    return [row.costs_at_end for row in risk.milestones]


@pytest.mark.parametrize(
    ("source", "stream", "award", "kind"),
    [
        (Source.ZVW, None, Decimal(1), Applicability.NOT_APPLICABLE),
        (Source.SPUK, Stream.TRANSFORMATION, None, Applicability.NOT_APPLICABLE),
        (Source.SPUK, Stream.IZA, Decimal(1), Applicability.SPENDING_ONLY),
        (Source.SPUK, Stream.TRANSFORMATION, Decimal(1), Applicability.FULL),
    ],
)
def test_only_transformation_money_is_refunded(source, stream, award, kind):
    risk = risk_of(GrantFacts(Q2, source, stream, award, milestones=(promise("a", "1"),)))
    assert risk.applicability is kind
    known = [figure for figure in NOT_REFUNDABLE if getattr(risk, figure) is not None]
    assert known == (list(NOT_REFUNDABLE) if kind is Applicability.FULL else [])


def test_insurers_money_has_no_figure_at_all():
    risk = risk_of(GrantFacts(Q2, Source.ZVW, None, Decimal(9_000_000), unattributed=Decimal(5)))
    assert [getattr(risk, figure) for figure in FIGURES] == [None] * len(FIGURES)


def test_other_streams_show_spending_only():
    facts = GrantFacts(
        Q2,
        Source.SPUK,
        Stream.BROAD,
        None,
        Decimal(100),
        Decimal(30),
        (promise("a", "1", booked=Decimal(50)),),
    )
    risk = risk_of(facts)
    assert (risk.at_stake, risk.unspent, risk.prefinanced, risk.maximum) == (80, 20, 0, None)


def test_spending_above_the_advance_is_prefinanced():
    risk = risk_of(grant(promise("a", "1000", booked=Decimal(300)), advances=Decimal(200)))
    assert (risk.unspent, risk.prefinanced) == (0, 100)


def test_what_no_milestone_holds_earns_nothing():
    risk = risk_of(grant(promise("a", "600", achieved=True), unattributed=Decimal(100)))
    assert [(row.key, row.amount, row.costs) for row in risk.milestones] == [
        ("a", 600, 60),
        (UNASSIGNED, 400, 40),
    ]
    assert (risk.unsecured, risk.due_gap, risk.expected) == (40, 40, 400)
    assert risk.milestones[1].now.basis is CreditBasis.UNASSIGNED


def test_milestones_above_the_award_are_refused():
    with pytest.raises(ValueError, match="samen €\u00a01,00 meer waard"):
        risk_of(grant(promise("a", "600"), promise("b", "401")))


def test_the_state_settles_on_the_lesser():
    over = promise("a", "500", achieved=True, booked=Decimal(800))
    risk = risk_of(grant(over, promise("b", "500")))
    assert (risk.settled, risk.unsecured) == (500, 300)


@pytest.mark.parametrize(
    ("facts", "stopped", "end"),
    [
        ({}, False, 1000),
        ({"forecast_costs": Decimal(400)}, False, 400),
        ({"forecast_costs": Decimal(4000)}, False, 1000),
        ({"forecast_costs": Decimal(50)}, False, 100),
        ({"achieved": False}, False, 100),
        ({}, True, 100),
    ],
)
def test_costs_in_the_end_of_one_milestone(facts, stopped, end):
    risk = risk_of(grant(promise("a", "1000", booked=Decimal(100), **facts), stopped=stopped))
    assert end_costs(risk) == [end]


def test_costs_in_the_end_stay_within_award():
    risk = risk_of(grant(promise("a", "500", booked=Decimal(800)), promise("b", "500", booked=Decimal(100))))
    assert end_costs(risk) == [800, 200]


def test_forecast_costs_stop_at_the_milestone():
    dear = promise("a", "400", forecast_costs=Decimal(500))
    assert end_costs(risk_of(grant(dear, promise("b", "600", forecast_costs=Decimal(100))))) == [400, 100]


def test_an_overspent_award_loses_no_more():
    risk = risk_of(grant(promise("a", "1000", booked=Decimal(1200), achieved=False)))
    assert (risk.at_stake, risk.expected, risk.maximum) == (1200, 1000, 1000)


def test_grey_gives_a_range_and_stores_the_high_end():
    risk = risk_of(grant(promise("a", "600", achieved=True), promise("b", "400")))
    assert (risk.expected_low, risk.expected, risk.level) == (0, 400, RiskLevel.HIGH)


@pytest.mark.parametrize(
    ("expected", "level"),
    [("99.99", "laag"), ("100", "midden"), ("329.99", "midden"), ("330", "hoog"), ("1000", "hoog")],
)
def test_levels_begin_at_their_threshold(expected, level):
    assert risk_level(Decimal(expected), award=Decimal(1000)) == level


def test_levels_are_the_programmes_settings():
    settings = RiskSettings(medium_from_pct=Decimal(1), high_from_pct=Decimal(2))
    risk = risk_of(grant(promise("a", "1000", forecast=Decimal("0.98")), settings=settings))
    assert risk.level is RiskLevel.HIGH


@pytest.mark.parametrize(
    ("facts", "reports"),
    [
        ({"achieved": False}, True),
        ({"achieved": True}, False),
        ({"forecast": Decimal("0.9")}, True),
        ({"forecast": Decimal(1)}, False),
        ({"indicators": (IndicatorReading("x", threshold=10, projected=9),)}, True),
        ({"indicators": (IndicatorReading("x", threshold=10, status=Status.OFF_TRACK),)}, False),
        ({}, False),
    ],
)
def test_duty_to_report_needs_more_than_grey(facts, reports):
    forecast = risk_of(grant(promise("a", "1000", **facts))).milestones[0].forecast
    assert (shortfall(forecast.value, forecast.basis) is not None) is reports


def test_each_figure_is_rounded_half_up_once():
    third = IndicatorReading("x", value=1, start=0, threshold=3)
    facts = promise("a", "1000", booked=Decimal("0.05"), indicators=(third,))
    risk = risk_of(grant(facts, mode=CreditMode.PRO_RATA))
    assert (risk.unsecured, risk.settled) == (Decimal("0.03"), Decimal("0.02"))


@given(grants())
def test_figures_equal_the_slow_ones(facts):
    risk = risk_of(facts)
    rows = [
        {
            "amount": Fraction(row.amount),
            "costs": Fraction(row.costs),
            "end": row.costs_at_end,
            "now": row.now.value,
            "due": row.due.value,
            "forecast": row.forecast.value,
        }
        for row in risk.milestones
    ]
    slow = figures(Fraction(facts.award), Fraction(facts.advances), rows)
    assert {name: Fraction(getattr(risk, name)) for name in slow} == slow


@given(grants())
def test_advances_balance_to_the_cent(facts):
    risk = risk_of(facts)
    assert risk.unsecured + risk.unspent - risk.prefinanced == facts.advances - risk.settled


@given(grants())
def test_expected_never_passes_the_maximum(facts):
    risk = risk_of(facts)
    assert 0 <= risk.expected_low <= risk.expected <= risk.maximum
    assert sum(end_costs(risk)) <= risk.maximum
    assert all(row.costs <= row.costs_at_end for row in risk.milestones)
    assert 0 <= risk.unsecured <= risk.at_stake


@given(grants())
def test_costs_and_amounts_are_all_placed(facts):
    risk = risk_of(facts)
    booked = facts.unattributed + sum(m.booked for m in facts.milestones)
    assert sum(row.costs for row in risk.milestones) == risk.at_stake == booked
    assert sum(row.amount for row in risk.milestones) == facts.award


@given(grants(), st.data())
def test_a_confirmed_milestone_never_raises_risk(facts, data):
    chosen = data.draw(st.integers(0, len(facts.milestones) - 1))
    confirmed = tuple(replace(m, achieved=True) if i == chosen else m for i, m in enumerate(facts.milestones))
    before, after = risk_of(facts), risk_of(replace(facts, milestones=confirmed))
    for figure in ("unsecured", "due_gap", "expected", "expected_low"):
        assert getattr(after, figure) <= getattr(before, figure)


@given(grants())
def test_milestone_order_changes_nothing(facts):
    assert risk_of(replace(facts, milestones=facts.milestones[::-1])) == risk_of(facts)
