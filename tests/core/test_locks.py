import time

import pytest

from izaportal.core import locks
from izaportal.core.locks import held, is_free
from tests.factories.sessions import another_session, takes

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody_else():
    """Lets go at the end by itself: of a session that ends the server notices a moment later."""
    with another_session() as session:
        yield session
        session.execute("SELECT pg_advisory_unlock_all()")


def test_a_held_lock_keeps_others_out(somebody_else):
    with held("proef/a"):
        assert not takes(somebody_else, "proef/a")
        assert takes(somebody_else, "proef/b")
    assert takes(somebody_else, "proef/a")


def test_a_failing_block_lets_go(somebody_else):
    with pytest.raises(LookupError), held("proef/a"):
        raise LookupError
    assert takes(somebody_else, "proef/a")


def test_asking_whether_free_takes_nothing(somebody_else):
    assert is_free("proef/a")
    assert takes(somebody_else, "proef/a")
    assert not is_free("proef/a")


def test_a_session_that_ends_lets_go():
    with another_session() as session:
        assert takes(session, "proef/a")
        assert not is_free("proef/a")
    until = time.monotonic() + 20
    while not is_free("proef/a"):  # the server notices a moment later
        assert time.monotonic() < until
        time.sleep(0.01)


def test_numbers_fit_the_database_lock():
    numbers = {locks._number(f"proef/{n}") for n in range(1000)}
    assert len(numbers) == 1000
    assert all(-(2**63) <= number < 2**63 for number in numbers)
