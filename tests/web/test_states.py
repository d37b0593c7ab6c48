from izaportal.core.quarter import Quarter
from izaportal.web import states
from izaportal.web.states import status_quarter
from kpis.models import MeasurementState, TargetState
from pillars.models import PeriodState, ReportingPeriod


def test_states_are_those_of_the_models():
    assert (states.FROZEN, states.CLOSED, states.OPEN) == (
        PeriodState.FROZEN,
        PeriodState.CLOSED,
        PeriodState.OPEN,
    )
    assert states.SUBMITTED == MeasurementState.SUBMITTED
    assert states.TARGET_TO_BE_DETERMINED == TargetState.TO_BE_DETERMINED
    assert states.NO_TARGET == TargetState.NONE


def period(number: int, state: str) -> ReportingPeriod:
    """On the demo's day, 12-10-2026, the fourth quarter still runs."""
    quarter = Quarter(2026, number)
    return ReportingPeriod(quarter=quarter, state=state, submit_from=quarter.next.first_day)


def test_the_last_frozen_quarter_is_shown():
    rows = [period(1, "frozen"), period(2, "frozen"), period(3, "open")]
    assert status_quarter(rows) == (Quarter(2026, 2), True)


def test_a_running_quarter_is_not_shown_unasked():
    rows = [period(3, "open"), period(4, "open")]
    assert status_quarter(rows) == (Quarter(2026, 3), False)
    assert status_quarter(rows[1:]) == (Quarter(2026, 4), False)


def test_without_frozen_the_last_one():
    assert status_quarter([period(1, "open")]) == (Quarter(2026, 1), False)
    assert status_quarter([]) is None
