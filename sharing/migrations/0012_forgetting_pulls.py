"""Let old entries of the pull log be thinned out, so far as a recall loses nobody.

The application may change none; it calls a function of the owner's, which touches no
entry of the last 30 days. A trigger holds even the owner to that.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION pull_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.at < now() - interval '30 days' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        OLD.address := NULL;
        OLD.query := '';
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'sharing_pull is append-only: % refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER pull_is_append_only ON sharing_pull;
CREATE TRIGGER pull_is_only_forgotten BEFORE UPDATE OR DELETE ON sharing_pull
    FOR EACH ROW EXECUTE FUNCTION pull_guard();

CREATE FUNCTION forget_pulls(before timestamptz, OUT removed bigint, OUT bared bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    WITH old AS (
        SELECT id,
            outlet = 'manifest' OR count = 0 OR (
                outlet <> 'briefing' AND collection_id IS NULL
                AND release_id IS NULL AND records = '{}'
            ) AS names_nothing,
            row_number() OVER (same ORDER BY at, id) AS nth,
            row_number() OVER (same ORDER BY at DESC, id DESC) AS nth_last
        FROM sharing_pull WHERE at < before
        WINDOW same AS (
            PARTITION BY partner_id, outlet, collection_id, first, last, head, ids,
                types, versions, release_id, marking, as_of, key, records
        )
    )
    DELETE FROM sharing_pull pull USING old
        WHERE pull.id = old.id AND (names_nothing OR nth > 1 AND nth_last > 1);
    GET DIAGNOSTICS removed = ROW_COUNT;
    UPDATE sharing_pull SET address = NULL, query = ''
        WHERE at < before AND (address IS NOT NULL OR query <> '');
    GET DIAGNOSTICS bared = ROW_COUNT;
END $$;
"""
NO_GUARD = """
DROP FUNCTION forget_pulls(timestamptz);
DROP TRIGGER pull_is_only_forgotten ON sharing_pull;
CREATE TRIGGER pull_is_append_only BEFORE UPDATE OR DELETE ON sharing_pull
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION pull_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0011_erasures")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
