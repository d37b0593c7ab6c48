"""Notices, messages of the outbox and choices of mail."""

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from izaportal.notices.choices import MailMoment, NoticeKind
from izaportal.notices.models import MailChoice, MailMessage, Notice
from tests.factories.accounts import UserFactory


class NoticeFactory(DjangoModelFactory[Notice]):
    class Meta:
        model = Notice

    user = SubFactory(UserFactory)
    kind = NoticeKind.REMINDER
    subject = Sequence(lambda n: f"Proefmelding {n}")
    url = "/"


class MailMessageFactory(DjangoModelFactory[MailMessage]):
    class Meta:
        model = MailMessage

    user = SubFactory(UserFactory)
    address = Sequence(lambda n: f"proef-{n}@voorbeeld.invalid")
    kind = NoticeKind.REMINDER
    subject = Sequence(lambda n: f"Proefbericht {n}")
    text = "Proeftekst"


class MailChoiceFactory(DjangoModelFactory[MailChoice]):
    class Meta:
        model = MailChoice

    user = SubFactory(UserFactory)
    kind = NoticeKind.REMINDER
    moment = MailMoment.NEVER
