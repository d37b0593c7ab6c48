"""Locks in PostgreSQL. Named ones are held by one database session and gone when that ends, however it ends;
rows are held until the transaction ends."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


@contextmanager
def held(name: str) -> Iterator[None]:
    """Wait for the lock, keep it for the length of the block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_number(name)])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(name)])


def shared(rows: QuerySet[Row]) -> list[Row]:
    """The rows, held so that nobody changes them; others who only rely on them hold them as well.

    With `select_for_update` whoever writes a value would wait for a file of 100,000 bookings. Django has no
    FOR SHARE.
    """
    sql, values = rows.query.sql_with_params()
    return list(rows.model._default_manager.raw(f"{sql} FOR SHARE", values))


def is_free(name: str) -> bool:
    """Whether nobody holds the lock now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(name)])
        free = bool(cursor.fetchone()[0])
        if free:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(name)])
    return free
