"""Working days in the Netherlands: not in a weekend, nor a holiday of the law on terms. Pure.

Algemene termijnenwet, article 3: New Year's Day, Good Friday, Easter Monday, King's Day, Liberation Day,
Ascension Day, Whit Monday and both days of Christmas.
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
FROM_EASTER = (-2, 1, 39, 50)  # Good Friday, Easter Monday, Ascension Day, Whit Monday
FIXED = ((1, 1), (5, 5), (12, 25), (12, 26))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    leaps, after = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * after + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int) -> frozenset[date]:
    sunday = easter(year)
    moving = {sunday + days * DAY for days in FROM_EASTER}
    return frozenset(moving | {date(year, *one) for one in FIXED} | {_kings_day(year)})


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def after_workdays(day: date, count: int) -> date:
    """The last of so many working days; the day itself does not count."""
    while count > 0:
        day += DAY
        count -= is_workday(day)
    return day


def _kings_day(year: int) -> date:
    """A day earlier when it would be a Sunday."""
    day = date(year, 4, 27)
    return day - DAY if day.weekday() == SUNDAY else day
