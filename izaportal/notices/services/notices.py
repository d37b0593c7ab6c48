"""Tells people something: a notice in the portal, and a mail for who wants one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.db import transaction

from izaportal.accounts.holders import who_may_enter
from izaportal.accounts.models import User
from izaportal.core import clock, events
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import GATHERED, MailMoment, NoticeKind
from izaportal.notices.events import MailQueued
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.selectors import is_mailed, moments_of, notices_of, unread_of
from izaportal.notices.services.letters import letter_of

LONGEST_SUBJECT = 200
_quiet: ContextVar[bool] = ContextVar("notices_quiet", default=False)


@dataclass(frozen=True, slots=True)
class Message:
    """What to tell. `url` is a path in the portal, to the very field; `programme` is a slug.

    A subject is one line. With `once`, such as `reminder/nml-o/2026-Q3/14`, nobody is told it a second time.
    """

    kind: NoticeKind
    subject: str
    text: str
    url: str
    programme: str = ""
    once: str = ""


@contextmanager
def quietly() -> Iterator[None]:
    """Nobody is told of what happens within: for loaders that play back what is long past."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


def is_quiet() -> bool:
    """Whether nobody waits to hear of what happens now."""
    return _quiet.get()


@transaction.atomic
def notify(people: Iterable[UUID], *, actor: Viewer, message: Message) -> int:
    """Tell these people, and answer how many were told; call it in the transaction of the change.

    Left out are the actor, who knows, and who cannot sign in. Who may not (or no longer) see the programme
    never gets to see it: the list hides it and the outbox does not send it.
    """
    if is_quiet():
        return 0
    users = list(who_may_enter({*people} - {actor.user_id}))
    moments = moments_of(message.kind, (user.pk for user in users)) if is_mailed() else {}
    told = _write(users, message, moments)
    mail = [
        _mail(user, message) for user in told if user.email and moments.get(user.pk) is MailMoment.AT_ONCE
    ]
    if mail:
        MailMessage.objects.bulk_create(mail)
        events.announce(MailQueued(len(mail)))
    return len(told)


@transaction.atomic
def take_back(once: str) -> int:
    """What was told at this occasion holds no more: for who did not read it yet it is done. How many."""
    return Notice.objects.filter(once=once, read_at__isnull=True).update(read_at=clock.now(), waits_for="")


@transaction.atomic
def mark_read(notice_id: UUID, *, actor: Viewer, programmes: Iterable[str]) -> bool:
    """Whether there is such a notice for the actor; reading it again changes nothing."""
    own = notices_of(actor, programmes=list(programmes)).filter(pk=notice_id)
    own.filter(read_at__isnull=True).update(read_at=clock.now())
    return own.exists()


@transaction.atomic
def mark_all_read(*, actor: Viewer, programmes: Iterable[str]) -> int:
    """How many were unread."""
    return unread_of(actor, programmes=list(programmes)).order_by().update(read_at=clock.now())


def _write(people: Iterable[User], message: Message, moments: Mapping[UUID, MailMoment]) -> list[User]:
    """Who got the notice; with `once` those who had it already did not."""
    rows = {
        user.pk: Notice(user=user, waits_for=_waits_for(user, moments), **_columns(message))
        for user in people
    }
    Notice.objects.bulk_create(rows.values(), ignore_conflicts=bool(message.once))
    if not message.once:
        return [row.user for row in rows.values()]
    written = set(
        Notice.objects.filter(pk__in=[row.pk for row in rows.values()]).values_list("user", flat=True)
    )
    return [row.user for pk, row in rows.items() if pk in written]


def _waits_for(user: User, moments: Mapping[UUID, MailMoment]) -> str:
    moment = moments.get(user.pk)
    return moment.value if user.email and moment in GATHERED else ""


def _columns(message: Message) -> dict[str, str]:
    return {
        "kind": message.kind,
        "subject": one_line(message.subject),
        "text": message.text.strip(),
        "url": message.url,
        "programme": message.programme,
        "once": message.once,
    }


def _mail(user: User, message: Message) -> MailMessage:
    subject, link = one_line(message.subject), urljoin(settings.PORTAL_URL, message.url)
    letter = letter_of(
        "notice",
        user=user,
        kind=message.kind,
        told={
            "subject": subject,
            "text": message.text.strip(),
            "link": link,
        },
    )
    return MailMessage(
        user=user,
        address=user.email,
        kind=message.kind,
        programme=message.programme,
        subject=subject,
        text=letter.text,
        html=letter.html,
    )


def one_line(text: str) -> str:
    """A subject has no line ends (they would start another mail header) and fits its column."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"
