"""/gezond/ for health checks."""

from tests.fixtures.database import connected_to


def test_a_working_portal_is_healthy(client, db):
    answer = client.get("/gezond/")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "broker": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_a_broker_away_is_unhealthy(client, db, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/gezond/")
    assert (answer.status_code, answer.json()) == (503, {"database": "ok", "broker": "weg"})


def test_a_database_away_is_unhealthy(client, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connected_to("bestaat_niet"):
        answer = client.get("/gezond/")
    assert (answer.status_code, answer.json()) == (503, {"database": "weg", "broker": "ok"})
    assert "bestaat_niet" not in answer.text


def test_it_asks_one_query(client, django_assert_num_queries, db):
    with django_assert_num_queries(1):
        client.get("/gezond/")


def test_it_only_reads(client, db):
    assert client.post("/gezond/").status_code == 405
