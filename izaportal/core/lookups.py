"""`id__among=ids`: what `in` finds, with the ids sent to the database as one array.

For the rows that belong to a page of other rows. With `in` every id is a parameter of its own, and to compile
the statement and to take it apart again cost as much time as to execute it.
"""

from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, UUIDField
from django.db.models.sql.compiler import SQLCompiler


@UUIDField.register_lookup
class Among(Lookup):
    """Through a foreign key as `project__pk__among`, which needs no join."""

    lookup_name = "among"

    def get_prep_lookup(self) -> list[UUID]:
        return list(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, self.rhs)
