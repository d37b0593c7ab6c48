"""The only place that asks what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

from django.conf import settings
from django.utils import timezone

_pretended: ContextVar[date | None] = ContextVar("pretended_day", default=None)


def now() -> datetime:
    """The moment, in UTC; what is stored. In a demo it falls on the demo's day, at the time on the clock.

    Not so many days earlier: the clocks may have changed between them, and the last hour of a winter's day
    would be the first of the day after the demo's.
    """
    moment = timezone.now()
    fixed = _fixed()
    if fixed is None:
        return moment
    on_the_wall = timezone.localtime(moment).time()
    return timezone.make_aware(datetime.combine(fixed, on_the_wall)).astimezone(UTC)


def machine() -> datetime:
    """The machine's own moment, in UTC: for jobs, which wait and get lost in real time, also in a demo."""
    return timezone.now()


def today() -> date:
    """The day in Amsterdam, or the demo's day."""
    return _fixed() or timezone.localdate()


@contextmanager
def pretending(day: date) -> Iterator[None]:
    """For loaders that play back what was done on another day."""
    before = _pretended.set(day)
    try:
        yield
    finally:
        _pretended.reset(before)


def is_fixed() -> bool:
    """Whether the demo's day stands in for today, so that pages can say so."""
    return _fixed() is not None


def _fixed() -> date | None:
    day: date | None = settings.IZAPORTAL_TODAY
    return _pretended.get() or day
