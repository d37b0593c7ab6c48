"""A locked thing says why, since when, and what can be done."""

from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from izaportal.reporting.locking import CLOSED, FROZEN, OPEN, LockKind, PeriodFacts, lock_of
from pillars.models import PeriodState

DAY, APPROVED = date(2026, 10, 12), date(2026, 10, 1)
LAST = date(2026, 10, 28)


def period(state: str = OPEN, **days: date) -> PeriodFacts:
    return PeriodFacts(Quarter(2026, 3), state, LAST, **days)


CLOSED_PERIOD = period(CLOSED, closed_on=date(2026, 10, 30))
FROZEN_PERIOD = period(FROZEN, closed_on=date(2026, 10, 30), frozen_on=date(2026, 11, 5))


def test_an_open_quarter_is_not_locked():
    assert lock_of(period(), today=LAST) is None


@pytest.mark.parametrize(
    ("facts", "approved_on", "kind", "since", "why"),
    [
        (
            FROZEN_PERIOD,
            APPROVED,
            LockKind.FROZEN,
            date(2026, 11, 5),
            "Q3 2026 is vastgesteld op 05-11-2026.",
        ),
        (CLOSED_PERIOD, APPROVED, LockKind.CLOSED, date(2026, 10, 30), "Q3 2026 is gesloten op 30-10-2026."),
        (period(), APPROVED, LockKind.APPROVED, APPROVED, "Dit is goedgekeurd op 01-10-2026."),
    ],
)
def test_the_hardest_lock_is_told(facts, approved_on, kind, since, why):
    lock = lock_of(facts, today=date(2027, 1, 1), approved_on=approved_on)
    assert lock is not None
    assert (lock.kind, lock.since, lock.why) == (kind, since, why)
    assert str(lock) == f"{why} {lock.remedy}"


def test_the_term_ends_with_its_last_day():
    lock = lock_of(period(), today=date(2026, 10, 29))
    assert lock is not None
    assert (lock.kind, lock.since) == (LockKind.EXPIRED, date(2026, 10, 29))
    assert "indienen kon tot en met 28-10-2026" in lock.why


def test_every_kind_says_what_to_do():
    cases = [(FROZEN_PERIOD, None), (CLOSED_PERIOD, None), (period(), APPROVED), (period(), None)]
    locks = [lock_of(facts, today=date(2027, 1, 1), approved_on=day) for facts, day in cases]
    assert {lock.kind for lock in locks if lock} == set(LockKind)
    assert all(lock and lock.remedy for lock in locks)


def test_states_are_those_of_a_period():
    assert {OPEN, CLOSED, FROZEN} == set(PeriodState.values)
