"""A locked thing says why, and what can be done; one vocabulary for reports, values and whole quarters."""

from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from izaportal.reporting.models import ReportState
from pillars.locking import APPROVED, SUBMITTED, Change, LockKind, frozen_lock, lock_of
from pillars.models import PeriodState, ReportingPeriod

Q3 = Quarter(2026, 3)
DAY, LAST = date(2026, 10, 12), date(2026, 10, 28)
LATE = date(2026, 10, 29)
AGREED = date(2026, 11, 2)


def period(state: str = "open", **days: date) -> ReportingPeriod:
    return ReportingPeriod(
        quarter=Q3,
        state=state,
        opens_on=date(2026, 7, 1),
        submit_from=date(2026, 10, 1),
        submit_until=LAST,
        approve_until=date(2026, 11, 4),
        **days,
    )


CLOSED = period("closed", closed_on=date(2026, 10, 30))
FROZEN = period("frozen", closed_on=date(2026, 10, 30), frozen_on=date(2026, 11, 5))


def kind_of(found) -> LockKind | None:
    return found.kind if found else None


@pytest.mark.parametrize(
    ("opened", "change", "today", "kind"),
    [
        (period(), Change(), DAY, None),
        (period(), Change(), LAST, None),
        (period(), Change(), LATE, LockKind.EXPIRED),
        (period(), Change(has_time=True), LATE, None),
        (period(), Change(until=AGREED), AGREED, None),
        (period(), Change(until=AGREED), date(2026, 11, 3), LockKind.EXPIRED),
        (period(), Change(until=DAY), LAST, None),
        (period(), Change("submitted"), DAY, LockKind.SUBMITTED),
        (period(), Change("returned"), DAY, None),
        (period(), Change("approved"), LATE, LockKind.APPROVED),
        (period(), Change(has_time=True), date(2026, 9, 30), LockKind.OBSERVED),
        (CLOSED, Change("approved", has_time=True), LATE, LockKind.CLOSED),
        (FROZEN, Change("approved"), LATE, LockKind.FROZEN),
        (None, Change(has_time=True), DAY, LockKind.NOT_OPENED),
    ],
)
def test_the_hardest_lock_is_told(opened, change, today, kind):
    assert kind_of(lock_of(Q3, opened, change, today=today)) == kind


@pytest.mark.parametrize(
    ("opened", "change", "today", "words"),
    [
        (FROZEN, Change(), LATE, "Q3 2026 is vastgesteld op 05-11-2026. Een wijziging kan alleen als herz"),
        (CLOSED, Change(), LATE, "Q3 2026 is gesloten op 30-10-2026. De controller kan het kwartaal weer op"),
        (
            period(),
            Change(),
            LATE,
            "De termijn voor Q3 2026 is verlopen: indienen kon tot en met 28-10-2026",
        ),
        (period(), Change(until=AGREED), date(2026, 11, 3), "indienen kon tot en met 02-11-2026."),
        (period(), Change(), date(2026, 9, 30), "Q3 2026 loopt nog. Rapporteren kan vanaf 01-10-2026"),
        (period(), Change("approved"), DAY, "Deze rapportage is goedgekeurd. Een betere waarde dient u in"),
        (period(), Change("submitted"), DAY, "Trek haar dan eerst in."),
        (None, Change(), DAY, "Q3 2026 is niet geopend voor rapportage."),
    ],
)
def test_a_lock_says_why_and_what_to_do(opened, change, today, words):
    lock = lock_of(Q3, opened, change, today=today)
    assert words in str(lock)
    assert str(lock) == str(lock).strip()


def test_some_locks_hold_for_everybody():
    assert frozen_lock(FROZEN).is_of_quarter
    approved = lock_of(Q3, period(), Change("approved"), today=DAY)
    assert approved is not None
    assert not approved.is_of_quarter


def test_states_are_those_of_periods_and_reports():
    assert {"open", "closed", "frozen"} == set(PeriodState.values)
    assert (SUBMITTED, APPROVED) == (ReportState.SUBMITTED, ReportState.APPROVED)
