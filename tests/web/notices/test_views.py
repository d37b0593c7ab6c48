"""The pages with notices, sent mail and preferences: whose they are, and what they never show."""

import re

import pytest
from django.test import Client

from izaportal.accounts.models import Membership, User
from izaportal.core.viewer import Role, ScopeKind
from izaportal.notices.choices import MailState, NoticeKind
from izaportal.notices.models import MailChoice, Notice
from izaportal.web.notices.views import PER_PAGE
from tests.factories.accounts import MembershipFactory
from tests.factories.notices import MailMessageFactory, NoticeFactory
from tests.fixtures.cast import PEOPLE_BACKEND
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
SENT, NOTICES, PREFERENCES = "/berichten/verzonden/", "/meldingen/", "/voorkeuren/"


@pytest.fixture
def controller(db) -> User:
    return User.objects.get(username="controller")


def signed_in(user):
    client = Client()
    client.force_login(user, backend=PEOPLE_BACKEND)
    return client


def choices(moment: str) -> dict[str, str]:
    return {kind.value: moment for kind in NoticeKind}


def test_the_bell_counts_unread_notices(client_of, controller):
    NoticeFactory.create_batch(3, user=controller, programme="nml-o")
    NoticeFactory.create(user=controller, programme="zuid-limburg")
    page = client_of("controller").get("/").content.decode()
    assert re.search(r'iza-bell__count">\s*3', page)
    assert "iza-bell__count" not in client_of("lezer").get("/").content.decode()
    assert "iza-bell" not in Client().get("/inloggen/").content.decode()


def test_many_unread_notices_stay_short(client_of, controller):
    NoticeFactory.create_batch(100, user=controller)
    assert ">99+" in client_of("controller").get("/").content.decode()


def test_reading_one_leads_back(client_of, controller):
    notice = NoticeFactory.create(user=controller, programme="nml-o")
    client = client_of("controller")
    answer = client.post(f"{NOTICES}{notice.pk}/gelezen/")
    assert (answer.status_code, answer["Location"]) == (302, NOTICES)
    assert Notice.objects.get().read_at is not None


def test_looking_reads_nothing(client_of, controller):
    """Only a post marks: a page that is fetched ahead, or opened again after signing in, does not."""
    notice = NoticeFactory.create(user=controller, programme="nml-o")
    client = client_of("controller")
    for address in (NOTICES, f"{NOTICES}{notice.pk}/gelezen/", f"{NOTICES}gelezen/"):
        client.get(address)
    assert Notice.objects.get().read_at is None


def test_unread_ones_can_be_seen_alone(client_of, controller):
    NoticeFactory.create(user=controller, subject="Gelezen zaak", read_at="2026-10-12T08:00:00Z")
    NoticeFactory.create(user=controller, subject="Nieuwe zaak")
    shown = text_of(client_of("controller").get(f"{NOTICES}?ongelezen=1"))
    assert "Nieuwe zaak" in shown
    assert "Gelezen zaak" not in shown


def test_older_notices_follow(client_of, controller):
    NoticeFactory.create_batch(PER_PAGE, user=controller, subject="Van later")
    NoticeFactory.create(user=controller, subject="Van nog later")
    first = client_of("controller").get(NOTICES)
    assert first.content.decode().count('id="melding-') == PER_PAGE
    onward = re.search(r'href="(\?[^"]*voor=[^"]+)"', first.content.decode())
    assert onward is not None
    second = text_of(client_of("controller").get(NOTICES + onward[1]))
    assert "Van later" in second
    assert "Van nog later" not in second
    assert "Naar de nieuwste" in second


@pytest.mark.parametrize("address", [NOTICES, SENT])
def test_nonsense_in_the_address_is_the_beginning(client_of, address):
    assert client_of("lezer").get(f"{address}?voor=onzin").status_code == 200


def test_written_markup_stays_text(client_of, controller):
    NoticeFactory.create(user=controller, subject="<script>alert(1)</script>", text="<b>vet</b>")
    MailMessageFactory.create(user=controller, subject="<script>alert(2)</script>", text="<b>vet</b>")
    for address in (NOTICES, SENT):
        page = client_of("controller").get(address).content.decode()
        assert "<script>alert" not in page
        assert "<b>vet" not in page


def test_everybody_sees_own_mail(client_of, controller):
    MailMessageFactory.create(user=controller, programme="nml-o", subject="Voor de controller")
    MailMessageFactory.create(subject="Voor een ander")
    shown = text_of(client_of("controller").get(SENT))
    assert "Voor de controller" in shown
    assert "in de wachtrij" in shown
    assert "Voor een ander" not in shown
    assert "Voor" not in text_of(client_of("lezer").get(SENT)).replace("Voorkeuren", "")


def test_own_mail_goes_with_the_right(client_of, controller):
    MailMessageFactory.create(user=controller, programme="nml-o", subject="Voor de controller")
    Membership.objects.filter(user=controller).delete()
    assert "Voor de controller" not in text_of(client_of("controller").get(SENT))


def test_who_runs_a_demo_sees_all_mail(client_of, controller):
    MailMessageFactory.create(user=controller, programme="nml-o", subject="Voor de controller", text="Inhoud")
    shown = text_of(client_of("beheerder").get(SENT))
    assert "aan Controller NML-O" in shown
    assert "Voor de controller Inhoud" in shown


def test_who_runs_a_deployment_sees_trouble_only(settings, controller):
    settings.DEMO = False
    right = MembershipFactory.create(role=Role.ADMINISTRATOR, scope_kind=ScopeKind.INSTALLATION, scope_key="")
    MailMessageFactory.create(
        user=controller, subject="Geheim onderwerp", text="Geheime tekst", state=MailState.FAILED,
        error="550 adres onbekend", attempts=1,
    )  # fmt: skip
    MailMessageFactory.create(user=controller, subject="Geheim onderwerp", text="Geheime tekst")
    shown = text_of(signed_in(right.user).get(SENT))
    assert "550 adres onbekend" in shown
    assert "mislukt" in shown
    assert "Geheim" not in shown
    assert "Dit portaal verstuurt geen mail" in shown


def test_preferences_are_kept(client_of, controller):
    client = client_of("controller")
    assert client.post(PREFERENCES, choices("never")).status_code == 302
    assert set(MailChoice.objects.values_list("user", "moment")) == {(controller.pk, "never")}
    page = client.get(PREFERENCES).content.decode()
    assert page.count("checked") == len(NoticeKind)
    assert "controller@demo.invalid" in page


@pytest.mark.parametrize("wrong", ["", "straks"])
def test_half_a_choice_changes_nothing(client_of, wrong):
    answer = client_of("controller").post(PREFERENCES, choices("never") | {NoticeKind.PERIOD.value: wrong})
    assert answer.status_code == 422
    assert "Eén antwoord klopt nog niet" in text_of(answer)
    assert not MailChoice.objects.exists()


def test_who_has_no_address_is_told(client_of, controller):
    User.objects.filter(pk=controller.pk).update(email="")
    assert "Er is geen e-mailadres van u bekend" in text_of(client_of("controller").get(PREFERENCES))
