from django.db import migrations

from izaportal.core.triggers import facts_fixed, insert_only

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


class Migration(migrations.Migration):
    dependencies = [("reporting", "0010_quarter_reports"), ("core", "0002_guards")]

    operations = [
        facts_fixed("reporting_reportsubmission", may_change=("ruling", "ruled_at", "ruled_by_id")),
        RULED_ONCE,
        insert_only("reporting_reportremark"),
        insert_only("reporting_aspectjudgement"),
        insert_only("reporting_milestoneoutlook"),
        insert_only("reporting_riskassessment"),
        insert_only("reporting_decisionrequest"),
    ]
