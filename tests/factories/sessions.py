"""Another session on the test database, for what only shows between two."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Thread

import psycopg
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from izaportal.core import locks
from izaportal.core.errors import Refused

ADDRESS = ("dbname", "host", "port", "user", "password")
HELD_UP = 1.0  # seconds; who does not wait is done long before


def another_session() -> psycopg.Connection:
    """Use it as a context manager; every statement commits by itself."""
    known = connection.get_connection_params()
    given = {name: str(known[name]) for name in ADDRESS if known.get(name)}
    return psycopg.connect(make_conninfo("", **given), autocommit=True)


@contextmanager
def session_holding(name: str) -> Generator[psycopg.Connection, None, None]:
    """A session with the named lock for the length of the block."""
    with another_session() as session:
        session.execute("SELECT pg_advisory_lock(%s)", [locks._number(name)])
        yield session
        session.execute("SELECT pg_advisory_unlock_all()")


def takes(session: psycopg.Connection, name: str) -> bool:
    """Whether the session gets the named lock without waiting."""
    row = session.execute("SELECT pg_try_advisory_lock(%s)", [locks._number(name)]).fetchone()
    return bool(row and row[0])


def second_to(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """What comes of the second, or why it was refused, begun when the first is done but not stored for all
    to see yet; it waits for that. Needs a database of its own."""
    found: list[object] = []

    def carry_out() -> None:
        try:
            found.append(second())
        except Refused as refusal:
            found.append(refusal)
        finally:
            connection.close()

    thread = Thread(target=carry_out)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(HELD_UP)
        assert found == []
    thread.join()
    return found
