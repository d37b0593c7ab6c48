"""Working days by the Dutch law on terms, against days looked up in a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.workdays import after_workdays, easter, holidays, is_workday

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "sunday",
    [
        date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2024, 3, 31), date(2025, 4, 20),
        date(2026, 4, 5), date(2027, 3, 28), date(2028, 4, 16), date(2038, 4, 25), date(2049, 4, 18),
    ],
)  # fmt: skip
def test_easter_is_on_the_day_of_the_calendar(sunday):
    assert easter(sunday.year) == sunday


def test_the_holidays_of_2026():
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5),
        date(2026, 5, 14), date(2026, 5, 25), date(2026, 12, 25), date(2026, 12, 26),
    ]  # fmt: skip


def test_kings_day_is_never_a_sunday():
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 10, 12), 10, date(2026, 10, 26)),
        (date(2026, 10, 9), 1, date(2026, 10, 12)),
        (date(2026, 10, 10), 1, date(2026, 10, 12)),
        (date(2026, 12, 23), 3, date(2026, 12, 29)),  # Christmas on a Friday and a Saturday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday and Easter Monday
        (date(2027, 12, 31), 1, date(2028, 1, 3)),
        (date(2026, 10, 12), 0, date(2026, 10, 12)),
    ],
)
def test_a_term_ends_on_a_working_day(day, count, last):
    assert after_workdays(day, count) == last


@given(DAYS, st.integers(1, 30))
def test_a_term_holds_exactly_so_many_working_days(day, count):
    last = after_workdays(day, count)
    between = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(map(is_workday, between)) == count
    assert is_workday(last)
