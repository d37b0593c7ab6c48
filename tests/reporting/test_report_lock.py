"""Why a report cannot be written now."""

from dataclasses import replace
from datetime import date

import pytest

from izaportal.reporting.report_lock import Lock, Moment, is_period_locked, locked

OPEN = Moment(
    today=date(2026, 10, 12), label="Q3 2026", period="open", state="concept", submit_until=date(2026, 10, 28)
)


@pytest.mark.parametrize(
    ("changes", "lock"),
    [
        ({}, None),
        ({"today": date(2026, 10, 28)}, None),
        ({"today": date(2026, 10, 29)}, Lock.EXPIRED),
        ({"today": date(2026, 10, 29), "has_time": True}, None),
        ({"today": date(2026, 10, 29), "open_until": date(2026, 11, 2)}, None),
        ({"today": date(2026, 11, 3), "open_until": date(2026, 11, 2)}, Lock.EXPIRED),
        ({"state": "submitted"}, Lock.SUBMITTED),
        ({"state": "returned"}, None),
        ({"state": "approved"}, Lock.APPROVED),
        ({"period": "closed", "closed_on": date(2026, 11, 3)}, Lock.CLOSED),
        ({"period": "closed", "closed_on": date(2026, 11, 3), "has_time": True}, Lock.CLOSED),
        ({"period": "frozen", "frozen_on": date(2026, 11, 5), "state": "approved"}, Lock.FROZEN),
        ({"period": ""}, Lock.NOT_OPENED),
    ],
)
def test_the_first_lock_that_holds_is_told(changes, lock):
    found = locked(replace(OPEN, **changes))
    assert (found.lock if found else None) == lock


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"today": date(2026, 10, 29)}, "Indienen kon tot en met 28-10-2026"),
        ({"period": "closed", "closed_on": date(2026, 11, 3)}, "gesloten op 03-11-2026"),
        ({"period": "frozen", "frozen_on": date(2026, 11, 5)}, "vastgesteld op 05-11-2026"),
        ({"state": "approved"}, "goedgekeurd"),
    ],
)
def test_a_lock_says_why(changes, words):
    found = locked(replace(OPEN, **changes))
    assert found is not None
    assert words in found.why


def test_some_locks_hold_for_everybody():
    assert is_period_locked(locked(replace(OPEN, period="frozen")))
    assert not is_period_locked(locked(replace(OPEN, state="approved")))
    assert not is_period_locked(None)
