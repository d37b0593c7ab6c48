"""What only the database can keep of an agenda that is fixed."""

from django.db import migrations

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
