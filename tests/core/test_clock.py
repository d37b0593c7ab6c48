"""The moment in a demo, whose day stands still."""

from datetime import UTC, date, datetime, timedelta

import time_machine
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core import clock

BEGIN, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(), END - BEGIN).map(lambda passed: BEGIN + passed)
DAYS = st.dates(BEGIN.date(), END.date())


@given(MOMENTS, DAYS)
def test_every_moment_falls_on_the_day_of_the_demo(moment: datetime, day: date):
    with time_machine.travel(moment, tick=False), override_settings(IZAPORTAL_TODAY=day):
        assert timezone.localdate(clock.now()) == clock.today() == day
        assert clock.now().tzinfo == UTC


def test_the_last_hour_of_a_winters_day_is_not_tomorrow():
    """In summer time that same moment is an hour later."""
    evening = datetime(2026, 11, 26, 22, 5, tzinfo=UTC)
    with time_machine.travel(evening, tick=False), override_settings(IZAPORTAL_TODAY=date(2026, 10, 12)):
        assert timezone.localtime(clock.now()).isoformat() == "2026-10-12T23:05:00+02:00"


def test_without_a_day_of_its_own_it_is_now():
    evening = datetime(2026, 11, 26, 22, 5, tzinfo=UTC)
    with time_machine.travel(evening, tick=False), override_settings(IZAPORTAL_TODAY=None):
        assert clock.now() == evening
        assert clock.today() == date(2026, 11, 26)
