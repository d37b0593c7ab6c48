"""What is gathered in one mail: when it is due, what is in it, and that it goes out once."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from izaportal.accounts.models import Membership
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.notices.choices import MailMoment, MailState, NoticeKind
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.selectors import Sees, mail_moments, mail_to
from izaportal.notices.services.digest import last_gathering
from izaportal.notices.services.letters import MOST_LINES
from izaportal.notices.services.notices import mark_read, notify, quietly, take_back
from izaportal.notices.services.preferences import choose_mail
from izaportal.reporting.selectors.seen_changes import seen_notices
from izaportal.reporting.services.mail import deliver_mail_due
from tests.notices.gathering import (
    MONDAY,
    SYSTEM,
    TUESDAY,
    WEDNESDAY,
    WEDNESDAY_EARLY,
    gather,
    message,
    only_read,
    person,
    tell_of_report,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ids_of_the_past(monkeypatch) -> None:
    """Ids never go back in time, and these tests do."""
    monkeypatch.setattr(sys.modules["izaportal.core.uuid7"], "_last", 0)


def seeing(*programmes: str) -> Sees:
    return Sees(dict.fromkeys(programmes, "NML-O"))


def tell(*numbers: int, kind: NoticeKind = NoticeKind.STATUS, at: datetime = TUESDAY) -> None:
    with time_machine.travel(at, tick=True):
        for number in numbers:
            notify([person().pk], actor=SYSTEM, message=message(number, kind))


def choose(viewer: Viewer, **moments: MailMoment) -> None:
    choose_mail(actor=viewer, moments={NoticeKind(kind): moment for kind, moment in moments.items()})


@pytest.mark.parametrize(
    ("moment", "now", "last"),
    [
        (MailMoment.DAILY, WEDNESDAY_EARLY, datetime(2026, 11, 24, 6, tzinfo=UTC)),
        (MailMoment.DAILY, WEDNESDAY, datetime(2026, 11, 25, 6, tzinfo=UTC)),
        (MailMoment.WEEKLY, WEDNESDAY, datetime(2026, 11, 23, 6, tzinfo=UTC)),
        (MailMoment.WEEKLY, datetime(2026, 11, 23, 5, 59, tzinfo=UTC), datetime(2026, 11, 16, 6, tzinfo=UTC)),
        # The clock went back an hour in the night of 25 October.
        (MailMoment.DAILY, datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 24, 5, tzinfo=UTC)),
    ],
)
def test_mail_is_gathered_at_seven(moment, now, last):
    assert last_gathering(moment, now) == last


def test_a_flood_becomes_one_mail_the_next_morning():
    tell(1, 2, 3)
    assert MailMessage.objects.count() == 0
    assert gather(WEDNESDAY_EARLY) == 0
    assert gather(WEDNESDAY) == 1
    letter = MailMessage.objects.get()
    assert (letter.subject, letter.kind, letter.programme) == ("Uw overzicht: 3 meldingen", "", "")
    assert letter.text.count("Een indicator raakt achter") == 1
    for number in (1, 2, 3):
        assert f"- Q3 2026: 1-{number} ligt nu achter\n  {number} gemeten.\n" in letter.text
        assert f'<a href="http://127.0.0.1:8000/x/">Q3 2026: 1-{number} ligt nu achter</a>' in letter.html
    assert "NML-O" in letter.text
    assert gather(WEDNESDAY) == 0
    assert Notice.objects.count() == 3


def test_a_missed_morning_is_made_up_for():
    tell(1)
    assert gather(datetime(2026, 11, 27, 23, tzinfo=UTC)) == 1
    assert MailMessage.objects.get().subject == "Q3 2026: 1-1 ligt nu achter"


def test_a_weekly_mail_waits_for_monday(viewer_of):
    choose(viewer_of("controller"), status=MailMoment.WEEKLY)
    tell(1, 2)
    assert gather(MONDAY.replace(day=29)) == 0
    assert gather(MONDAY) == 1


def test_at_once_and_never_are_not_gathered(viewer_of):
    viewer = viewer_of("controller")
    choose(viewer, status=MailMoment.AT_ONCE, period=MailMoment.NEVER)
    tell(1)
    tell(2, kind=NoticeKind.PERIOD)
    assert [row.kind for row in MailMessage.objects.all()] == [NoticeKind.STATUS]
    assert gather(WEDNESDAY) == 0


def test_what_was_read_is_left_out(viewer_of):
    tell(1, 2)
    first = Notice.objects.earliest("id")
    mark_read(first.pk, actor=viewer_of("controller"), sees=seeing("nml-o"))
    assert gather(WEDNESDAY) == 1
    assert "1-1" not in MailMessage.objects.get().text


def test_nothing_left_is_no_mail():
    tell(1)
    notice = Notice.objects.get()
    Notice.objects.filter(pk=notice.pk).update(once="red/x")
    assert take_back("red/x") == 1
    assert gather(WEDNESDAY) == 0
    assert Notice.objects.get().read_at is not None


def test_who_lost_the_role_hears_nothing():
    tell(1)
    Membership.objects.filter(user=person()).delete()
    assert gather(WEDNESDAY) == 0


def test_a_new_choice_holds_for_what_waits(viewer_of):
    viewer = viewer_of("controller")
    tell(1)
    choose(viewer, status=MailMoment.WEEKLY)
    assert gather(WEDNESDAY) == 0
    choose(viewer, status=MailMoment.AT_ONCE)
    assert gather(WEDNESDAY) == 1
    tell(2, at=WEDNESDAY)
    choose(viewer, status=MailMoment.NEVER)
    assert gather(MONDAY) == 0


def test_long_lists_are_counted():
    tell(*range(1, MOST_LINES + 4))
    gather(WEDNESDAY)
    letter = MailMessage.objects.get()
    assert "- en nog 3" in letter.text
    assert "<li>en nog 3</li>" in letter.html


def test_a_gathered_mail_is_sent_with_both_texts():
    tell(1, 2)
    gather(WEDNESDAY)
    with time_machine.travel(WEDNESDAY, tick=True):
        MailMessage.objects.update(next_attempt_at=WEDNESDAY)
        assert deliver_mail_due() == 1
    [letter] = mail.outbox
    assert letter.subject == "Uw overzicht: 2 meldingen"
    assert isinstance(letter, EmailMultiAlternatives)
    assert [alternative[1] for alternative in letter.alternatives] == ["text/html"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_gathered_mail_is_not_sent_to_who_lost_one_of_its_programmes():
    tell(1)
    with time_machine.travel(TUESDAY, tick=True):
        notify([person().pk], actor=SYSTEM, message=replace(message(2), programme="nml"))
    Membership.objects.create(
        user=person(), role=Role.READER, scope_kind=ScopeKind.PROGRAMME, scope_key="nml"
    )
    gather(WEDNESDAY)
    letter = MailMessage.objects.get()
    assert letter.gathers == ["nml", "nml-o"]
    Membership.objects.filter(user=person(), scope_key="nml-o").delete()
    with time_machine.travel(WEDNESDAY, tick=True):
        MailMessage.objects.update(next_attempt_at=WEDNESDAY)
        assert deliver_mail_due() == 0
    letter.refresh_from_db()
    assert letter.state == MailState.WITHDRAWN
    assert mail.outbox == []


def test_who_lost_a_programme_sees_a_gathered_mail_of_it_no_more(viewer_of):
    tell(1, 2)
    gather(WEDNESDAY)
    viewer = viewer_of("controller")
    assert mail_to(viewer, sees=seeing("nml", "nml-o")).count() == 1
    assert mail_to(viewer, sees=seeing("nml")).count() == 0
    assert mail_to(viewer, sees=seeing()).count() == 0


def test_without_choice_floods_and_what_can_wait_are_gathered(viewer_of):
    moments = mail_moments(viewer_of("lezer"))
    others = {kind: moment for kind, moment in moments.items() if moment is not MailMoment.AT_ONCE}
    assert others == {
        NoticeKind.SEAT: MailMoment.DAILY,
        NoticeKind.STATUS: MailMoment.DAILY,
        NoticeKind.PACK: MailMoment.NEVER,
    }


def test_what_is_played_back_is_told_to_nobody():
    with quietly():
        assert notify([person().pk], actor=SYSTEM, message=message()) == 0
    assert notify([person().pk], actor=SYSTEM, message=message()) == 1
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "right"), [("projectleider-mgn", "nml-o/mgn"), ("programmamanager", "nml-o")]
)
def test_a_gathered_mail_is_not_sent_to_who_lost_one_of_its_reports(username, right, viewer_of):
    user = person(username)
    tell_of_report(user)
    gather(WEDNESDAY)
    letter = MailMessage.objects.get()
    assert letter.privy == [right]
    assert list(mail_to(viewer_of(username), sees=seen_notices(viewer_of(username)))) == [letter]
    only_read(user)
    assert not mail_to(viewer_of(username), sees=seen_notices(viewer_of(username))).exists()
    with time_machine.travel(WEDNESDAY, tick=True):
        MailMessage.objects.update(next_attempt_at=WEDNESDAY)
        assert deliver_mail_due() == 0
    letter.refresh_from_db()
    assert letter.state == MailState.WITHDRAWN
    assert mail.outbox == []


def test_a_report_is_gathered_only_for_who_still_writes_or_judges_it():
    """Between what happened and the mail somebody lost the project, and reads the programme on."""
    lead = person("projectleider-mgn")
    tell_of_report(lead)
    only_read(lead)
    assert gather(WEDNESDAY) == 1
    assert MailMessage.objects.get().subject == "Q3 2026: 1-2 ligt nu achter"
