from izaportal.core.quarter import Quarter
from izaportal.web.quarters import QuarterChoice, asked_or_last, quarter_choices
from pillars.models import PeriodState, ReportingPeriod

FIRST, LAST, RUNNING = Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 4)
PERIODS = [
    ReportingPeriod(quarter=quarter, state=state, submit_from=quarter.next.first_day)
    for quarter, state in ((FIRST, PeriodState.FROZEN), (LAST, PeriodState.OPEN), (RUNNING, PeriodState.OPEN))
]


def test_every_period_can_be_chosen():
    assert quarter_choices(PERIODS, url="/p/", current=LAST) == (
        QuarterChoice("Q1 2026", "/p/?kwartaal=2026-Q1", current=False, frozen=True),
        QuarterChoice("Q2 2026", "/p/?kwartaal=2026-Q2", current=True, frozen=False),
        QuarterChoice("Q4 2026", "/p/?kwartaal=2026-Q4", current=False, frozen=False, observed=True),
    )


def test_a_reported_quarter_is_given():
    assert asked_or_last(PERIODS, "2026-Q2") == (LAST, False)


def test_anything_else_falls_back():
    assert {asked_or_last(PERIODS, key) for key in ("", "x", "2025-Q4")} == {(FIRST, True)}
    assert asked_or_last([], "2026-Q1") is None
