"""The computed status of resultaat, tijd and geld: which fact decides, and what unknown does."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.refund import RiskLevel
from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import (
    Aspect,
    IndicatorOutlook,
    MilestoneOutlook,
    Progress,
    ProjectFacts,
    RefundOutlook,
    Timing,
    judge_project,
    timing,
)
from izaportal.reporting.explanation import sentences
from kpis.status import Status
from tests.oracles import standings as oracle
from tests.oracles.strategies import quarters

Q3 = Quarter(2026, 3)
DUE = date(2026, 6, 30)
days = st.dates(date(2019, 1, 1), date(2032, 12, 31))
milestones = st.builds(
    MilestoneOutlook,
    label=st.just("stap"),
    due=st.none() | days,
    progress=st.sampled_from(Progress),
    reached_on=st.none() | days,
    expected=st.none() | days,
)
refunds = st.none() | st.builds(
    RefundOutlook,
    level=st.none() | st.sampled_from(RiskLevel),
    expected=st.just(Decimal(2)),
    expected_low=st.just(Decimal(1)),
    uncalculated=st.integers(0, 2),
)
projects = st.builds(
    ProjectFacts,
    quarter=quarters,
    indicators=st.lists(
        st.builds(IndicatorOutlook, st.just("x"), st.none() | st.sampled_from(Status)), max_size=4
    ).map(tuple),
    milestones=st.lists(milestones, max_size=4).map(tuple),
    refund=refunds,
)


def step(due: date | None = DUE, progress: Progress = Progress.OPEN, **more) -> MilestoneOutlook:
    return MilestoneOutlook("Eerste groep gestart", due, progress, **more)


@pytest.mark.parametrize(
    ("milestone", "expected"),
    [
        (step(date(2026, 9, 30)), Timing.LATE),
        (step(date(2026, 10, 1)), Timing.AHEAD),
        (step(date(2026, 4, 1)), Timing.LATE),
        (step(date(2026, 3, 31)), Timing.LONG_LATE),
        (step(None), Timing.UNDATED),
        (step(None, Progress.REACHED), Timing.REACHED),
        (step(progress=Progress.UNKNOWN), Timing.UNREPORTED),
        (step(date(2026, 12, 31), Progress.UNKNOWN), Timing.AHEAD),
        (step(progress=Progress.REACHED), Timing.REACHED),
        (step(progress=Progress.REACHED, reached_on=date(2026, 9, 30)), Timing.REACHED),
        (step(progress=Progress.REACHED, reached_on=date(2026, 10, 1)), Timing.LATE),
        (step(date(2026, 12, 1), expected=date(2026, 12, 1)), Timing.AHEAD),
        (step(date(2026, 12, 1), expected=date(2026, 12, 2)), Timing.LATE),
        (step(date(2026, 12, 1), Progress.UNKNOWN, expected=date(2027, 1, 1)), Timing.LATE),
        (step(date(2026, 12, 1), expected=date(2027, 4, 1)), Timing.LONG_LATE),
        (step(expected=date(2026, 12, 31)), Timing.LONG_LATE),
    ],
)
def test_timing_on_the_last_day(milestone, expected):
    assert timing(milestone, Q3) == expected


def statuses_of(facts: ProjectFacts) -> list[str]:
    judged = judge_project(facts)
    return [judged.of(aspect).value for aspect in Aspect]


def test_nothing_to_judge_is_not_applicable():
    facts = ProjectFacts(Q3)
    assert statuses_of(facts) == ["not_applicable"] * 3
    assert sentences(facts, judge_project(facts)) == {
        Aspect.RESULT: "Aan dit project hangt geen indicator die meetelt.",
        Aspect.TIME: "Dit project heeft geen mijlpalen in zijn planning.",
        Aspect.MONEY: "Hier is geen SPUK die terug kan: n.v.t.",
    }


def test_each_aspect_says_why():
    facts = ProjectFacts(
        Q3,
        (IndicatorOutlook("1-1", Status.ON_TRACK), IndicatorOutlook("1-2", Status.OFF_TRACK)),
        (step(), step(None), step(date(2025, 1, 1), Progress.REACHED)),
        RefundOutlook(RiskLevel.MEDIUM, Decimal("96732.00"), Decimal(0)),
    )
    judged = judge_project(facts)
    assert statuses_of(facts) == ["off_track", "at_risk", "at_risk"]
    assert list(sentences(facts, judged).values()) == [
        "2 indicatoren: 1 op koers en 1 achter.",
        "3 mijlpalen: 1 te laat, 1 gehaald en 1 zonder datum. "
        "‘Eerste groep gestart’ moest klaar zijn op 30-06-2026.",
        "Verwacht terug te betalen is van €\u00a00 tot €\u00a096.732; het risiconiveau is midden.",
    ]


def test_one_of_a_kind_is_not_counted_twice():
    facts = ProjectFacts(
        Q3,
        (IndicatorOutlook("1-1", None),),
        (step(date(2026, 12, 1), expected=date(2027, 2, 1)),),
        RefundOutlook(None, None, None, uncalculated=1),
    )
    assert statuses_of(facts) == ["no_data", "at_risk", "no_data"]
    assert list(sentences(facts, judge_project(facts)).values()) == [
        "1 indicator: geen meting.",
        "1 mijlpaal: te laat. ‘Eerste groep gestart’ moest klaar zijn op 01-12-2026, "
        "en wordt verwacht op 01-02-2027.",
        "Het afrekenrisico is nog niet berekend.",
    ]


@pytest.mark.parametrize("grey", [Status.NOT_DUE, Status.NO_TARGET, Status.TO_BE_DETERMINED])
def test_what_cannot_be_judged_yet_is_grey(grey):
    facts = ProjectFacts(Q3, (IndicatorOutlook("1-1", grey),), (step(date(2027, 1, 1)),))
    assert statuses_of(facts)[:2] == ["not_due", "not_due"]


@given(projects)
def test_rules_agree_with_the_slow_ones(facts):
    level = facts.refund.level if facts.refund and not facts.refund.uncalculated else None
    assert statuses_of(facts) == [
        oracle.result([one.status for one in facts.indicators]),
        oracle.time(list(facts.milestones), facts.quarter),
        oracle.money(level) if facts.refund else "not_applicable",
    ]


@given(projects)
def test_counts_leave_nothing_out(facts):
    judged = judge_project(facts)
    assert sum(dict(judged.indicator_counts).values()) == len(facts.indicators)
    assert sum(dict(judged.milestone_counts).values()) == len(facts.milestones)
    assert all(sentence.endswith(".") for sentence in sentences(facts, judged).values())


WORSE = ["on_track", "at_risk", "off_track"]


@given(quarters, st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 900), st.integers(0, 900))
def test_expecting_it_later_is_never_better(quarter, due, first, more):
    sooner = step(due, expected=due + timedelta(days=first))
    later = replace(sooner, expected=due + timedelta(days=first + more))
    ranks = [list(Timing)[::-1].index(timing(one, quarter)) for one in (sooner, later)]
    assert ranks[0] <= ranks[1]


@given(projects, st.sampled_from(Progress))
def test_one_more_late_step_never_helps(facts, progress):
    late = step(facts.quarter.first_day, Progress.OPEN)
    judged = judge_project(replace(facts, milestones=(*facts.milestones, late)))
    assert judged.time.value in {"at_risk", "off_track"}
