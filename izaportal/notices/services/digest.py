"""Gathers what waits for a daily or weekly mail: one mail per person, its lines grouped.

Safe to do twice, and after days on which it was not done: what is due is what was told before the last
moment of gathering, by the machine's own time. What somebody read in the portal meanwhile stays out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain, groupby
from typing import TypeAlias
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from izaportal.accounts.models import User
from izaportal.core import clock, events
from izaportal.core.uuid7 import first_of
from izaportal.notices.choices import GATHERED, MailMoment, MailState, NoticeKind
from izaportal.notices.events import MailQueued
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.selectors import Sees
from izaportal.notices.services.letters import MOST_LINES, letter_of

SeenBy: TypeAlias = Callable[[User], Sees | None]
AT = time(7)
ELSEWHERE = "Algemeen"


@dataclass(frozen=True, slots=True)
class Line:
    subject: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Group:
    """Notices of one kind about one programme; `more` are only counted."""

    title: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """What happened in one programme."""

    title: str
    groups: tuple[Group, ...]


def gather_due(*, seen: SeenBy) -> int:
    """Queue the mail that is due and answer how many.

    `seen` is asked what a person sees now; None for who cannot sign in.
    """
    due = _due(clock.machine())
    people = Notice.objects.filter(due).order_by("user").values_list("user", flat=True).distinct()
    return sum(_gather(person, due, seen) for person in list(people))


def last_gathering(moment: MailMoment, now: datetime) -> datetime:
    """The last time at which mail of this moment was to be gathered: seven in the morning, Monday's of a
    week."""
    here = timezone.localtime(now)
    today = timezone.make_aware(datetime.combine(here.date(), AT), here.tzinfo)
    back = timedelta(days=here.weekday()) if moment is MailMoment.WEEKLY else timedelta()
    last = today - back
    step = timedelta(days=7 if moment is MailMoment.WEEKLY else 1)
    return last if last <= now else last - step


def _due(now: datetime) -> Q:
    """Ids follow the machine's time, so they tell what was told before a moment and which mail came after it;
    what one of those told that was withdrawn waits for the next moment."""
    found = Q(pk__in=[])
    for moment in GATHERED:
        since = first_of(last_gathering(moment, now))
        withdrawn = MailMessage.objects.filter(state=MailState.WITHDRAWN, pk__gte=since)
        told = chain.from_iterable(withdrawn.exclude(tells=[]).values_list("tells", flat=True))
        found |= Q(waits_for=moment, pk__lt=since) & ~Q(pk__in=list(told))
    return found


@transaction.atomic
def _gather(person: UUID, due: Q, seen: SeenBy) -> bool:
    """Whether the person gets a mail; their rows are held, so that two who gather at once do it once."""
    rows = list(
        Notice.objects.select_for_update(no_key=True, of=("self",))
        .filter(due, user=person)
        .select_related("user")
        .order_by("programme", "kind", "-id")
    )
    if not rows:
        return False
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(waits_for="")
    user, sees = rows[0].user, seen(rows[0].user)
    if sees is None or not sees.programmes or not user.email:
        return False
    told = [row for row in rows if row.read_at is None and sees.shows(row.programme, row.scope)]
    if not told:
        return False
    MailMessage.objects.create(**_mail(user, told, sees))
    events.announce(MailQueued(1))
    return True


def _mail(user: User, rows: list[Notice], sees: Sees) -> dict[str, object]:
    count = len(rows)
    subject = rows[0].subject if count == 1 else f"Uw overzicht: {count} meldingen"
    told = {
        "subject": subject,
        "chapters": _chapters(rows, sees.programmes),
        "all": urljoin(settings.PORTAL_URL, reverse("notices")),
    }
    letter = letter_of("digest", user=user, kind="", told=told)
    return {
        "user": user,
        "address": user.email,
        "gathers": sorted({row.programme for row in rows} - {""}),
        "privy": sorted({sees.right_to(row.programme, row.scope) for row in rows if row.scope}),
        "tells": [row.pk for row in rows],
        "subject": subject,
        "text": letter.text,
        "html": letter.html,
    }


def _chapters(rows: list[Notice], programmes: Mapping[str, str]) -> list[Chapter]:
    """In the order of the rows, which stand by programme and kind."""
    return [
        Chapter(programmes.get(slug, ELSEWHERE), tuple(_groups(list(of_programme))))
        for slug, of_programme in groupby(rows, key=lambda row: row.programme)
    ]


def _groups(rows: list[Notice]) -> list[Group]:
    grouped = [(kind, list(found)) for kind, found in groupby(rows, key=lambda row: row.kind)]
    return [
        Group(
            title=str(NoticeKind(kind).label),
            lines=tuple(
                Line(row.subject, row.text, urljoin(settings.PORTAL_URL, row.url))
                for row in found[:MOST_LINES]
            ),
            more=max(len(found) - MOST_LINES, 0),
        )
        for kind, found in grouped
    ]
