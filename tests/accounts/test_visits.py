"""When somebody was here before, and how seldom that is written."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.models import User, Visit
from izaportal.accounts.visits import last_visit, note_request, note_visit
from tests.factories.accounts import UserFactory, VisitFactory
from tests.factories.refusals import making, refusal

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def person() -> User:
    return UserFactory.create()


def at(hours: float) -> time_machine.travel:
    return time_machine.travel(START + timedelta(hours=hours), tick=False)


def test_the_first_visit_follows_none(person):
    with at(0):
        note_visit(person.pk, is_new_session=True)
    assert last_visit(person.pk) is None


def test_silence_ends_a_visit(person):
    for hour in (0, 1, 3):
        with at(hour):
            note_visit(person.pk, is_new_session=False)
    assert last_visit(person.pk) is None
    with at(7.5):
        note_visit(person.pk, is_new_session=False)
    assert last_visit(person.pk) == START + timedelta(hours=3)
    with at(8):
        note_visit(person.pk, is_new_session=False)
    assert last_visit(person.pk) == START + timedelta(hours=3)


def test_a_new_session_is_a_new_visit(person):
    with at(0):
        note_visit(person.pk, is_new_session=True)
    with at(0.5):
        note_visit(person.pk, is_new_session=True)
    assert last_visit(person.pk) == START


def test_a_clock_set_back_breaks_nothing(person):
    with at(5):
        note_visit(person.pk, is_new_session=True)
    with at(1):
        note_visit(person.pk, is_new_session=False)
    assert Visit.objects.get().last_seen_at == START + timedelta(hours=5)
    with at(2):
        note_visit(person.pk, is_new_session=True)
    visit = Visit.objects.get()
    assert visit.began_at == visit.before == START + timedelta(hours=5)


def test_within_minutes_nothing_is_asked(person):
    session: dict = {}
    with at(0):
        note_request(session, person.pk)
    with at(0.05), CaptureQueriesContext(connection) as queries:
        note_request(session, person.pk)
    assert len(queries) == 0
    with at(0.1):
        note_request(session, person.pk)
    assert Visit.objects.get().last_seen_at == START + timedelta(hours=0.1)
    assert last_visit(person.pk) is None


def test_every_page_keeps_up_the_visit(client_of):
    client_of("lezer").get("/programmas/nml-o/")
    assert Visit.objects.get().user.username == "lezer"


@pytest.mark.parametrize("address", ["/gezond/", "/onderdelen/", "/inloggen/"])
def test_strangers_have_no_visits(client, address):
    client.get(address)
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    "times",
    [
        {"began_at": START, "last_seen_at": START - timedelta(hours=1)},
        {"began_at": START, "last_seen_at": START, "before": START + timedelta(hours=1)},
    ],
)
def test_times_of_a_visit_are_in_order(times):
    assert refusal(making(VisitFactory, **times)) == "accounts_visit_times_ordered"
