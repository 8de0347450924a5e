"""Refuse an approval by whoever sent the request; keep acknowledgements for good."""

from django.db import migrations

GUARD = """
CREATE FUNCTION approval_not_by_sender() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.kind = 'review' AND EXISTS (
        SELECT FROM review_request WHERE id = NEW.request_id AND by_id = NEW.by_id
    ) THEN
        RAISE EXCEPTION 'the approver sent the request'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'approval_not_by_the_sender';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_sender_is_guarded BEFORE INSERT ON review_approval
    FOR EACH ROW EXECUTE FUNCTION approval_not_by_sender();
CREATE TRIGGER acknowledgement_is_append_only
    BEFORE UPDATE OR DELETE ON review_acknowledgement
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acknowledgement_is_not_truncated
    BEFORE TRUNCATE ON review_acknowledgement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARD = """
DROP TRIGGER acknowledgement_is_not_truncated ON review_acknowledgement;
DROP TRIGGER acknowledgement_is_append_only ON review_acknowledgement;
DROP TRIGGER approval_sender_is_guarded ON review_approval;
DROP FUNCTION approval_not_by_sender();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0003_acknowledgements_and_sights")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
