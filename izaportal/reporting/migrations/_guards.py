"""What only the database can keep of a report that was ruled on."""

from django.db import migrations

RULED_ONCE = migrations.RunSQL(
    """
    CREATE FUNCTION reporting_ruled_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'over rapportage % is al besloten: %', OLD.id, OLD.ruling
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'reporting_submission_ruled_once';
    END $$;
    CREATE TRIGGER reporting_submission_ruled_once BEFORE UPDATE ON reporting_reportsubmission
        FOR EACH ROW WHEN (OLD.ruling <> '') EXECUTE FUNCTION reporting_ruled_once();
    """,
    """
    DROP TRIGGER reporting_submission_ruled_once ON reporting_reportsubmission;
    DROP FUNCTION reporting_ruled_once;
    """,
)
