"""That so many rows can be stored at all is shown by tests/slow/test_chaos.py, which needs them."""

from django.db import DEFAULT_DB_ALIAS, connection, connections

from izaportal.core.postgresql.base import MOST_PARAMETERS, DatabaseWrapper


def test_the_portal_uses_it():
    assert isinstance(connections[DEFAULT_DB_ALIAS], DatabaseWrapper)


def test_a_batch_holds_what_a_statement_may_and_no_more():
    size = connection.ops.bulk_batch_size(["a"] * 20, [])
    assert size * 20 <= MOST_PARAMETERS < (size + 1) * 20


def test_rows_without_fields_go_all_at_once():
    assert connection.ops.bulk_batch_size([], [1, 2, 3]) == 3
