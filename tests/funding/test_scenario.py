"""Supposing: without changes the stored figures, and what a change can and cannot do to the risk."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from funding.refund import refund_risk
from funding.scenario import Changes, GrantChange, MilestoneChange, Verdict, lost, objections, suppose
from funding.selectors.supposing import ground_of, supposed
from funding.totals import FIGURES
from izaportal.core.codec import decode, encode
from izaportal.core.money import add
from izaportal.core.numbers import to_decimal
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from tests.funding.test_refund import grants
from tests.golden.nml_o import zorgstart_grant
from tests.oracles.strategies import credits_, euros

SYSTEM = Viewer.system("proef")
DEMO_QUARTERS = list(Quarter.span(Quarter(2025, 3), Quarter(2026, 3)))
# Any, so that a test may compare exact figures with bare numbers.
risk_of: Any = refund_risk
RISKS = ("unsecured", "due_gap", "expected", "expected_low")

changes = st.builds(
    MilestoneChange,
    verdict=st.none() | st.sampled_from(Verdict),
    forecast=st.none() | credits_,
    without_forecast=st.booleans(),
    costs_at_end=st.none() | euros,
    spent=st.none() | st.decimals(-300, 300, places=2),
)


def as_is(milestone, reading, value):
    return reading


def with_change(facts, change):
    return suppose(facts, GrantChange({facts.milestones[0].key: change}), values={}, revalue=as_is)


@given(grants())
def test_no_change_is_the_same_grant(facts):
    assert suppose(facts, GrantChange(), values={}, revalue=as_is) == facts


@given(grants())
def test_confirming_never_raises_the_risk(facts):
    before, after = (risk_of(one) for one in (facts, with_change(facts, MilestoneChange(Verdict.CONFIRMED))))
    assert after.at_stake == before.at_stake
    for figure in RISKS:
        assert getattr(after, figure) <= getattr(before, figure), figure


@given(grants())
def test_refusing_never_lowers_what_is_unsecured(facts):
    before, after = (risk_of(one) for one in (facts, with_change(facts, MilestoneChange(Verdict.REFUSED))))
    assert after.unsecured >= before.unsecured
    assert after.due_gap >= before.due_gap


@given(grants(), changes, st.none() | st.decimals(-300, 300, places=2))
def test_what_may_be_supposed_keeps_expected_below_the_maximum(facts, change, spent):
    whole = GrantChange({facts.milestones[0].key: change}, spent)
    assume(not list(objections(facts, whole)))
    then = risk_of(suppose(facts, whole, values={}, revalue=as_is))
    assert then.expected_low <= then.expected <= then.maximum
    assert then.unsecured + then.unspent - then.prefinanced == then.advances - then.settled
    assert then.at_stake <= then.maximum


@given(st.dictionaries(st.sampled_from(["mgn/a", "mgn/b"]), changes), st.none() | euros)
def test_changes_are_kept_exactly(milestones, spent):
    whole = Changes(
        {key: GrantChange({"m": change}, spent) for key, change in milestones.items()},
        {"kpi": Decimal("1.50")},
    )
    assert decode(Changes, encode(Changes, whole)) == whole


def test_a_milestone_that_is_gone_is_named():
    facts = zorgstart_grant(Quarter(2026, 2))
    change = GrantChange({"zs-1": MilestoneChange(Verdict.REFUSED), "zs-9": MilestoneChange(Verdict.REFUSED)})
    known = {"zorgstart/spuk": facts}
    assert lost(known, Changes({"zorgstart/spuk": change, "x/y": GrantChange()})) == (
        "x/y",
        "zorgstart/spuk.zs-9",
    )
    assert suppose(facts, change, values={}, revalue=as_is).milestones[1:] == facts.milestones[1:]


@pytest.mark.django_db
@pytest.mark.parametrize("quarter", DEMO_QUARTERS, ids=str)
def test_without_changes_the_stored_figures_to_the_cent(programme, quarter):
    ground = ground_of(SYSTEM, programme, quarter, is_frozen=quarter < Quarter(2026, 3))
    found = supposed(ground, Changes())
    assert len(ground.supposable) == 2
    for grant in ground.grants:
        for figure in (*FIGURES, "expected_low", "level"):
            assert getattr(found.risks[grant.key], figure) == getattr(grant.row, figure), figure
    assert found.shares == ground.shares
    assert len(found.shares) == 28


@pytest.mark.django_db
def test_the_value_of_now_gives_the_stored_reading(programme):
    """Status and projection, worked out again from the series, are those that were stored."""
    for quarter in DEMO_QUARTERS[1:4]:
        ground = ground_of(SYSTEM, programme, quarter, is_frozen=True)
        now = to_decimal(ground.indicators["kpi-1-1"].values[quarter])
        found = supposed(ground, Changes(values={"kpi-1-1": now}))
        assert found == supposed(ground, Changes())


@pytest.mark.django_db
@pytest.mark.parametrize("verdict", Verdict)
def test_parts_add_up_whatever_is_supposed(programme, verdict):
    ground = ground_of(SYSTEM, programme, Quarter(2026, 2), is_frozen=True)
    change = MilestoneChange(verdict, spent=Decimal("1234.57"))
    found = supposed(
        ground, Changes({"zorgstart/spuk-zorgstart": GrantChange({"zs-2": change}, Decimal("0.01"))})
    )
    for figure in FIGURES:
        whole = add(getattr(risk, figure) for risk in found.risks.values())
        assert add(getattr(share, figure) for share in found.shares) == whole, figure


@pytest.mark.django_db
def test_supposing_takes_a_fixed_number_of_queries(programme, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        ground = ground_of(SYSTEM, programme, Quarter(2026, 3), is_frozen=False)
    with django_assert_max_num_queries(0):
        supposed(ground, Changes(values={"kpi-1-1": Decimal(700)}))
