from dataclasses import replace
from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from pillars.windows import Phase, Windows

Q3 = Quarter(2026, 3)
WINDOWS = Windows.of(Q3, submission_day=28, approval_day=35)


def places(windows: Windows, **neighbours: date | None) -> list[str]:
    wanted: dict[str, date | None] = {"earlier": None, "later": None, **neighbours}
    return [mistake.place for mistake in windows.mistakes(**wanted)]


def test_days_are_counted_from_the_quarters_end():
    assert WINDOWS.opens_on == date(2026, 7, 1)
    assert WINDOWS.submit_from == date(2026, 10, 1)
    assert (WINDOWS.submit_until, WINDOWS.approve_until) == (date(2026, 10, 28), date(2026, 11, 4))
    assert WINDOWS.observed_until == date(2026, 9, 30)


def test_all_days_move_along_with_the_one_before():
    moved = Windows.of(Q3, submission_day=28, approval_day=35, not_before=date(2026, 10, 6))
    assert (moved.opens_on, moved.submit_from) == (date(2026, 7, 1), date(2026, 10, 6))
    assert (moved.submit_until, moved.approve_until) == (date(2026, 11, 2), date(2026, 11, 9))
    assert Windows.of(Q3, submission_day=28, approval_day=35, not_before=date(2026, 7, 29)) == WINDOWS


def test_another_last_day_leaves_the_time_to_judge():
    assert WINDOWS.handed_in_until(date(2026, 11, 2)).approve_until == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("state", "day", "phase"),
    [
        ("open", date(2026, 9, 30), Phase.OBSERVED),
        ("open", date(2026, 10, 1), Phase.REPORTING),
        ("open", date(2026, 10, 28), Phase.REPORTING),
        ("open", date(2026, 10, 29), Phase.JUDGING),
        ("open", date(2026, 11, 4), Phase.JUDGING),
        ("open", date(2026, 11, 5), Phase.ENDED),
        ("closed", date(2026, 10, 12), Phase.CLOSED),
        ("frozen", date(2026, 9, 1), Phase.FROZEN),
    ],
)
def test_a_phase_lasts_through_its_last_day(state, day, phase):
    assert WINDOWS.phase(state, day) is phase


def test_the_usual_days_are_right():
    assert places(WINDOWS, earlier=date(2026, 7, 28), later=date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"submit_from": date(2026, 7, 1)}, "submit_from"),
        ({"submit_until": date(2026, 9, 30)}, "submit_until"),
        ({"approve_until": date(2026, 10, 27)}, "approve_until"),
    ],
)
def test_days_out_of_order_are_named(changed, place):
    assert places(replace(WINDOWS, **changed)) == [place]


def test_only_one_quarter_takes_reports():
    assert places(WINDOWS, earlier=date(2026, 10, 1)) == ["submit_from"]
    assert places(WINDOWS, later=date(2026, 10, 28)) == ["submit_until"]
    assert places(WINDOWS, earlier=date(2026, 9, 30), later=date(2026, 10, 29)) == []
