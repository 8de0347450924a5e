"""Let the database hold what a claim may speak about and whom it may name.

``about_kind`` and ``attributed_to_kind`` are filled from the records that the claim
points at and tied to them by composite foreign keys, so that a CHECK can use them.
"""

from django.db import migrations

KINDS = {
    "assessment": "assessment",
    "claim": "claim",
    "diplomaticresponse": "diplomatic-response",
    "evidence": "evidence",
    "question": "question",
    "statement": "statement",
}

ADD_KIND = """
ALTER TABLE attribution_{table}
    ADD COLUMN own_kind text GENERATED ALWAYS AS ('{kind}') STORED,
    ADD CONSTRAINT {table}_is_of_its_kind
        FOREIGN KEY (record_ptr_id, own_kind) REFERENCES incidents_record (id, kind)
        DEFERRABLE INITIALLY DEFERRED;
"""
DROP_KIND = "ALTER TABLE attribution_{table} DROP COLUMN own_kind CASCADE;"

ENDS = """
ALTER TABLE attribution_claim
    ADD COLUMN about_kind varchar(20),
    ADD COLUMN attributed_to_kind varchar(20),
    ADD CONSTRAINT claim_about_kind_is_true
        FOREIGN KEY (about_id, about_kind) REFERENCES incidents_record (id, kind)
        DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT claim_attributed_to_kind_is_true
        FOREIGN KEY (attributed_to_id, attributed_to_kind)
        REFERENCES incidents_record (id, kind) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT claim_is_about_an_act_an_actor_or_a_claim CHECK (
        about_kind IN ('incident', 'campaign', 'threat-actor', 'intrusion-set', 'claim')
    ),
    ADD CONSTRAINT claim_names_an_actor CHECK (
        attributed_to_kind IN ('threat-actor', 'intrusion-set')
    ),
    ADD CONSTRAINT claim_on_a_claim_where_the_stance_is CHECK (
        stance NOT IN ('corroborates', 'endorses', 'revises', 'withdraws', 'doubts',
                       'disputes', 'acknowledges')
        OR about_kind = 'claim'
    );

CREATE FUNCTION claim_fill_kinds() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    SELECT kind INTO NEW.about_kind FROM incidents_record WHERE id = NEW.about_id;
    NEW.attributed_to_kind := NULL;
    SELECT kind INTO NEW.attributed_to_kind
        FROM incidents_record WHERE id = NEW.attributed_to_id;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_fills_kinds BEFORE INSERT OR UPDATE ON attribution_claim
    FOR EACH ROW EXECUTE FUNCTION claim_fill_kinds();

-- A chain of claims about claims ends at what happened or at an actor.
CREATE FUNCTION claim_refuse_circle() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE chain (id) AS (
            SELECT NEW.about_id
            UNION
            SELECT claim.about_id FROM attribution_claim claim
                JOIN chain ON claim.record_ptr_id = chain.id
        )
        SELECT FROM chain WHERE id = NEW.record_ptr_id
    ) THEN
        RAISE EXCEPTION 'claim % would be about itself through other claims',
            NEW.record_ptr_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_chain_has_an_end';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER claim_chain_has_an_end AFTER INSERT OR UPDATE OF about_id
    ON attribution_claim FOR EACH ROW EXECUTE FUNCTION claim_refuse_circle();
"""
NO_ENDS = """
DROP TRIGGER claim_chain_has_an_end ON attribution_claim;
DROP FUNCTION claim_refuse_circle();
DROP TRIGGER claim_fills_kinds ON attribution_claim;
DROP FUNCTION claim_fill_kinds();
ALTER TABLE attribution_claim
    DROP COLUMN about_kind CASCADE, DROP COLUMN attributed_to_kind CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("attribution", "0001_initial"),
        ("incidents", "0002_kind_safe_records"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                ADD_KIND.format(table=table, kind=kind), DROP_KIND.format(table=table)
            )
            for table, kind in KINDS.items()
        ),
        migrations.RunSQL(ENDS, NO_ENDS),
    ]
