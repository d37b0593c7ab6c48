"""Who will be reminded of what, and on which day, when nothing changes until then."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from izaportal.core import clock
from izaportal.core.formatting import listed
from izaportal.reporting.reminder_words import Told, told
from izaportal.reporting.reminders import Moment, Reminder, Schedule, coming, moments, reminders
from izaportal.reporting.selectors.period_states import QuarterState
from izaportal.web import states

if TYPE_CHECKING:
    from pillars.models import ReportingPeriod


@dataclass(frozen=True, slots=True)
class Line:
    """One person, with the text of the message."""

    name: str
    role: str
    words: Told


@dataclass(frozen=True, slots=True)
class Coming:
    """A day and everybody who is reminded then; `is_next_round`: it was missed, and is made up for."""

    day: date
    is_missed: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """`setting`: how the days come about."""

    days: tuple[Coming, ...]
    setting: str


def preview(
    period: ReportingPeriod, state: QuarterState, schedule: Schedule, done: Collection[date]
) -> Preview:
    """Nothing for a quarter that takes no reports any more."""
    days: Iterable[Moment] = ()
    if period.state == states.OPEN:
        days = coming(moments(period.windows, schedule), clock.today(), done)
    return Preview(tuple(_coming(period, state, moment) for moment in days), _setting(schedule))


def _coming(period: ReportingPeriod, state: QuarterState, moment: Moment) -> Coming:
    found = reminders(moment, state.owed)
    lines = (_line(period, state, reminder) for reminder in found)
    return Coming(moment.day, moment.day < clock.today(), tuple(sorted(lines, key=lambda one: one.name)))


def _line(period: ReportingPeriod, state: QuarterState, reminder: Reminder) -> Line:
    day = max(reminder.day, clock.today())
    words = told(reminder.owed, quarter=period.quarter.label, windows=period.windows, day=day)
    return Line(state.people.names[reminder.person], state.people.role_of(reminder.person), words)


def _setting(schedule: Schedule) -> str:
    """`21, 14 en 7 dagen voor de laatste dag van indienen, en daarna nog 4 keer: …`"""
    return (
        f"{_before(schedule.days)}, {_after(schedule.after)}. Dit geldt voor elk kwartaal van het programma."
    )


def _before(days: Collection[int]) -> str:
    if not days:
        return "Niet vooraf"
    listing = listed([str(day) for day in sorted(days, reverse=True)])
    return f"{listing} {'dag' if set(days) == {1} else 'dagen'} voor de laatste dag van indienen"


def _after(times: int) -> str:
    if not times:
        return "en niet daarna"
    if times == 1:
        return "en nog eens op de dag erna"
    return f"en daarna nog {times} keer: de dag erna en dan elke week"
