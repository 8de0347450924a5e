"""Let the database itself hold what a row's kind promises.

A child row must hang on a record of its own kind; versions and STIX names are
append-only. Trigger functions look into no temporary table that a caller made.
Django can put no parent's column into a child's constraint, so the child carries
its kind as a generated column, and a composite foreign key ties both.
"""

from django.db import migrations

KINDS = {
    "attackpattern": "attack-pattern",
    "campaign": "campaign",
    "case": "case",
    "checkedfact": "checked-fact",
    "event": "event",
    "identity": "identity",
    "impact": "impact",
    "incident": "incident",
    "indicator": "indicator",
    "infrastructure": "infrastructure",
    "intrusionset": "intrusion-set",
    "location": "location",
    "malware": "malware",
    "relationship": "relationship",
    "source": "source",
    "threatactor": "threat-actor",
    "tool": "tool",
    "vulnerability": "vulnerability",
}

ADD_KIND = """
ALTER TABLE incidents_{table}
    ADD COLUMN own_kind text GENERATED ALWAYS AS ('{kind}') STORED,
    ADD CONSTRAINT {table}_is_of_its_kind
        FOREIGN KEY (record_ptr_id, own_kind) REFERENCES incidents_record (id, kind)
        DEFERRABLE INITIALLY DEFERRED;
"""
DROP_KIND = "ALTER TABLE incidents_{table} DROP COLUMN own_kind CASCADE;"

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER change_is_append_only BEFORE UPDATE OR DELETE ON incidents_change
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER change_is_not_truncated BEFORE TRUNCATE ON incidents_change
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stix_name_is_for_life BEFORE UPDATE OR DELETE ON incidents_stixname
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stix_name_is_not_truncated BEFORE TRUNCATE ON incidents_stixname
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
ALLOW = """
DROP TRIGGER stix_name_is_not_truncated ON incidents_stixname;
DROP TRIGGER stix_name_is_for_life ON incidents_stixname;
DROP TRIGGER change_is_append_only ON incidents_change;
DROP TRIGGER change_is_not_truncated ON incidents_change;
DROP FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]

    operations = [
        *(
            migrations.RunSQL(
                ADD_KIND.format(table=table, kind=kind), DROP_KIND.format(table=table)
            )
            for table, kind in KINDS.items()
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
