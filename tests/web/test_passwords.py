"""Choosing another password: the old one is asked, the new one holds at once, other sessions end."""

from html import unescape

import pytest
from django.contrib.auth.hashers import check_password

from izaportal.accounts.models import User
from izaportal.accounts.services import change_password
from izaportal.core.errors import NotAllowed
from izaportal.core.models import AuditEntry, Draft
from izaportal.core.viewer import Viewer
from izaportal.demo.cast import PASSWORD

pytestmark = pytest.mark.django_db
PLACE, WANTED = "/voorkeuren/wachtwoord/", "appelboom in de tuin"


def typed(**other: str) -> dict[str, str]:
    return {"current": PASSWORD, "wanted": WANTED, "again": WANTED, **other}


@pytest.fixture
def lead() -> User:
    """With a password that is really hashed, as the demo's users have."""
    user = User.objects.get(username="projectleider-mgn")
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def test_the_new_password_holds_and_other_sessions_end(client, lead, client_of):
    elsewhere = client_of("projectleider-mgn")
    client.force_login(lead)
    answer = client.post(PLACE, typed(), follow=True)
    assert "Uw wachtwoord is gewijzigd." in answer.content.decode()
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    lead.refresh_from_db()
    assert check_password(WANTED, lead.password)
    entry = AuditEntry.objects.get(object_id=str(lead.pk), action="eigen wachtwoord gewijzigd")
    assert (entry.actor_id, entry.changes) == (lead.pk, {})


@pytest.mark.parametrize(("field", "text", "said"), [
    ("current", "verkeerd", "Dit is niet uw huidige wachtwoord."),
    ("wanted", "kort", "Dit wachtwoord is te zwak."),
    ("wanted", "projectleider-mgn", "Dit wachtwoord is te zwak."),
    ("again", "peerboom in de tuin", "Dit is niet hetzelfde als het nieuwe wachtwoord hierboven."),
    ("wanted", "", "Vul dit in."),
])  # fmt: skip
def test_a_mistake_is_told_and_nothing_is_kept(client, lead, field, text, said):
    client.force_login(lead)
    answer = client.post(PLACE, typed(**{field: text}))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert said in page
    assert WANTED not in page
    before = lead.password
    lead.refresh_from_db()
    assert lead.password == before
    assert not Draft.objects.filter(place=PLACE).exists()


def test_what_a_stranger_sends_is_not_kept(client):
    answer = client.post(PLACE, typed())
    assert answer.status_code == 302
    assert WANTED not in answer.content.decode()


def test_only_a_person_has_a_password():
    with pytest.raises(NotAllowed):
        change_password(actor=Viewer.system("test"), password=WANTED)
