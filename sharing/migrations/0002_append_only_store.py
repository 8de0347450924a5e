"""Make the store append-only and its bodies quick to read.

Bodies lie inline and uncompressed: a page of 1000 objects is then moved, not
unpacked. ``is_last`` of an entry may fall, once; nothing else ever changes.
"""

from django.db import migrations

TABLES = ("release", "publishedrecord", "link", "objectbody", "edge")

GUARD = """
CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON sharing_{table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_is_not_truncated BEFORE TRUNCATE ON sharing_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARD = """
DROP TRIGGER {table}_is_append_only ON sharing_{table};
DROP TRIGGER {table}_is_not_truncated ON sharing_{table};
"""

ENTRY = """
CREATE FUNCTION entry_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.is_last AND NOT NEW.is_last THEN
        OLD.is_last := false;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'sharing_entry is append-only but for is_last: UPDATE refused'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entry_only_ends BEFORE UPDATE ON sharing_entry
    FOR EACH ROW EXECUTE FUNCTION entry_guard();
CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON sharing_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_is_not_truncated BEFORE TRUNCATE ON sharing_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_ENTRY = """
DROP TRIGGER entry_is_not_truncated ON sharing_entry;
DROP TRIGGER entry_is_not_deleted ON sharing_entry;
DROP TRIGGER entry_only_ends ON sharing_entry;
DROP FUNCTION entry_guard();
"""

INLINE = """
ALTER TABLE sharing_objectbody ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE sharing_objectbody SET (toast_tuple_target = 8160);
"""
DEFAULT = """
ALTER TABLE sharing_objectbody RESET (toast_tuple_target);
ALTER TABLE sharing_objectbody ALTER COLUMN body SET STORAGE EXTENDED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0001_initial"),
        ("incidents", "0002_kind_safe_records"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                GUARD.format(table=table), NO_GUARD.format(table=table)
            )
            for table in TABLES
        ),
        migrations.RunSQL(ENTRY, NO_ENTRY),
        migrations.RunSQL(INLINE, DEFAULT),
    ]
