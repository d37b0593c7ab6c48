"""The link in a mail ends that mail, without signing in, and does nothing else."""

from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from izaportal.accounts.models import User
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import MailMoment, MailState, NoticeKind
from izaportal.notices.models import MailChoice, MailMessage, Notice
from izaportal.notices.selectors import mail_moments
from izaportal.notices.services.notices import Message, notify
from izaportal.notices.services.unsubscribing import unsubscribe_url
from izaportal.reporting.services.mail import deliver_mail_due

pytestmark = pytest.mark.django_db
MESSAGE = Message(NoticeKind.PERIOD, "Q3 2026 is vastgesteld", "Bekijk het.", "/x/", "nml-o")


@pytest.fixture
def person(db) -> User:
    return User.objects.get(username="controller")


def path_of(person: User, kind: str = NoticeKind.PERIOD) -> str:
    return urlsplit(unsubscribe_url(person.pk, kind)).path


def tell(person: User) -> int:
    return notify([person.pk], actor=Viewer.system("test"), message=MESSAGE)


def test_the_link_of_a_sent_mail_works(person, viewer_of):
    """One click, as a mail program does it: no cookie, no form, no token of the site."""
    tell(person)
    deliver_mail_due()
    [letter] = mail.outbox
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert link in letter.body
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(urlsplit(link).path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert mail_moments(viewer_of("controller"))[NoticeKind.PERIOD] is MailMoment.NEVER
    tell(person)
    assert MailMessage.objects.count() == 1
    assert Notice.objects.count() == 2


def test_opening_the_link_changes_nothing(person, client):
    """Programs that check mail open every link."""
    answer = client.get(path_of(person))
    assert "Wilt u deze mail niet meer?" in answer.content.decode()
    assert person.name not in answer.content.decode()
    assert person.email not in answer.content.decode()
    assert not MailChoice.objects.exists()


def test_queued_mail_is_not_sent_any_more(person, client):
    tell(person)
    client.post(path_of(person))
    assert MailMessage.objects.get().state == MailState.WITHDRAWN
    assert deliver_mail_due() == 0


def test_overviews_end_together(person, client, viewer_of):
    MailChoice.objects.create(user=person, kind=NoticeKind.DUTY, moment=MailMoment.WEEKLY)
    answer = client.post(path_of(person, ""))
    assert "Dag- en weekoverzichten" in answer.content.decode()
    moments = mail_moments(viewer_of("controller"))
    assert {kind for kind, moment in moments.items() if moment is MailMoment.NEVER} == {
        NoticeKind.DUTY,
        NoticeKind.SEAT,
        NoticeKind.STATUS,
        NoticeKind.PACK,  # which is not mailed to who never asked for it
    }


@pytest.mark.parametrize(
    "spoil", [lambda token: token[:-2] + "aa", lambda token: "x", lambda token: token[4:]]
)
def test_a_forged_link_is_not_there(person, client, spoil):
    token = path_of(person).rstrip("/").rpartition("/")[2]
    for method in (client.get, client.post):
        assert method(f"/voorkeuren/afmelden/{spoil(token)}/").status_code == 404
    assert not MailChoice.objects.exists()


def test_a_link_of_who_is_gone_is_not_there(person, client):
    gone = urlsplit(unsubscribe_url(uuid7(), NoticeKind.PERIOD)).path
    assert client.post(gone).status_code == 404
    assert not MailChoice.objects.exists()
