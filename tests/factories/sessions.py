"""Another session on the test database, for what only shows between two."""

from collections.abc import Generator
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

from izaportal.core import locks

ADDRESS = ("dbname", "host", "port", "user", "password")


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
