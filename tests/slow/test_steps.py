"""A new database is built in one step per app; one that was there goes on by the steps that it began with."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tests.fixtures.database import connected_to, drop_database, empty_database

pytestmark = pytest.mark.slow
SCHEMA = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            a.attgenerated, a.attidentity, pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d
            ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
            AND NOT a.attisdropped
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, condeferrable, condeferred, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    """,
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'iza%' OR proname LIKE '%\\_%'",
    "search": "SELECT cfgname, pg_ts_config_is_visible(oid) FROM pg_ts_config",
    "extensions": "SELECT extname FROM pg_extension",
}


def in_one_step() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def after_the_first_steps() -> None:
    """As a database that was made when each app had its first step only."""
    early = MigrationExecutor(connection)
    early.loader = MigrationLoader(connection, replace_migrations=False)
    graph = early.loader.graph
    first = [node for node in graph.root_nodes() if not graph.nodes[node].replaces]
    needed = dict.fromkeys(step for node in first for step in graph.forwards_plan(node))
    early.migrate(first, plan=[(graph.nodes[step], False) for step in needed])
    in_one_step()


def built(name: str, build: Callable[[], None]) -> dict[str, list[str]]:
    """What stands in a database that is built from nothing, by kind."""
    empty_database(name)
    try:
        with connected_to(name):
            build()
            with connection.cursor() as cursor:
                return {kind: rows(cursor, query) for kind, query in SCHEMA.items()}
    finally:
        drop_database(name)


def rows(cursor: CursorWrapper, query: str) -> list[str]:
    cursor.execute(query)
    return sorted(str(row) for row in cursor.fetchall())


def test_both_ways_lead_to_the_same(django_db_setup, django_db_blocker):
    name = f"{connection.settings_dict['NAME']}_steps"
    with django_db_blocker.unblock():
        new, grown = built(name, in_one_step), built(name, after_the_first_steps)
    assert len(new["triggers"]) > 20
    assert new == grown
