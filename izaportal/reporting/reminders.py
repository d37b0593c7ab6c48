"""Who is reminded of what, and on which day. Facts in, reminders out; nothing is sent here. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from pillars.windows import Windows

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


class Duty(StrEnum):
    """What somebody can have to do for a quarter."""

    HAND_IN = "hand_in"
    JUDGE = "judge"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Schedule:
    """Settings of the programme: on how many days before the last one, and how many times after a miss."""

    days: tuple[int, ...]
    after: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which people are reminded of these duties."""

    day: date
    about: frozenset[Duty]


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that waits for people: what about (the name of a project), where to do it and what lacks."""

    duty: Duty
    about: str
    people: frozenset[UUID]
    url: str = ""
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """All a person is told on one day."""

    person: UUID
    day: date
    owed: tuple[Owed, ...]


def moments(windows: Windows, schedule: Schedule) -> tuple[Moment, ...]:
    """In order of day, none twice. Handing in: the days before its end, the day after it and then weekly.
    Judging: the last of those days before its own end, and after it alike; closing: after that end."""
    last = sorted(schedule.days)[:1]
    days = {
        Duty.HAND_IN: _days(windows.submit_until, schedule.days, schedule.after),
        Duty.JUDGE: _days(windows.approve_until, last, schedule.after),
        Duty.CLOSE: _days(windows.approve_until, (), schedule.after),
    }
    found: dict[date, set[Duty]] = {}
    for duty, listed in days.items():
        for day in listed:
            if day >= windows.submit_from:
                found.setdefault(day, set()).add(duty)
    return tuple(Moment(day, frozenset(found[day])) for day in sorted(found))


def due_moment(listed: Iterable[Moment], today: date, carried_out: Collection[date]) -> Moment | None:
    """The last moment up to today, unless it was carried out: of several that were missed only this one."""
    past = [moment for moment in listed if moment.day <= today]
    if not past or past[-1].day in carried_out:
        return None
    return past[-1]


def coming(listed: Iterable[Moment], today: date, carried_out: Collection[date]) -> tuple[Moment, ...]:
    """What will be carried out when nothing changes: what is due now, then all later ones."""
    every = tuple(listed)
    due = due_moment(every, today, carried_out)
    later = tuple(moment for moment in every if moment.day > today)
    return (*((due,) if due else ()), *later)


def reminders(moment: Moment, owed: Iterable[Owed]) -> tuple[Reminder, ...]:
    """One for each person who has something due of what the moment is about, in order of id."""
    due: dict[UUID, list[Owed]] = {}
    for one in owed:
        if one.duty in moment.about:
            for person in one.people:
                due.setdefault(person, []).append(one)
    return tuple(Reminder(person, moment.day, tuple(due[person])) for person in sorted(due))


def _days(last: date, before: Iterable[int], after: int) -> list[date]:
    return [
        *(last - timedelta(days=days) for days in before),
        *(last + DAY + WEEK * number for number in range(after)),
    ]
