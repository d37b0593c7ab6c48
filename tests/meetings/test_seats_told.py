"""Who becomes a member of a body is told so, once, in the portal and in a daily overview."""

from datetime import date, timedelta

import pytest

from izaportal.accounts.models import User
from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.edits import value_of
from izaportal.core.uuid7 import uuid7
from izaportal.notices.choices import MailMoment, NoticeKind
from izaportal.notices.models import MailMessage, Notice
from pillars.models import BodyMember, GovernanceBody
from pillars.services.members import save_member
from regions.models import Municipality

pytestmark = pytest.mark.django_db
FIELDS = ("user", "role", "municipality", "organisation", "starts_on", "ends_on")


@pytest.fixture
def body(programme) -> GovernanceBody:
    return GovernanceBody.objects.select_related("programme").get(programme=programme, slug="roaz")


def person(username: str) -> User:
    return User.objects.get(username=username)


def seat(actor, body: GovernanceBody, username: str, **more: object) -> BodyMember:
    wanted = {"user": person(username).pk, "role": "member", "starts_on": clock.today(), **more}
    edits_of = {name: Edit(None, wanted.get(name)) for name in FIELDS}
    row = uuid7()
    for _ in range(2):  # a double click
        save_member(actor=actor, body=body, member_id=row, edits_of=edits_of)
    return BodyMember.objects.get(pk=row)


def change(actor, row: BodyMember, **wanted: object) -> None:
    edits_of = {name: Edit(value_of(row, name), wanted.get(name, value_of(row, name))) for name in FIELDS}
    save_member(actor=actor, body=row.body, member_id=row.pk, edits_of=edits_of)


def told() -> list[str]:
    return list(Notice.objects.filter(kind=NoticeKind.SEAT).values_list("user__username", flat=True))


def test_a_new_member_is_told_quietly(viewer_of, body):
    venray = Municipality.objects.get(code="GM0984")
    seat(viewer_of("programmamanager"), body, "bestuurder-venray", role="chair", municipality=venray.pk)
    notice = Notice.objects.get(kind=NoticeKind.SEAT)
    assert notice.user.username == "bestuurder-venray"
    assert notice.subject == f"U bent lid van {body}"
    assert notice.text.startswith("Als voorzitter namens gemeente Venray, vanaf 12 oktober 2026.")
    assert notice.url == f"/programmas/nml-o/vergaderingen/overleggen/{body.slug}/leden/"
    assert notice.waits_for == MailMoment.DAILY
    assert not MailMessage.objects.exists()


def test_a_changed_seat_tells_who_was_not_there(viewer_of, body):
    manager = viewer_of("programmamanager")
    row = seat(manager, body, "bestuurder-venray")
    change(manager, row, role="adviser")
    assert told() == ["bestuurder-venray"]
    row.refresh_from_db()
    change(manager, row, user=person("lezer").pk)
    assert sorted(told()) == ["bestuurder-venray", "lezer"]


def test_neither_oneself_nor_who_left_is_told(viewer_of, body):
    manager = viewer_of("programmamanager")
    seat(manager, body, "programmamanager")
    yesterday = clock.today() - timedelta(days=1)
    seat(manager, body, "lezer", starts_on=date(2026, 1, 1), ends_on=yesterday)
    assert told() == []
