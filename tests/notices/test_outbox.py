"""Mail gets out once, whatever fails in between."""

import smtplib
from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from izaportal.accounts.models import Membership, User
from izaportal.core import clock, locks
from izaportal.notices.choices import MailState
from izaportal.notices.models import MailMessage
from izaportal.notices.services import outbox
from izaportal.reporting.services.mail import deliver_mail_due
from tests.factories.notices import MailMessageFactory
from tests.factories.sessions import session_holding

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """As when the process is gone: no handler catches it."""


class FailingBackend(BaseEmailBackend):
    """A mail server that does what a test says, at opening or at handing over."""

    at_open: ClassVar[BaseException | None] = None
    at_send: ClassVar[BaseException | None] = None
    refuses_once: ClassVar[bool] = False
    opened: ClassVar[int] = 0

    def open(self) -> bool:
        type(self).opened += 1
        if self.at_open:
            raise self.at_open
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        failure = self.at_send
        if self.refuses_once:
            type(self).at_send = None
        if failure:
            raise failure
        mail.outbox.extend(email_messages)
        return len(email_messages)


@pytest.fixture
def server(settings, monkeypatch) -> type[FailingBackend]:
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    for name, value in (("at_open", None), ("at_send", None), ("refuses_once", False), ("opened", 0)):
        monkeypatch.setattr(FailingBackend, name, value)
    return FailingBackend


@pytest.fixture
def message() -> MailMessage:
    return MailMessageFactory.create(user=User.objects.get(username="controller"), programme="nml-o")


def now(row: MailMessage) -> MailMessage:
    return MailMessage.objects.get(pk=row.pk)


def make_due(row: MailMessage) -> None:
    MailMessage.objects.filter(pk=row.pk).update(next_attempt_at=clock.machine())


def test_due_mail_gets_out_once(message):
    assert (deliver_mail_due(), deliver_mail_due()) == (1, 0)
    [letter] = mail.outbox
    subject = f"NML-O: {message.subject}"
    assert (letter.to, letter.subject, letter.body) == ([message.address], subject, message.text)
    assert letter.extra_headers["Message-ID"] == f"<{message.pk}@127.0.0.1>"
    row = now(message)
    assert (row.state, row.attempts, row.error) == (MailState.SENT, 1, "")
    assert row.sent_at is not None


def test_mail_waits_while_the_server_is_away(server, message):
    other = MailMessageFactory.create(user=message.user)
    server.at_open = ConnectionRefusedError("geen verbinding")
    assert deliver_mail_due() == 0
    row = now(message)
    assert (row.state, row.attempts) == (MailState.QUEUED, 1)
    assert "geen verbinding" in row.error
    assert row.next_attempt_at > clock.machine() + timedelta(seconds=50)
    assert server.opened == 1  # nobody waits for the time-out of every message
    assert now(other).attempts == 0

    server.at_open = None
    assert deliver_mail_due() == 1  # the other one
    make_due(message)
    assert deliver_mail_due() == 1
    assert now(message).error == ""


def test_waiting_grows_until_it_failed(server, message):
    server.at_open = OSError("weg")
    waits = []
    for _ in outbox.BACK_OFF:
        make_due(message)
        deliver_mail_due()
        waits.append(now(message).next_attempt_at - clock.machine())
    assert waits == sorted(waits)
    make_due(message)
    deliver_mail_due()
    row = now(message)
    assert (row.state, row.attempts) == (MailState.FAILED, len(outbox.BACK_OFF) + 1)
    assert "weg" in row.error


@pytest.mark.parametrize(
    ("refusal", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"x": (550, b"onbekend")}), MailState.FAILED),
        (smtplib.SMTPRecipientsRefused({"x": (451, b"straks")}), MailState.QUEUED),
        (smtplib.SMTPDataError(554, b"geweigerd"), MailState.FAILED),
        (smtplib.SMTPDataError(421, b"te druk"), MailState.QUEUED),
    ],
)
def test_the_answer_of_the_server_counts(server, message, refusal, state):
    server.at_send = refusal
    assert deliver_mail_due() == 0
    assert (now(message).state, now(message).handed_over_at) == (state, None)


def test_a_refusal_stops_nobody_else(server, message):
    """One address that is refused for now does not hold up the other messages."""
    other = MailMessageFactory.create(user=message.user)
    server.at_send = smtplib.SMTPRecipientsRefused({"x": (451, b"straks")})
    server.refuses_once = True
    assert deliver_mail_due() == 1
    assert (now(message).state, now(other).state) == (MailState.QUEUED, MailState.SENT)


@pytest.mark.parametrize("failure", [smtplib.SMTPServerDisconnected("weg"), TimeoutError("te lang")])
def test_a_lost_line_is_never_repeated(server, message, failure):
    server.at_send = failure
    deliver_mail_due()
    assert now(message).state == MailState.UNCERTAIN
    server.at_send = None
    make_due(message)
    assert deliver_mail_due() == 0
    assert mail.outbox == []


def test_killed_before_sending_is_sent_later(server, message):
    """Between claim and handing over: nothing went out yet."""
    server.at_open = Killed()
    with pytest.raises(Killed):
        deliver_mail_due()
    assert now(message).state == MailState.SENDING
    server.at_open = None
    assert deliver_mail_due() == 0  # taken back, after a minute
    assert now(message).state == MailState.QUEUED
    make_due(message)
    assert deliver_mail_due() == 1
    assert len(mail.outbox) == 1


def test_killed_while_sending_is_not_repeated(server, message):
    server.at_send = Killed()
    with pytest.raises(Killed):
        deliver_mail_due()
    server.at_send = None
    assert deliver_mail_due() == 0
    row = now(message)
    assert row.state == MailState.UNCERTAIN
    assert "viel uit" in row.error
    assert mail.outbox == []


def test_what_somebody_works_on_is_left(message):
    MailMessage.objects.filter(pk=message.pk).update(state=MailState.SENDING)
    with session_holding(outbox.lock_name(message.pk)):
        assert outbox.take_back_lost() == 0
        assert now(message).state == MailState.SENDING
    assert locks.is_free(outbox.lock_name(message.pk))
    assert outbox.take_back_lost() == 1


def test_withdrawn_rights_stop_mail(message):
    Membership.objects.filter(user=message.user).delete()
    assert deliver_mail_due() == 0
    assert now(message).state == MailState.WITHDRAWN
    assert mail.outbox == []


def test_mail_about_no_programme_needs_no_right(message):
    Membership.objects.filter(user=message.user).delete()
    MailMessage.objects.filter(pk=message.pk).update(programme="")
    assert deliver_mail_due() == 1
    assert mail.outbox[0].subject == message.subject


def test_who_may_not_enter_gets_no_mail(message):
    User.objects.filter(pk=message.user_id).update(is_active=False)
    assert deliver_mail_due() == 0
    assert now(message).state == MailState.WITHDRAWN
