"""What is left of a gathered mail that was withdrawn: who gets it, when, and who does not."""

import sys
from datetime import timedelta

import pytest
import time_machine

from izaportal.accounts.models import Membership, User
from izaportal.notices.choices import MailMoment, MailState, NoticeKind
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.services.preferences import choose_mail
from izaportal.reporting.services.mail import deliver_mail_due
from tests.notices.gathering import MONDAY, THURSDAY, WEDNESDAY, gather, only_read, person, tell_of_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ids_of_the_past(monkeypatch) -> None:
    """Ids never go back in time, and these tests do."""
    monkeypatch.setattr(sys.modules["izaportal.core.uuid7"], "_last", 0)


def withdrawn(user: User) -> MailMessage:
    """A gathered mail that is not sent, as its reader lost the right to a part of it."""
    tell_of_report(user)
    gather(WEDNESDAY)
    only_read(user)
    with time_machine.travel(WEDNESDAY, tick=True):
        MailMessage.objects.update(next_attempt_at=WEDNESDAY)
        deliver_mail_due()
    letter = MailMessage.objects.get()
    assert letter.state == MailState.WITHDRAWN
    return letter


def test_what_may_still_be_read_comes_in_the_next_one():
    letter = withdrawn(person("projectleider-mgn"))
    assert gather(THURSDAY) == 1
    again = MailMessage.objects.exclude(pk=letter.pk).get()
    assert "1-2 ligt nu achter" in again.text
    assert "1-1 ligt nu achter" not in again.text
    with time_machine.travel(THURSDAY, tick=True):
        MailMessage.objects.update(next_attempt_at=THURSDAY)
        assert deliver_mail_due() == 1
    assert gather(MONDAY) == 0


def test_what_is_left_of_a_weekly_one_comes_a_week_later(viewer_of):
    user, lead = person("projectleider-mgn"), viewer_of("projectleider-mgn")
    choose_mail(actor=lead, moments=dict.fromkeys(NoticeKind, MailMoment.WEEKLY))
    tell_of_report(user)
    gather(MONDAY)
    only_read(user)
    with time_machine.travel(MONDAY, tick=True):
        MailMessage.objects.update(next_attempt_at=MONDAY)
        deliver_mail_due()
    assert MailMessage.objects.get().state == MailState.WITHDRAWN
    assert [gather(MONDAY + timedelta(days=day)) for day in (0, 1, 6, 7)] == [0, 0, 0, 1]


def test_what_is_left_is_not_mailed_to_who_wants_no_more(viewer_of):
    user, lead = person("projectleider-mgn"), viewer_of("projectleider-mgn")
    tell_of_report(user)
    gather(WEDNESDAY)
    only_read(user)
    choose_mail(actor=lead, moments={NoticeKind.STATUS: MailMoment.NEVER})
    with time_machine.travel(WEDNESDAY, tick=True):
        MailMessage.objects.update(next_attempt_at=WEDNESDAY)
        deliver_mail_due()
    assert MailMessage.objects.get().state == MailState.WITHDRAWN
    assert gather(THURSDAY) == 0


def test_what_was_read_meanwhile_does_not(viewer_of):
    withdrawn(person("projectleider-mgn"))
    Notice.objects.update(read_at=WEDNESDAY)
    assert gather(THURSDAY) == 0


def test_who_may_read_nothing_any_more_gets_nothing():
    user = person("projectleider-mgn")
    withdrawn(user)
    Membership.objects.filter(user=user).delete()
    assert gather(THURSDAY) == 0
    assert not Notice.objects.exclude(waits_for="").exists()
