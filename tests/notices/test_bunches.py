"""Several notices at once to who wants mail at once: one mail for each right that reading them takes."""

import pytest
from django.core import mail as sent

from izaportal.accounts.models import Membership, User
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.notices.choices import MailMoment, MailState, NoticeKind
from izaportal.notices.models import MailMessage
from izaportal.notices.selectors import mail_to
from izaportal.notices.services.notices import Message, notify_each
from izaportal.notices.services.preferences import choose_mail
from izaportal.reporting.selectors.seen_changes import seen_notices
from izaportal.reporting.services.mail import deliver_mail_due

pytestmark = pytest.mark.django_db
SYSTEM = Viewer.system("test")
MGN, RICM, OPEN = "nml-o/mgn", "nml-o/ricm", ""


def message(scope: str, number: int) -> Message:
    return Message(
        kind=NoticeKind.REPORT_SUBMITTED,
        subject=f"Rapportage {number} van {scope or 'iedereen'}",
        text="",
        url="/",
        programme="nml-o",
        scope=scope,
    )


@pytest.fixture
def told(viewer_of) -> User:
    """The manager heard two things of each project and two that anybody may know, in turns."""
    choose_mail(
        actor=viewer_of("programmamanager"), moments={NoticeKind.REPORT_SUBMITTED: MailMoment.AT_ONCE}
    )
    user = User.objects.get(username="programmamanager")
    messages = [message(scope, number) for number in (1, 2) for scope in (MGN, RICM, OPEN)]
    assert notify_each({one: [user.pk] for one in messages}, actor=SYSTEM) == 6
    return user


def only(user: User, role: Role, kind: ScopeKind, key: str) -> None:
    Membership.objects.filter(user=user).delete()
    Membership.objects.create(user=user, role=role, scope_kind=kind, scope_key=key)


def test_each_right_has_a_mail(told):
    rows = {row.scope: row for row in MailMessage.objects.filter(user=told)}
    assert rows.keys() == {MGN, RICM, OPEN}
    for scope, row in rows.items():
        assert row.text.count("Rapportage") == row.text.count(f"van {scope or 'iedereen'}") == 2


@pytest.mark.parametrize(
    ("right", "left"),
    [
        ((Role.PROJECT_LEAD, ScopeKind.PROJECT, RICM), {RICM, OPEN}),
        ((Role.READER, ScopeKind.PROGRAMME, "nml-o"), {OPEN}),
        ((Role.PROGRAMME_MANAGER, ScopeKind.PROGRAMME, "nml-o"), {MGN, RICM, OPEN}),
    ],
)
def test_who_loses_a_right_gets_what_the_others_open(right, left, told, viewer_of):
    only(told, *right)
    viewer = viewer_of("programmamanager")
    assert {row.scope for row in mail_to(viewer, sees=seen_notices(viewer))} == left
    assert deliver_mail_due() == len(left)
    assert set(MailMessage.objects.filter(state=MailState.SENT).values_list("scope", flat=True)) == left
    assert len(sent.outbox) == len(left)
    assert ("Rapportage 1 van nml-o/mgn" in "".join(str(one.body) for one in sent.outbox)) is (MGN in left)
