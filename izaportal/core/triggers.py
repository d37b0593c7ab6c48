"""Migration operations for guards that only the database can keep."""

from collections.abc import Sequence

from django.db.migrations import RunSQL

INSTALL_INSERT_ONLY = RunSQL(
    """
    CREATE FUNCTION iza_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'tabel % is alleen om toe te voegen: % geweigerd', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE FUNCTION iza_facts_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        may_change text[] := TG_ARGV;
    BEGIN
        IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - may_change) IS DISTINCT FROM (to_jsonb(OLD) - may_change) THEN
            RAISE EXCEPTION 'rij van % staat vast: alleen % mag wijzigen', TG_TABLE_NAME, may_change
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$;
    """,
    "DROP FUNCTION iza_facts_fixed; DROP FUNCTION iza_insert_only;",
)


def insert_only(table: str) -> RunSQL:
    """Rows of the table can be added, never changed or deleted."""
    return RunSQL(
        f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION iza_insert_only()",
        f"DROP TRIGGER {table}_insert_only ON {table}",
    )


def facts_fixed(table: str, *, may_change: Sequence[str]) -> RunSQL:
    """Rows can be added; of an existing row only the named columns may change."""
    arguments = ", ".join(f"'{column}'" for column in may_change)
    return RunSQL(
        f"CREATE TRIGGER {table}_facts_fixed BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION iza_facts_fixed({arguments})",
        f"DROP TRIGGER {table}_facts_fixed ON {table}",
    )


INSTALL_GOES_ALONG = RunSQL(
    """
    CREATE FUNCTION iza_goes_along() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        is_there boolean := true;
    BEGIN
        IF TG_OP = 'DELETE' THEN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1)', TG_ARGV[1])
                INTO is_there USING (to_jsonb(OLD) ->> TG_ARGV[0])::uuid;
        END IF;
        IF is_there THEN
            RAISE EXCEPTION 'tabel % is alleen om toe te voegen: % geweigerd', TG_TABLE_NAME, TG_OP
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$;
    """,
    "DROP FUNCTION iza_goes_along;",
)


def goes_along(table: str, column: str, parent: str) -> Sequence[RunSQL]:
    """Of a table that was insert-only: its rows now go along with the row of `parent` that `column` names.

    For what is calculated of something: it never changes and cannot be taken away by itself, and is not why
    what was added by mistake has to stay. Its model says DO_NOTHING: the database does it.
    """
    return (
        RunSQL(f"DROP TRIGGER {table}_insert_only ON {table}", insert_only(table).sql),
        RunSQL(
            f"CREATE TRIGGER {table}_goes_along BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION iza_goes_along('{column}', '{parent}')",
            f"DROP TRIGGER {table}_goes_along ON {table}",
        ),
        RunSQL(_reference(table, column, parent, "ON DELETE CASCADE"), _reference(table, column, parent, "")),
    )


def _reference(table: str, column: str, parent: str, when_gone: str) -> str:
    """Django names its foreign keys by a hash: the name is looked up and kept. For names of our own only."""
    return f"""
    DO $$
    DECLARE
        reference text;
    BEGIN
        SELECT conname INTO STRICT reference FROM pg_constraint
        WHERE conrelid = '{table}'::regclass AND confrelid = '{parent}'::regclass AND contype = 'f';
        EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', reference);
        EXECUTE format(
            'ALTER TABLE {table} ADD CONSTRAINT %I FOREIGN KEY ({column}) REFERENCES {parent} (id) '
            '{when_gone} DEFERRABLE INITIALLY DEFERRED', reference
        );
    END $$;
    """  # noqa: S608 - names of our own models
