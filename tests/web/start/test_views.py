import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from izaportal.accounts.models import User
from izaportal.demo.cast import CAST, PASSWORD
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db


def sign_in(client: Client, username: str, password: str, then: str = ""):
    return client.post("/inloggen/", {"username": username, "password": password, "next": then})


def test_a_stranger_goes_to_sign_in(client):
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/inloggen/?next=/")


def test_sign_in_asks_name_and_password(client):
    page = client.get("/inloggen/").content.decode()
    assert 'name="username"' in page
    assert 'name="password"' in page


def test_a_demo_shows_its_users(client):
    page = text_of(client.get("/inloggen/"))
    assert [name for name in CAST if name not in page] == []
    assert PASSWORD in page


def test_a_deployment_shows_no_users(client, settings):
    settings.DEMO = False
    page = text_of(client.get("/inloggen/"))
    assert "programmamanager" not in page
    assert PASSWORD not in page


def test_signing_in_opens_the_page_asked(client):
    answer = sign_in(client, "Lezer", PASSWORD, "/programmas/nml-o/")
    assert (answer.status_code, answer["Location"]) == (302, "/programmas/nml-o/")
    assert SESSION_KEY in client.session


def test_signing_in_never_leads_elsewhere(client):
    assert sign_in(client, "lezer", PASSWORD, "https://voorbeeld.invalid/")["Location"] == "/"


def test_who_is_in_goes_on(client_of):
    assert client_of("lezer").get("/inloggen/")["Location"] == "/"


def test_a_wrong_password_says_so(client):
    answer = sign_in(client, "lezer", "niet-goed")
    assert answer.status_code == 200
    assert "gebruikersnaam" in text_of(answer).lower()
    assert SESSION_KEY not in client.session


def test_many_wrong_passwords_lock_out(client, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = sign_in(client, "lezer", "niet-goed")
    assert answer.status_code == 429
    assert "Probeer het over een kwartier opnieuw" in text_of(answer)
    assert sign_in(client, "lezer", PASSWORD).status_code == 429
    assert SESSION_KEY not in client.session


def test_a_lock_troubles_nobody_else(client, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "lezer", "niet-goed")
    assert sign_in(client, "controller", PASSWORD).status_code == 302


def test_signing_out_takes_a_post(client_of):
    client = client_of("lezer")
    assert client.get("/uitloggen/").status_code == 405
    assert client.post("/uitloggen/")["Location"] == "/inloggen/"
    assert SESSION_KEY not in client.session


def test_the_manager_sees_what_waits(client_of):
    page = client_of("programmamanager").get("/")
    assert "Er wachten 2 metingen op uw goedkeuring" in text_of(page)
    assert "1-1 Inwoners bereikt met interventies goedkeuren" in text_of(page)
    assert "/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q3#metingen" in page.content.decode()


def test_a_reader_has_nothing_to_approve(client_of):
    page = text_of(client_of("lezer").get("/"))
    assert "Er wacht niets op u" in page
    assert "goedkeuren" not in page


def test_the_card_tallies_the_frozen_quarter(client_of):
    page = text_of(client_of("bestuurder-venray").get("/"))
    assert "1 overtroffen, 6 op koers, 4 risico, 3 achter, 1 geen meting" in page
    assert "Indienen tot en met 28 oktober 2026 nog 16 dagen" in page


def test_another_region_stays_out_of_sight(client_of):
    page = text_of(client_of("zl-manager").get("/"))
    assert "Noord- en Midden-Limburg" not in page
    assert "1-1" not in page


def test_the_administrator_sees_no_figures(client_of):
    page = text_of(client_of("beheerder").get("/"))
    assert "Als beheerder ziet u geen programmacijfers" in page
    assert "Actieve gebruikers 7" in page
    assert "op koers" not in page


def test_who_has_no_programme_reads_why(client_of):
    client = client_of("lezer")
    client_user(client).memberships.all().delete()
    assert "U heeft nog geen programma" in text_of(client.get("/"))


def client_user(client: Client):
    from_session = client.session[SESSION_KEY]
    return User.objects.get(pk=from_session)


@pytest.mark.parametrize(("username", "most"), [("programmamanager", 9), ("beheerder", 8)])
def test_start_costs_few_queries(client_of, django_assert_max_num_queries, username, most):
    client = client_of(username)
    with django_assert_max_num_queries(most):
        client.get("/")
