"""What moved between two quarters, and the facts that made it move."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from funding.reasons import ReasonKind, moved, reasons
from funding.refund import refund_risk
from izaportal.core.quarter import Quarter
from tests.funding.test_refund import grants
from tests.golden.nml_o import mgn_grant, zorgstart_grant

Q4, Q1, Q2 = Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2)


def kinds(before, after):
    return {(reason.kind, reason.milestone, reason.indicator) for reason in reasons(before, after)}


def with_distinct_indicators(facts):
    """A milestone hangs on an indicator once."""
    return all(len({one.key for one in m.indicators}) == len(m.indicators) for m in facts.milestones)


distinct = grants().filter(with_distinct_indicators)


@given(distinct)
def test_nothing_changed_has_no_reason(facts):
    assert reasons(facts, facts) == ()
    assert moved(refund_risk(facts), refund_risk(facts)) == ()


def test_the_verdict_of_february_is_a_reason():
    before, after = zorgstart_grant(Q4), zorgstart_grant(Q1)
    assert kinds(before, after) == {
        (ReasonKind.ADVANCES, "", ""),
        (ReasonKind.VERDICT, "zs-1", ""),
        (ReasonKind.SPENT, "zs-2", ""),
    }
    figures = {step.figure: step.by for step in moved(refund_risk(before), refund_risk(after))}
    assert figures["unsecured"] == Decimal(-156_100)


def test_a_day_that_passed_is_a_reason():
    found = kinds(zorgstart_grant(Quarter(2025, 3)), zorgstart_grant(Q4))
    assert (ReasonKind.FELL_DUE, "zs-1", "") in found


def test_an_indicator_tells_value_line_status_and_bound():
    found = {kind for kind, _, indicator in kinds(mgn_grant(Q1), mgn_grant(Q2)) if indicator == "1-1"}
    assert found == {ReasonKind.VALUE, ReasonKind.PROJECTED, ReasonKind.STATUS, ReasonKind.BOUND_DUE}


def test_a_milestone_that_came_or_went_is_a_reason():
    whole = zorgstart_grant(Q2)
    fewer = replace(whole, milestones=whole.milestones[:2])
    (gone,), (come,) = reasons(whole, fewer), reasons(fewer, whole)
    assert (gone.kind, gone.milestone, gone.new) == (ReasonKind.AGREED, "zs-3", None)
    assert (come.kind, come.milestone, come.old) == (ReasonKind.AGREED, "zs-3", None)


@given(distinct, distinct)
def test_what_moved_has_a_reason(before, after):
    if moved(refund_risk(before), refund_risk(after)):
        assert reasons(before, after)
