"""Tells people something: a notice in the portal, and a mail for who wants one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from izaportal.accounts.holders import who_may_enter
from izaportal.accounts.models import User
from izaportal.core import clock, events
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import GATHERED, MailMoment, NoticeKind
from izaportal.notices.events import MailQueued
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.selectors import Sees, is_mailed, moments_of, notices_of, unread_of
from izaportal.notices.services.letters import MOST_LINES, letter_of

LONGEST_SUBJECT, AT_ONCE = 200, 1000
_quiet: ContextVar[bool] = ContextVar("notices_quiet", default=False)


@dataclass(frozen=True, slots=True)
class Message:
    """What to tell. `url` is a path in the portal, to the very field; `programme` is a slug.

    With a `scope`, such as `nml-o/mgn`, only who writes or judges that project's reports sees it. A subject
    is one line. With `once`, such as `reminder/nml-o/2026-Q3/14`, nobody is told it a second time.
    """

    kind: NoticeKind
    subject: str
    text: str
    url: str
    programme: str = ""
    once: str = ""
    scope: str = ""


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
    return notify_each({message: people}, actor=actor)


@transaction.atomic
def notify_each(told: Mapping[Message, Iterable[UUID]], *, actor: Viewer) -> int:
    """Tell each message, all of one kind, to its people; a fixed number of queries. How many notices it gave.

    Who is to be mailed at once and hears several gets one mail of all that the same right lets them read.
    """
    if is_quiet() or not told:
        return 0
    people = {message: frozenset(each) - {actor.user_id} for message, each in told.items()}
    users = {user.pk: user for user in who_may_enter(frozenset[UUID]().union(*people.values()))}
    (kind,) = {message.kind for message in told}
    moments = moments_of(kind, users) if is_mailed() else {}
    rows = [
        Notice(user=users[pk], waits_for=_waits_for(users[pk], moments), **_columns(message))
        for message, each in people.items()
        for pk in sorted(each & users.keys())
    ]
    written = _write(rows)
    at_once = {pk for pk, moment in moments.items() if moment is MailMoment.AT_ONCE and users[pk].email}
    _mail([row for row in written if row.user_id in at_once])
    return len(written)


def take_back(*occasions: str) -> int:
    """What was told at these occasions holds no more: for who did not read it yet it is done. How many."""
    unread = Notice.objects.filter(once__in=occasions, read_at__isnull=True)
    return unread.update(read_at=clock.now(), waits_for="")


@transaction.atomic
def mark_read(notice_id: UUID, *, actor: Viewer, sees: Sees) -> bool:
    """Whether there is such a notice for the actor; reading it again changes nothing."""
    own = notices_of(actor, sees=sees).filter(pk=notice_id)
    own.filter(read_at__isnull=True).update(read_at=clock.now())
    return own.exists()


@transaction.atomic
def mark_all_read(*, actor: Viewer, sees: Sees) -> int:
    """How many were unread."""
    return unread_of(actor, sees=sees).order_by().update(read_at=clock.now())


def _write(rows: list[Notice]) -> list[Notice]:
    """Those that were written: with `once` not those that their person had already."""
    knows_occasion = any(row.once for row in rows)
    Notice.objects.bulk_create(rows, ignore_conflicts=knows_occasion, batch_size=AT_ONCE)
    if not knows_occasion:
        return rows
    written = set(Notice.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row.pk in written]


def _mail(rows: list[Notice]) -> None:
    """One to each person, whatever the number of their notices; of what needs another right to read it a mail
    of its own, so that who loses one right by the time it goes out loses that mail alone."""
    alike: dict[tuple[UUID, str, str], list[Notice]] = defaultdict(list)
    for row in rows:
        alike[row.user_id, row.programme, row.scope].append(row)
    mail = [_alone(each[0]) if len(each) == 1 else _together(each) for each in alike.values()]
    if mail:
        MailMessage.objects.bulk_create(mail)
        events.announce(MailQueued(len(mail)))


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
        "scope": message.scope,
        "once": message.once,
    }


def _alone(row: Notice) -> MailMessage:
    return _letter(row, subject=row.subject, text=row.text, url=row.url)


def _together(rows: list[Notice]) -> MailMessage:
    """Several notices of one kind, programme and scope as one mail, which leads to where all of them are."""
    lines = [row.subject for row in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        lines.append(f"en nog {len(rows) - MOST_LINES}")
    subject = f"{rows[0].get_kind_display()}: {len(rows)} meldingen"
    return _letter(rows[0], subject=subject, text="\n".join(lines), url=reverse("notices"))


def _letter(row: Notice, *, subject: str, text: str, url: str) -> MailMessage:
    told = {"subject": subject, "text": text, "link": urljoin(settings.PORTAL_URL, url)}
    letter = letter_of("notice", user=row.user, kind=row.kind, told=told)
    return MailMessage(
        user=row.user,
        address=row.user.email,
        kind=row.kind,
        programme=row.programme,
        scope=row.scope,
        subject=subject,
        text=letter.text,
        html=letter.html,
    )


def one_line(text: str) -> str:
    """A subject has no line ends (they would start another mail header) and fits its column."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"
