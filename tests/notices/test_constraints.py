"""Rules the database keeps for notices and the outbox."""

import pytest

from izaportal.core import clock
from izaportal.notices.choices import MailState
from tests.factories.accounts import UserFactory
from tests.factories.notices import MailChoiceFactory, MailMessageFactory, NoticeFactory
from tests.factories.refusals import Breaks, making, refusal, rules_of, twice

pytestmark = pytest.mark.django_db

BREAKS: Breaks = {
    "notices_notice_told_once": twice(NoticeFactory, user=UserFactory, once="proef"),
    "notices_notice_subject_given": making(NoticeFactory, subject=""),
    "notices_notice_leads_into_portal": making(NoticeFactory, url="//elders.example/"),
    "notices_notice_waits_for_digest": making(NoticeFactory, waits_for="never"),
    "notices_mail_sent_has_time": making(MailMessageFactory, state=MailState.SENT),
    "notices_mail_handed_over_is_final": making(
        MailMessageFactory, state=MailState.QUEUED, handed_over_at=clock.machine
    ),
    "notices_mail_subject_on_one_line": making(MailMessageFactory, subject="proef\nBcc: iedereen"),
    "notices_choice_unique": twice(MailChoiceFactory, user=UserFactory),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert {*BREAKS} == rules_of("notices")


@pytest.mark.parametrize("url", ["https://elders.example/", r"/\elders.example", "javascript:alert(1)", ""])
def test_notices_lead_nowhere_else(url):
    assert refusal(making(NoticeFactory, url=url)) == "notices_notice_leads_into_portal"


def test_without_occasion_things_repeat():
    person = UserFactory.create()
    NoticeFactory.create_batch(2, user=person, once="")
    assert person.notices.count() == 2
