import re
from html import unescape

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.models import User
from izaportal.core import audit
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.demo.cast import CAST, PASSWORD
from kpis.models import Indicator
from projects.models import Milestone, Project
from tests.factories.kpis import MeasurementFactory
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
    shown = text_of(page)
    assert "1-1 Inwoners bereikt met interventies goedkeuren" in shown
    assert "13 metingen ontbreken" in shown
    assert shown.index("Te laat") < shown.index("Later")
    assert "/programmas/nml-o/indicatoren/kpi-1-1/?kwartaal=2026-Q3#meting-" in page.content.decode()


def test_every_line_leads_to_a_page(client_of):
    """Also to the very row: its anchor is there."""
    client = client_of("programmamanager")
    page = client.get("/").content.decode()
    work = page.partition("<main")[2].partition('id="gewijzigd"')[0]
    addresses = {unescape(found) for found in re.findall(r'href="(/(?!static)[^"]+)"', work)}
    assert len(addresses) > 15
    for address in addresses:
        place, _, anchor = address.partition("#")
        answer = client.get(place)
        assert answer.status_code == 200, address
        assert not anchor or f'id="{anchor}"' in answer.content.decode(), address


def test_what_others_changed_is_news(client_of, viewer_of):
    client_of("lezer").get("/")
    change_project(viewer_of("programmamanager"))
    change_project(viewer_of("lezer"), stage=("eigen", "werk"))
    page = client_of("lezer").get("/")
    shown = text_of(page)
    assert "Mentale gezondheidsnetwerken Project gewijzigd: fase, door Programmamanager NML-O" in shown
    assert "door Lezer" not in shown
    assert 'href="/programmas/nml-o/projecten/mgn/"' in page.content.decode()
    assert "Anderen hebben niets gewijzigd" in text_of(client_of("lezer").get("/"))


def test_a_batch_is_news_as_a_number(client_of, viewer_of):
    client_of("lezer").get("/")
    manager, request = viewer_of("programmamanager"), audit.begin()
    for row in Project.objects.filter(programme__slug="nml-o")[:5]:
        change_project(manager, row)
    page = client_of("lezer").get("/")
    assert "5 projecten gewijzigd Nieuwe fase, door Programmamanager NML-O" in text_of(page)
    assert f'href="/wijzigingen/?handeling={request}"' in page.content.decode()


def test_news_of_elsewhere_is_none(client_of, viewer_of):
    for person in ("zl-manager", "beheerder"):
        client_of(person).get("/")
    change_project(viewer_of("programmamanager"))
    for person in ("zl-manager", "beheerder"):
        assert "gezondheidsnetwerken" not in client_of(person).get("/").content.decode()


def test_the_first_visit_has_no_news(client_of):
    assert "Dit is uw eerste bezoek" in text_of(client_of("lezer").get("/"))


def change_project(actor: Viewer, row: Project | None = None, **fields) -> None:
    row = row or Project.objects.get(programme__slug="nml-o", slug="mgn")
    audit.record(
        actor=actor,
        subject=audit.Subject("project", str(row.pk), str(row), programme="nml-o"),
        change=audit.Change("gewijzigd", fields or {"stage": ("preparation", "execution")}, "nieuwe fase"),
    )


def test_a_reader_has_nothing_to_approve(client_of):
    page = text_of(client_of("lezer").get("/"))
    assert "Er wacht niets op u" in page
    assert "goedkeuren" not in page


def test_the_card_tallies_the_frozen_quarter(client_of):
    page = text_of(client_of("bestuurder-venray").get("/"))
    assert "1 overtroffen, 6 op koers, 4 risico, 3 achter, 1 geen meting" in page


def test_another_region_stays_out_of_sight(client_of):
    page = text_of(client_of("zl-manager").get("/"))
    assert "Noord- en Midden-Limburg" not in page
    assert "1-1" not in page


def test_the_administrator_sees_no_figures(client_of):
    page = text_of(client_of("beheerder").get("/"))
    assert "Als beheerder ziet u geen programmacijfers" in page
    assert "Actieve gebruikers 8" in page
    assert "op koers" not in page


def test_who_has_no_programme_reads_why(client_of):
    client = client_of("lezer")
    client_user(client).memberships.all().delete()
    assert "U hebt nog geen programma" in text_of(client.get("/"))


def client_user(client: Client):
    from_session = client.session[SESSION_KEY]
    return User.objects.get(pk=from_session)


@pytest.mark.parametrize(
    ("username", "most"),
    [("programmamanager", 21), ("controller", 17), ("lezer", 12), ("zl-manager", 15), ("beheerder", 11)],
)
def test_start_costs_few_queries(client_of, django_assert_max_num_queries, username, most):
    client = client_of(username)
    client.get("/")  # notes the visit
    with django_assert_max_num_queries(most):
        client.get("/")


def test_more_work_costs_no_more_queries(client_of, viewer_of):
    client = client_of("programmamanager")
    client.get("/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))
        Milestone.objects.filter(programme__slug="nml-o", reached_on=None).update(
            state="late", due="2026-10-20"
        )
        MeasurementFactory.create_batch(
            3, indicator=Indicator.objects.get(slug="kpi-2-1"), quarter=Quarter(2026, 3)
        )
    assert counts[0] == counts[1]
