"""Let the database refuse to withdraw or revise what somebody else has claimed.

Looked at when the later claim is written. Whoever corrects the claimant of both begins
with the earlier one; until the other follows, review refuses it by a rule.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION claim_refuse_anothers() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.stance IN ('withdraws', 'revises') AND EXISTS (
        SELECT FROM attribution_claim earlier
            WHERE earlier.record_ptr_id = NEW.about_id
                AND earlier.claimant_id <> NEW.claimant_id
    ) THEN
        RAISE EXCEPTION 'a claimant withdraws or revises its own claims only'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'claim_takes_back_ones_own';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_takes_back_ones_own
    AFTER INSERT OR UPDATE OF about_id, claimant_id, stance
    ON attribution_claim FOR EACH ROW EXECUTE FUNCTION claim_refuse_anothers();
"""
NO_GUARD = """
DROP TRIGGER claim_takes_back_ones_own ON attribution_claim;
DROP FUNCTION claim_refuse_anothers();
"""


class Migration(migrations.Migration):
    dependencies = [("attribution", "0003_find_links_from_their_end")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
