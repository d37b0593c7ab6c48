"""What happened to a reporting period: its lines in the trail, and whom it reminded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from izaportal.core.edits import type_of
from izaportal.core.models import AuditEntry
from izaportal.notices.selectors import told_at
from izaportal.reporting.models import ReminderRound
from izaportal.reporting.reminders import Schedule
from pillars.models import Programme, ReportingPeriod

REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who was reminded; `read_at` None: has not opened the notice yet."""

    name: str
    subject: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Round:
    """A day on which people were reminded. `people`: how many were, also when some are gone since."""

    moment: date
    carried_out_at: datetime
    people: int
    receivers: tuple[Receiver, ...]


def schedule_of(programme: Programme) -> Schedule:
    return Schedule(tuple(programme.reminder_days), programme.reminders_after)


def occasion(period: ReportingPeriod, moment: date) -> str:
    """The name under which nobody is told the same thing twice. Needs the period's programme."""
    return f"{REMINDER}/{period.programme.slug}/{period.quarter}/{moment}"


def rounds_of(period: ReportingPeriod) -> tuple[Round, ...]:
    """Newest first; two queries. For who runs the programme: names people."""
    rows = list(ReminderRound.objects.filter(period=period).order_by("-moment"))
    told: dict[str, list[Receiver]] = {}
    for row in told_at(period.programme.slug, [occasion(period, one.moment) for one in rows]):
        told.setdefault(row.once, []).append(Receiver(row.user.name, row.subject, row.read_at))
    return tuple(
        Round(one.moment, one.carried_out_at, one.people, tuple(told.get(occasion(period, one.moment), ())))
        for one in rows
    )


def changes_of(period: ReportingPeriod) -> Iterable[AuditEntry]:
    """Newest first; for who sees the programme."""
    kind = type_of(ReportingPeriod)
    return AuditEntry.objects.filter(object_type=kind, object_id=str(period.pk)).order_by("-id")
