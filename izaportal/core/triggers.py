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
