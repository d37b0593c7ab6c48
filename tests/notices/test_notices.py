"""Who is told, what they see of it, and who is mailed."""

from dataclasses import replace

import pytest
from django.test import Client

from izaportal.accounts import holders
from izaportal.accounts.models import Membership, User
from izaportal.core import events
from izaportal.core.viewer import Role, ScopeKind, Viewer
from izaportal.notices.choices import MailMoment, MailState, NoticeKind
from izaportal.notices.events import MailQueued
from izaportal.notices.models import MailMessage, Notice
from izaportal.notices.selectors import Sees, mail_moments, notices_of, unread_of
from izaportal.notices.services.notices import Message, mark_all_read, mark_read, notify
from izaportal.notices.services.preferences import choose_mail
from izaportal.reporting.services.mail import deliver_mail_due
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SYSTEM = Viewer.system("test")
MESSAGE = Message(
    kind=NoticeKind.REPORT_SUBMITTED,
    subject="MGN heeft Q3 2026 ingediend",
    text="Keur de rapportage goed of stuur haar terug.",
    url="/programmas/nml-o/projecten/mgn/",
    programme="nml-o",
)


def person(username: str) -> User:
    return User.objects.get(username=username)


def seeing(*programmes: str) -> Sees:
    return Sees(dict.fromkeys(programmes, "NML-O"))


def subjects(rows) -> list[str]:
    return [row.subject for row in rows]


def test_told_people_get_notice_and_mail(programme, viewer_of):
    told = notify(holders.managers_of("nml-o"), actor=viewer_of("projectleider-mgn"), message=MESSAGE)
    assert told == 1
    assert subjects(notices_of(viewer_of("programmamanager"), sees=seeing("nml-o"))) == [MESSAGE.subject]
    mail = MailMessage.objects.get()
    assert (mail.address, mail.subject) == ("programmamanager@demo.invalid", MESSAGE.subject)
    assert MESSAGE.text in mail.text
    assert "http://127.0.0.1:8000/programmas/nml-o/projecten/mgn/" in mail.text
    assert "/voorkeuren/" in mail.text


def test_the_actor_is_not_told(viewer_of):
    manager = viewer_of("programmamanager")
    assert notify(holders.managers_of("nml-o"), actor=manager, message=MESSAGE) == 0
    assert not Notice.objects.exists()
    assert not MailMessage.objects.exists()


def test_people_without_address_get_notice_only():
    reader = UserFactory.create()
    assert notify([reader.pk], actor=SYSTEM, message=MESSAGE) == 1
    assert not MailMessage.objects.exists()


def test_who_cannot_enter_is_not_told(settings):
    gone = UserFactory.create(is_active=False)
    assert notify([gone.pk], actor=SYSTEM, message=MESSAGE) == 0
    settings.DEMO = False
    assert notify([person("controller").pk], actor=SYSTEM, message=MESSAGE) == 0


def test_without_mail_server_nothing_waits(settings):
    settings.DEMO = False
    reader = UserFactory.create(email="proef@voorbeeld.invalid")
    assert notify([reader.pk], actor=SYSTEM, message=MESSAGE) == 1
    assert not MailMessage.objects.exists()


def test_mail_of_a_kind_can_be_refused(viewer_of):
    controller = viewer_of("controller")
    choose_mail(actor=controller, moments={NoticeKind.REPORT_SUBMITTED: MailMoment.NEVER})
    notify([person("controller").pk], actor=SYSTEM, message=MESSAGE)
    assert not MailMessage.objects.exists()
    choose_mail(actor=controller, moments={NoticeKind.REPORT_SUBMITTED: MailMoment.AT_ONCE})
    assert mail_moments(controller)[NoticeKind.REPORT_SUBMITTED] == MailMoment.AT_ONCE
    notify([person("controller").pk], actor=SYSTEM, message=MESSAGE)
    assert MailMessage.objects.count() == 1


def test_an_occasion_is_told_once():
    once = Message(NoticeKind.REMINDER, "Nog zeven dagen", "", "/", once="reminder/nml-o/2026-Q3/7")
    first, second = person("controller"), person("lezer")
    assert notify([first.pk], actor=SYSTEM, message=once) == 1
    assert notify([first.pk, second.pk], actor=SYSTEM, message=once) == 1
    assert Notice.objects.count() == MailMessage.objects.count() == 2


def test_subjects_stay_on_one_line():
    message = Message(NoticeKind.REMINDER, "Let op\nBcc: iedereen@elders.example " + "x" * 300, "", "/")
    notify([person("lezer").pk], actor=SYSTEM, message=message)
    mail = MailMessage.objects.get()
    assert mail.subject.startswith("Let op Bcc: iedereen")
    assert len(mail.subject) == 200


def test_text_is_mailed_as_it_was_written():
    notify(
        [person("lezer").pk],
        actor=SYSTEM,
        message=Message(NoticeKind.REMINDER, "Kosten < baten & meer", "a < b", "/"),
    )
    assert "Kosten < baten & meer\n\na < b" in MailMessage.objects.get().text


