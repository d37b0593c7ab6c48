"""Asks the database which rule it has, and which of them refuses a row."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from factory.django import DjangoModelFactory

Breaks = Mapping[str, Callable[[], object]]

TRIGGERS = """
    SELECT tgname FROM pg_trigger
    WHERE NOT tgisinternal AND starts_with(tgrelid::regclass::text, %s)
"""


def rules_of(app: str) -> set[str]:
    """Names of all constraints of the app's models, and of the triggers on its tables."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS, [f"{app}_"])
        triggers = {name for (name,) in cursor.fetchall()}
    models = apps.get_app_config(app).get_models()
    return triggers | {constraint.name for model in models for constraint in model._meta.constraints}


def refusal(breaking: Callable[[], object]) -> str:
    """The name of the rule that refuses it; deferred rules are asked at once.

    The guards of insert-only tables are named by table and what was tried.
    """
    with pytest.raises(IntegrityError) as refused:
        _keep(breaking)
    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.IntegrityError)
    return cause.diag.constraint_name or cause.diag.message_primary or ""


@transaction.atomic
def _keep(breaking: Callable[[], object]) -> None:
    breaking()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def twice(kind: type[DjangoModelFactory], /, **values: Any) -> Callable[[], object]:
    """The same row two times; rows it belongs to must be given as functions, made when the test runs."""

    def make_both() -> None:
        shared = {name: value() if callable(value) else value for name, value in values.items()}
        kind.create(**shared)
        kind.create(**shared)

    return make_both


def making(kind: type[DjangoModelFactory], /, **values: Any) -> Callable[[], object]:
    """One row that should not be; functions as in `twice`."""
    return lambda: kind.create(
        **{name: value() if callable(value) else value for name, value in values.items()}
    )


def insert_only_refuses(row_of: Callable[[], Any], column: str) -> list[str]:
    """What the database says to changing the row and to removing it, each in plain SQL."""
    row = row_of()
    table, key = row._meta.db_table, row.pk
    statements = (
        f'UPDATE {table} SET "{column}" = "{column}" WHERE id = %s',  # noqa: S608 - names from the model
        f"DELETE FROM {table} WHERE id = %s",  # noqa: S608 - names from the model
    )
    return [refusal(partial(execute, statement, key)) for statement in statements]


def execute(statement: str, key: UUID) -> None:
    """Plain SQL, past every save() and service."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
