from izaportal.core.quarter import Quarter
from izaportal.web.quarters import (
    QuarterChoice,
    asked_of,
    asked_or_latest,
    latest_period,
    quarter_choices,
)
from pillars.models import PeriodState, ReportingPeriod


def period(number: int, state: PeriodState) -> ReportingPeriod:
    """On the demo's day, 12-10-2026, the fourth quarter still runs."""
    quarter = Quarter(2026, number)
    return ReportingPeriod(quarter=quarter, state=state, submit_from=quarter.next.first_day)


FIRST, LAST, RUNNING = PERIODS = [
    period(1, PeriodState.FROZEN),
    period(2, PeriodState.OPEN),
    period(4, PeriodState.OPEN),
]


def test_every_period_can_be_chosen():
    assert quarter_choices(PERIODS, current=LAST.quarter, at=asked_of("/p/")) == (
        QuarterChoice("Q1 2026", "/p/?kwartaal=2026-Q1", current=False, frozen=True),
        QuarterChoice("Q2 2026", "/p/?kwartaal=2026-Q2", current=True, frozen=False),
        QuarterChoice("Q4 2026", "/p/?kwartaal=2026-Q4", current=False, frozen=False, observed=True),
    )


def test_a_reported_quarter_is_given():
    assert asked_or_latest(PERIODS, "2026-Q2") is LAST


def test_anything_else_falls_back():
    assert {asked_or_latest(PERIODS, key) for key in ("", "x", "2025-Q4")} == {FIRST}
    assert asked_or_latest([], "2026-Q1") is None


def test_the_last_frozen_quarter_is_shown():
    rows = [period(1, PeriodState.FROZEN), period(2, PeriodState.FROZEN), period(3, PeriodState.OPEN)]
    assert latest_period(rows) is rows[1]


def test_a_running_quarter_is_not_shown_unasked():
    rows = [period(3, PeriodState.OPEN), period(4, PeriodState.OPEN)]
    assert latest_period(rows) is rows[0]
    assert latest_period(rows[1:]) is rows[1]


def test_without_frozen_the_last_one():
    rows = [period(1, PeriodState.OPEN)]
    assert latest_period(rows) is rows[0]
    assert latest_period([]) is None
