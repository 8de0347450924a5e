"""Let the database refuse an approval by an author, of an old version, or changed.

A CHECK cannot look into other tables, so a trigger does; it locks the record, so
that no edit slips in between the look and the approval.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION approval_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    latest bigint;
BEGIN
    PERFORM FROM incidents_record WHERE id = NEW.record_id FOR UPDATE;
    SELECT id INTO latest FROM incidents_change
        WHERE record_id = NEW.record_id ORDER BY version DESC LIMIT 1;
    IF latest IS DISTINCT FROM NEW.change_id THEN
        RAISE EXCEPTION 'only the latest version of a record can be approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_of_the_latest';
    END IF;
    SELECT coalesce(array_agg(DISTINCT by_id ORDER BY by_id), '{}') INTO NEW.authors
        FROM incidents_change
        WHERE record_id = NEW.record_id AND version > coalesce((
            SELECT max(approved.version) FROM review_approval approval
                JOIN incidents_change approved ON approved.id = approval.change_id
                WHERE approval.record_id = NEW.record_id), 0);
    IF NEW.kind = 'review' AND NEW.by_id = ANY (NEW.authors) THEN
        RAISE EXCEPTION 'the approver changed the record since its last approval'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'approval_by_a_second_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_is_guarded BEFORE INSERT ON review_approval
    FOR EACH ROW EXECUTE FUNCTION approval_guard();
CREATE TRIGGER approval_is_append_only BEFORE UPDATE OR DELETE ON review_approval
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_is_not_truncated BEFORE TRUNCATE ON review_approval
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARD = """
DROP TRIGGER approval_is_not_truncated ON review_approval;
DROP TRIGGER approval_is_append_only ON review_approval;
DROP TRIGGER approval_is_guarded ON review_approval;
DROP FUNCTION approval_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0001_initial"),
        ("incidents", "0002_kind_safe_records"),
    ]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
