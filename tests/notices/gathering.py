"""What tests of gathered mail share: days, people, what they are told, and losing a right."""

from dataclasses import replace
from datetime import UTC, datetime

import time_machine

from izaportal.accounts.models import Membership, User
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from izaportal.reporting.services.mail import gather_mail_due

SYSTEM = Viewer.system("test")
# A Tuesday afternoon; Amsterdam is one hour ahead.
TUESDAY = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
WEDNESDAY_EARLY, WEDNESDAY = TUESDAY.replace(day=25, hour=5), TUESDAY.replace(day=25, hour=7)
THURSDAY = TUESDAY.replace(day=26, hour=7)
MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)


def person(username: str = "controller") -> User:
    return User.objects.get(username=username)


def message(number: int = 1, kind: NoticeKind = NoticeKind.STATUS, once: str = "") -> Message:
    return Message(kind, f"Q3 2026: 1-{number} ligt nu achter", f"{number} gemeten.", "/x/", "nml-o", once)


def gather(at: datetime) -> int:
    with time_machine.travel(at, tick=True):
        return gather_mail_due()


def tell_of_report(user: User) -> None:
    """Something of the programme, and something of a report of one project."""
    for scope in ("", "nml-o/mgn"):
        told = replace(message(1 if scope else 2), scope=scope)
        with time_machine.travel(TUESDAY, tick=True):
            notify([user.pk], actor=SYSTEM, message=told)


def only_read(user: User) -> None:
    Membership.objects.filter(user=user).delete()
    Membership.objects.create(user=user, role=Role.READER, scope_kind=ScopeKind.PROGRAMME, scope_key="nml-o")
