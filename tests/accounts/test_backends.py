from collections.abc import Callable

import pytest
from django.conf import settings as portal
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.test import RequestFactory

from izaportal.accounts.backends import PeopleBackend
from izaportal.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "een lange zin als wachtwoord"
Enter = Callable[..., User | None]


@pytest.fixture
def person(settings) -> User:
    """Somebody with a quickly checked password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return UserFactory.create(username="Anke", password=make_password(PASSWORD))


@pytest.fixture
def enter(person) -> Enter:
    """Sign in the way the page does, from an address."""

    def from_address(username: str, password: str = PASSWORD, address: str = "10.0.0.1") -> User | None:
        request = RequestFactory().post("/inloggen/", REMOTE_ADDR=address)
        found = authenticate(request, username=username, password=password)
        assert found is None or isinstance(found, User)
        return found

    return from_address


@pytest.mark.parametrize("username", ["Anke", "anke", "ANKE"])
def test_capitals_of_names_do_not_matter(enter, person, username):
    assert enter(username) == person


@pytest.mark.parametrize("password", ["", PASSWORD.upper(), f"{PASSWORD} "])
def test_only_the_exact_password_enters(enter, password):
    assert enter("anke", password) is None


@pytest.mark.parametrize("credentials", [{}, {"username": "anke"}, {"password": PASSWORD}])
def test_half_credentials_ask_nothing(person, credentials, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert PeopleBackend().authenticate(None, **credentials) is None


def test_demo_users_enter_only_demos(enter, person, settings):
    User.objects.update(is_demo=True)
    assert enter("anke") == person
    settings.DEMO = False
    assert enter("anke") is None


def test_the_demo_session_ends_too(viewer_of, settings):
    """Somebody who was signed in when the portal stopped being a demo is signed out."""
    key = viewer_of("beheerder").id
    assert PeopleBackend().get_user(key) is not None
    settings.DEMO = False
    assert PeopleBackend().get_user(key) is None


def test_real_users_need_no_demo(enter, person, settings):
    settings.DEMO = False
    assert enter("anke") == person
    assert PeopleBackend().get_user(person.pk) == person


def test_inactive_people_cannot_enter(enter, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert enter("anke") is None
    assert PeopleBackend().get_user(person.pk) is None


def test_nobody_has_an_unknown_key():
    assert PeopleBackend().get_user("01890000-0000-7000-8000-000000000000") is None


def test_unknown_names_cost_a_hash(monkeypatch):
    """Time must not tell which names exist: as many rounds for a name that is not there."""
    rounds: list[int] = []
    real = PBKDF2PasswordHasher.encode

    def counted(self, password, salt, iterations=None):
        rounds.append(iterations or self.iterations)
        return real(self, password, salt, iterations=1)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    assert PeopleBackend().authenticate(None, "beheerder", "verkeerd") is None
    known = [*rounds]
    rounds.clear()
    assert PeopleBackend().authenticate(None, "bestaat-niet", "verkeerd") is None
    assert known == rounds != []


def fail(enter: Enter, times: int, username: str = "anke") -> None:
    for _ in range(times):
        assert enter(username, "verkeerd") is None


def test_too_many_failures_lock_out(enter, person):
    fail(enter, portal.AXES_FAILURE_LIMIT - 1)
    assert enter("anke") == person
    fail(enter, portal.AXES_FAILURE_LIMIT)
    assert enter("anke") is None


def test_others_are_not_locked_out(enter, person):
    other = UserFactory.create(username="bert", password=make_password(PASSWORD))
    fail(enter, portal.AXES_FAILURE_LIMIT)
    assert enter("bert") == other
    assert enter("anke", address="10.0.0.2") == person


def test_capitals_do_not_escape_the_lock(enter):
    fail(enter, portal.AXES_FAILURE_LIMIT - 1)
    fail(enter, 1, "ANKE")
    assert enter("anke") is None
    assert enter("Anke") is None
