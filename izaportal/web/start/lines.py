"""A line of Mijn werk: something that waits for this person, and where it can be done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TypeAlias

from izaportal.core.formatting import date_long
from izaportal.core.viewer import Viewer

SOON = timedelta(days=14)
LONG_AGO = timedelta(days=60)
# More lines of one kind, place and urgency than this fold into one line that opens.
MOST_APART = 3


class LineKind(Enum):
    """What many lines of it are called together; of what is late the first kind weighs most."""

    DUTY = "meldingen moeten de deur uit"
    PORTAL = "dingen vragen aandacht van de beheerder"
    JUDGE = "rapportages wachten op uw oordeel"
    REPORT = "rapportages moeten worden ingediend"
    APPROVE = "metingen wachten op uw goedkeuring"
    MEASURE = "metingen ontbreken"
    PERIOD = "kwartalen vragen iets van u"
    VERDICT = "mijlpalen wachten op het oordeel van de verzekeraar"
    COLLEGE = "besluiten wachten op uw college"
    FOLLOW_UP = "besluiten wachten op opvolging"
    MILESTONE = "mijlpalen zijn nog niet gehaald"
    MEETING = "vergaderingen komen eraan"


WEIGHTS = {kind: weight for weight, kind in enumerate(LineKind)}


class Urgency(Enum):
    """In the order of the page; the value is its heading."""

    OVERDUE = "Te laat"
    SOON = "Binnen twee weken"
    LATER = "Later"


@dataclass(frozen=True, slots=True)
class Line:
    """`where` is the programme, `part` the project or quarter of it. `due` None: no day is set.

    `is_event`: it takes place on that day, so it is never late.
    """

    kind: LineKind
    title: str
    url: str
    why: str
    where: str = ""
    part: str = ""
    due: date | None = None
    is_event: bool = False
    is_illustrative: bool = False


Source: TypeAlias = Callable[[Viewer, date], Iterable[Line]]


@dataclass(frozen=True, slots=True)
class Item:
    """A line as it is shown, or several of one kind that fold into one: `inside` are then those.

    `why` is then what they all say, if they do.
    """

    title: str
    url: str
    why: str
    where: str
    day: str
    days: str
    is_overdue: bool
    is_illustrative: bool = False
    inside: tuple["Item", ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What waits, most urgent first, in groups by urgency."""

    groups: tuple[tuple[str, tuple[Item, ...]], ...]
    count: int
    overdue: int


def arrange(lines: Iterable[Line], today: date) -> Work:
    """What is late by its weight, the rest by its day."""
    by_urgency: dict[Urgency, list[Line]] = {urgency: [] for urgency in Urgency}
    for line in sorted(lines, key=lambda line: (line.due or date.max, WEIGHTS[line.kind], line.title)):
        by_urgency[urgency_of(line, today)].append(line)
    late = by_urgency[Urgency.OVERDUE]
    late.sort(key=lambda line: WEIGHTS[line.kind])
    groups = tuple(
        (urgency.value, tuple(_items(found, today))) for urgency, found in by_urgency.items() if found
    )
    return Work(groups, sum(map(len, by_urgency.values())), len(late))


def urgency_of(line: Line, today: date) -> Urgency:
    if line.due is None or line.due > today + SOON:
        return Urgency.LATER
    return Urgency.OVERDUE if line.due < today and not line.is_event else Urgency.SOON


def days_in_words(due: date, today: date, *, is_event: bool = False) -> str:
    """`nog 16 dagen`, `vandaag`, `3 dagen te laat`, `7 maanden te laat`; of an event `over 16 dagen`."""
    days = (due - today).days
    if days in (0, 1):
        return ("vandaag", "morgen")[days]
    if days > 0:
        return f"{'over' if is_event else 'nog'} {days} dagen"
    if days > -LONG_AGO.days:
        return f"{-days} {'dag' if days == -1 else 'dagen'} te laat"
    months = -days // 30
    return f"{months} maanden te laat" if months < 24 else f"{-days // 365} jaar te laat"


def _items(lines: Iterable[Line], today: date) -> Iterable[Item]:
    """In the order given; many of one kind and programme stand where the first of them stands."""
    alike: dict[tuple[LineKind, str], list[Line]] = {}
    for line in lines:
        alike.setdefault((line.kind, line.where), []).append(line)
    for together in alike.values():
        if len(together) > MOST_APART:
            yield _folded(together, today)
        else:
            yield from (_item(line, today) for line in together)


def _item(line: Line, today: date) -> Item:
    return Item(
        title=line.title,
        url=line.url,
        why=line.why,
        where=", ".join(text for text in (line.where, line.part) if text),
        day=date_long(line.due) if line.due else "",
        days=days_in_words(line.due, today, is_event=line.is_event) if line.due else "",
        is_overdue=urgency_of(line, today) is Urgency.OVERDUE,
        is_illustrative=line.is_illustrative,
    )


def _folded(lines: list[Line], today: date) -> Item:
    inside = tuple(_item(line, today) for line in lines)
    about = {line.part for line in lines} - {""}
    if len({line.title for line in lines}) == 1 and len(about) == len(lines):  # that tells them apart
        inside = tuple(replace(item, title=line.part) for item, line in zip(inside, lines, strict=True))
    first, parts, reasons = inside[0], {line.part for line in lines}, {line.why for line in lines}
    is_one_day = len({item.day for item in inside}) == 1
    return Item(
        title=f"{len(lines)} {lines[0].kind.value}",
        url="",
        why=reasons.pop() if len(reasons) == 1 else "",
        where=first.where if len(parts) == 1 else lines[0].where,
        day=first.day if is_one_day else f"vanaf {first.day}",
        days=first.days if is_one_day or not first.is_overdue else "te laat",
        is_overdue=first.is_overdue,
        inside=inside,
    )
