from django.db import migrations

from izaportal.core.triggers import insert_only

FIXED = migrations.RunSQL(
    """
    CREATE FUNCTION meetings_agenda_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.fixed_at IS NOT NULL THEN
            RAISE EXCEPTION 'een vastgestelde agenda verandert niet: % geweigerd', TG_OP
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN COALESCE(NEW, OLD);
    END $$;
    CREATE TRIGGER meetings_agenda_stands BEFORE UPDATE OR DELETE ON meetings_agenda
        FOR EACH ROW EXECUTE FUNCTION meetings_agenda_stands();
    CREATE FUNCTION meetings_item_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM meetings_agenda
            WHERE id IN (OLD.agenda_id, NEW.agenda_id) AND fixed_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'punten van een vastgestelde agenda veranderen niet: % geweigerd', TG_OP
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN COALESCE(NEW, OLD);
    END $$;
    CREATE TRIGGER meetings_item_stands BEFORE INSERT OR UPDATE OR DELETE ON meetings_agendaitem
        FOR EACH ROW EXECUTE FUNCTION meetings_item_stands();
    """,
    """
    DROP TRIGGER meetings_item_stands ON meetings_agendaitem;
    DROP FUNCTION meetings_item_stands;
    DROP TRIGGER meetings_agenda_stands ON meetings_agenda;
    DROP FUNCTION meetings_agenda_stands;
    """,
)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings"), ("core", "0002_guards")]

    operations = [
        FIXED,
        insert_only("meetings_itemminute"),
        insert_only("meetings_itemdecision"),
        insert_only("meetings_followupstep"),
        insert_only("meetings_collegeposition"),
    ]
