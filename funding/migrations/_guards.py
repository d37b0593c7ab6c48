"""What only the database can keep of the percentages of a key."""

from django.db import migrations

KEY_ADDS_UP = migrations.RunSQL(
    """
    CREATE FUNCTION funding_key_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        the_key uuid := CASE TG_TABLE_NAME
            WHEN 'funding_allocationkey' THEN (to_jsonb(NEW) ->> 'id')::uuid
            ELSE (to_jsonb(COALESCE(NEW, OLD)) ->> 'key_id')::uuid END;
        total numeric;
    BEGIN
        SELECT COALESCE(sum(part.percent), 0) INTO total
        FROM funding_allocationkey k LEFT JOIN funding_allocationpart part ON part.key_id = k.id
        WHERE k.id = the_key AND k.kind = 'agreed_percentages' GROUP BY k.id;
        IF FOUND AND total <> 100 THEN
            RAISE EXCEPTION 'de percentages van de verdeelsleutel zijn samen %, niet 100', total
                USING ERRCODE = 'check_violation', CONSTRAINT = 'funding_key_percentages_sum_100';
        END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER funding_key_percentages_sum_100 AFTER INSERT OR UPDATE ON funding_allocationkey
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_key_adds_up();
    CREATE CONSTRAINT TRIGGER funding_part_percentages_sum_100
        AFTER INSERT OR UPDATE OR DELETE ON funding_allocationpart
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_key_adds_up();
    """,
    """
    DROP TRIGGER funding_part_percentages_sum_100 ON funding_allocationpart;
    DROP TRIGGER funding_key_percentages_sum_100 ON funding_allocationkey;
    DROP FUNCTION funding_key_adds_up;
    """,
)
