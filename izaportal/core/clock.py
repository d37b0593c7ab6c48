"""The only place that asks what time it is (DECISIONS: today)."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The moment, in UTC; what is stored. In a demo it falls on the demo's day."""
    moment = timezone.now()
    fixed: date | None = settings.IZAPORTAL_TODAY
    return moment if fixed is None else moment + (fixed - timezone.localdate(moment))


def machine() -> datetime:
    """The machine's own moment, in UTC: for jobs, which wait and get lost in real time, also in a demo."""
    return timezone.now()


def today() -> date:
    """The day in Amsterdam, or the demo's day."""
    fixed: date | None = settings.IZAPORTAL_TODAY
    return fixed or timezone.localdate()


def is_fixed() -> bool:
    """Whether the demo's day stands in for today, so that pages can say so."""
    return settings.IZAPORTAL_TODAY is not None
