"""Sends what waits in the outbox. A row is claimed by a conditional update and handed over at most once.

The sender holds a lock of the row as long as it works on it. A claimed row whose lock is free was left by a
sender that is gone: not yet handed over, it waits again; handed over, nobody knows whether it arrived, and it
is not sent a second time (ADR 12).
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from izaportal.accounts.models import User
from izaportal.core import clock, locks
from izaportal.notices.choices import MailState, NoticeKind, waits_in
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.selectors import Sees, moments_of
from izaportal.notices.services.notices import one_line
from izaportal.notices.services.unsubscribing import unsubscribe_url

logger = logging.getLogger(__name__)

SeenBy: TypeAlias = Callable[[User], Sees | None]
# How long to wait after the first, second, … failed attempt; after the last one a message has failed.
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
MOST_AT_ONCE = 200
PERMANENT = 500
NO_LONGER_ALLOWED = "De ontvanger mag dit programma niet meer zien of kan niet meer inloggen."
SENDER_GONE = "De verzender viel uit tijdens het versturen; het bericht wordt niet nog eens verstuurd."


class MailServerAway(Exception):  # noqa: N818 - it says what happened
    """No message can get out now."""


def deliver_due(*, seen: SeenBy) -> int:
    """Send what is due, oldest first, and answer how many messages got out.

    `seen` is asked right before sending what the person sees now; None for who cannot sign in.
    """
    take_back_lost()
    due = MailMessage.objects.filter(state=MailState.QUEUED, next_attempt_at__lte=clock.machine())
    connection = get_connection()
    sent = 0
    try:
        for pk in list(due.order_by("id").values_list("pk", flat=True)[:MOST_AT_ONCE]):
            sent += deliver(pk, over=connection, seen=seen)
    except MailServerAway as away:
        logger.warning("de mailserver is er niet: %s", away)
    finally:
        connection.close()
    return sent


def deliver(mail_id: UUID, *, over: BaseEmailBackend, seen: SeenBy) -> bool:
    """Send one message, unless somebody else has it or had it; whether it got out now.

    Raises MailServerAway when the server cannot be reached; the message then waits for another attempt.
    """
    with locks.held(lock_name(mail_id)):
        mail = _claim(mail_id)
        if mail is None:
            return False
        sees = seen(mail.user)
        if sees is None or not _may_read(mail, sees):
            _withdraw(mail)
            return False
        letter = _letter(mail, over, about=sees.programmes.get(mail.programme, ""))
        _reach(mail, over)
        return _hand_over(mail, letter, over)


def _may_read(mail: MailMessage, sees: Sees) -> bool:
    """Whether the person still sees all that it is about."""
    if not sees.shows(mail.programme, mail.scope):
        return False
    return sees.programmes.keys() >= {*mail.gathers} and sees.privy >= {*mail.privy}


@transaction.atomic
def _withdraw(mail: MailMessage) -> None:
    """What a gathered mail told waits for the next one, as the person wants it by now; that one leaves out
    what they no longer see."""
    _end(mail, MailState.WITHDRAWN, error=NO_LONGER_ALLOWED)
    unread = Notice.objects.filter(pk__in=mail.tells, read_at__isnull=True)
    for kind in list(unread.order_by().values_list("kind", flat=True).distinct()):
        moments = moments_of(NoticeKind(kind), [mail.user_id])
        unread.filter(kind=kind).update(waits_for=waits_in(moments[mail.user_id]))


def take_back_lost() -> int:
    """Claimed rows whose sender is gone: how many there were."""
    claimed = MailMessage.objects.filter(state=MailState.SENDING)
    left = [pk for pk in claimed.values_list("pk", flat=True) if locks.is_free(lock_name(pk))]
    lost = list(claimed.filter(pk__in=left))  # read after the senders were gone: now nobody writes them
    for mail in lost:
        if mail.handed_over_at is not None:
            _end(mail, MailState.UNCERTAIN, error=SENDER_GONE)
        else:
            _postpone(mail, "De verzender viel uit voor het versturen.")
    return len(lost)


def lock_name(mail_id: UUID) -> str:
    return f"mail/{mail_id}"


def _claim(mail_id: UUID) -> MailMessage | None:
    due = MailMessage.objects.filter(pk=mail_id, state=MailState.QUEUED, next_attempt_at__lte=clock.machine())
    taken = due.update(state=MailState.SENDING, attempts=F("attempts") + 1)
    return MailMessage.objects.select_related("user").get(pk=mail_id) if taken else None


def _reach(mail: MailMessage, over: BaseEmailBackend) -> None:
    """Nothing was handed over when the server cannot be reached."""
    try:
        over.open()
    except (OSError, smtplib.SMTPException) as failure:
        _postpone(mail, _words(failure))
        raise MailServerAway(_words(failure)) from failure


def _hand_over(mail: MailMessage, letter: EmailMultiAlternatives, over: BaseEmailBackend) -> bool:
    """From here on the message may arrive, whatever happens to this process."""
    MailMessage.objects.filter(pk=mail.pk).update(handed_over_at=clock.machine())
    try:
        over.send_messages([letter])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refusal:
        _refused(mail, refusal)
        return False
    except (OSError, smtplib.SMTPException) as failure:
        over.close()
        _end(mail, MailState.UNCERTAIN, error=_words(failure))
        return False
    _end(mail, MailState.SENT)
    return True


def _refused(mail: MailMessage, refusal: smtplib.SMTPException) -> None:
    """The server said no: for good, or for now."""
    if _code(refusal) >= PERMANENT:
        _end(mail, MailState.FAILED, error=_words(refusal))
    else:
        _postpone(mail, _words(refusal))


def _code(refusal: smtplib.SMTPException) -> int:
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return max((int(code) for code, _ in refusal.recipients.values()), default=PERMANENT)
    return int(refusal.smtp_code) if isinstance(refusal, smtplib.SMTPResponseException) else 0


def _postpone(mail: MailMessage, error: str) -> None:
    """Try again later, or give up after the last attempt."""
    if mail.attempts > len(BACK_OFF):
        _end(mail, MailState.FAILED, error=error)
        return
    later = clock.machine() + BACK_OFF[max(mail.attempts, 1) - 1]
    _end(mail, MailState.QUEUED, error=error, next_attempt_at=later)


def _end(mail: MailMessage, state: MailState, *, error: str = "", **columns: object) -> None:
    """Write down how the attempt ended, if the row is still ours."""
    if state == MailState.SENT:
        columns["sent_at"] = clock.now()
    elif state != MailState.UNCERTAIN:
        columns["handed_over_at"] = None
    if error:
        logger.warning("bericht %s aan %s: %s (%s)", mail.pk, mail.user_id, state, error)
    ours = MailMessage.objects.filter(pk=mail.pk, state=MailState.SENDING)
    ours.update(state=state, error=error, **columns)


def _letter(mail: MailMessage, over: BaseEmailBackend, *, about: str) -> EmailMultiAlternatives:
    """Its subject names the programme it is `about`, as the list in the portal does beside each notice.

    The id in the header is that of the row; mail programs offer to unsubscribe in one click (RFC 8058).
    """
    host = urlsplit(settings.PORTAL_URL).hostname
    headers = {
        "Message-ID": f"<{mail.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{unsubscribe_url(mail.user_id, mail.kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    subject = one_line(f"{about}: {mail.subject}") if about else mail.subject
    letter = EmailMultiAlternatives(subject, mail.text, to=[mail.address], headers=headers, connection=over)
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    return letter


def _words(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"[:500]