def test_withdrawn_rights_hide_notices(client_of, viewer_of):
    lead = person("projectleider-mgn")
    notify([lead.pk], actor=SYSTEM, message=MESSAGE)
    assert MESSAGE.subject in client_of("projectleider-mgn").get("/meldingen/").content.decode()
    Membership.objects.filter(user=lead).delete()
    page = client_of("projectleider-mgn").get("/meldingen/").content.decode()
    assert MESSAGE.subject not in page
    assert "iza-bell__count" not in page
    assert unread_of(viewer_of("projectleider-mgn"), sees=seeing()).count() == 0


def test_notices_of_elsewhere_are_not_told(client_of):
    """Also when somebody was told by mistake: zl-manager has no right in NML-O."""
    notify([person("zl-manager").pk], actor=SYSTEM, message=MESSAGE)
    for address in ("/meldingen/", "/berichten/verzonden/", "/"):
        assert "MGN" not in client_of("zl-manager").get(address).content.decode()


def test_reading_concerns_own_notices_only(viewer_of):
    notify([person("controller").pk], actor=SYSTEM, message=MESSAGE)
    notice = Notice.objects.get()
    assert not mark_read(notice.pk, actor=viewer_of("lezer"), sees=seeing("nml-o"))
    assert not mark_read(notice.pk, actor=viewer_of("controller"), sees=seeing("nml"))
    assert mark_read(notice.pk, actor=viewer_of("controller"), sees=seeing("nml-o"))
    first = Notice.objects.get().read_at
    assert first is not None
    assert mark_read(notice.pk, actor=viewer_of("controller"), sees=seeing("nml-o"))
    assert Notice.objects.get().read_at == first


def test_all_are_read_at_once(viewer_of):
    for _ in range(3):
        notify([person("controller").pk, person("lezer").pk], actor=SYSTEM, message=MESSAGE)
    assert mark_all_read(actor=viewer_of("controller"), sees=seeing("nml-o")) == 3
    assert mark_all_read(actor=viewer_of("controller"), sees=seeing("nml-o")) == 0
    assert unread_of(viewer_of("lezer"), sees=seeing("nml-o")).count() == 3


def test_queued_mail_is_announced_once(monkeypatch):
    heard: list[MailQueued] = []
    monkeypatch.setitem(events._receivers, MailQueued, [heard.append])
    notify([person("controller").pk, person("lezer").pk], actor=SYSTEM, message=MESSAGE)
    assert heard == [MailQueued(2)]


def test_roles_are_found_by_their_scope():
    whole = MembershipFactory.create(
        role="programme_manager", scope_kind="programme", scope_key="proef-x"
    ).user
    pillar = MembershipFactory.create(
        role="programme_manager", scope_kind="pillar", scope_key="proef-x/p1"
    ).user
    lead = MembershipFactory.create(role="project_lead", scope_kind="project", scope_key="proef-x/een").user
    other = MembershipFactory.create(role="project_lead", scope_kind="project", scope_key="proef-xy/een").user
    secretary = MembershipFactory.create(role="secretary", scope_kind="body", scope_key="proef-x/pho").user
    assert holders.managers_of("proef-x") == {whole.pk}
    assert holders.managers_of("proef-x", "p1") == {whole.pk, pillar.pk}
    assert holders.leads_of("proef-x", "een", "twee") == {lead.pk}
    assert holders.leads_of("proef-x") == frozenset()
    assert holders.leads_in("proef-x") == {"een": {lead.pk}}
    assert holders.leads_in("proef-xy") == {"een": {other.pk}}
    assert holders.secretaries_of("proef-x", "pho") == {secretary.pk}
    assert holders.controllers_of("nml-o") == {person("controller").pk}
    assert holders.board_of(["GM0984"]) == {person("bestuurder-venray").pk}
    assert holders.administrators() == {person("beheerder").pk}


def test_what_is_told_of_a_report_is_for_who_still_writes_or_judges_it(client_of, viewer_of):
    """Who lost the project but still reads the programme sees no remark, nor the mail with it."""
    lead = person("projectleider-mgn")
    message = replace(MESSAGE, scope="nml-o/mgn")
    notify([lead.pk, person("programmamanager").pk], actor=SYSTEM, message=message)
    assert message.subject in words(client_of("projectleider-mgn"))
    Membership.objects.filter(user=lead).delete()
    MembershipFactory.create(user=lead, role=Role.READER, scope_kind=ScopeKind.PROGRAMME, scope_key="nml-o")
    assert message.subject not in words(client_of("projectleider-mgn"))
    assert message.subject in words(client_of("programmamanager"))
    assert deliver_mail_due() == 1
    assert MailMessage.objects.get(user=lead).state == MailState.WITHDRAWN
    assert message.subject not in words(client_of("projectleider-mgn"), "/berichten/verzonden/")


def words(client: Client, address: str = "/meldingen/") -> str:
    return client.get(address).content.decode()
