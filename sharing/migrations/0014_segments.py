"""Keep what is pulled most ready to be sent; triggers see to it that it stays true.

Whoever supersedes a version holds the publishers' lock, and whoever makes segments
takes it, too. Whoever erases takes it here, so that none is made of what is going.
"""

import django.db.models.deletion
from django.db import migrations, models

LOCK = 0x5245_4C45_4153_4531  # as in sharing.models
# A place lies in one segment at most: the first that does not end before it.
UNMAKE = """
CREATE FUNCTION unmake_{name}() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
BEGIN
    {first}
    DELETE FROM sharing_segment WHERE id IN (
        SELECT segment.id FROM {entries} CROSS JOIN LATERAL (
            SELECT id, after FROM sharing_segment
            WHERE collection_id = entry.collection_id AND last >= entry.position
            ORDER BY last LIMIT 1
        ) segment
        WHERE segment.after < entry.position
    );
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_unmakes_segments AFTER UPDATE ON sharing_{table}
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION unmake_{name}();
"""
OF_ENTRIES = UNMAKE.format(
    name="segments_of_entries", table="entry", first="", entries="changed entry"
)
OF_BODIES = UNMAKE.format(
    name="segments_of_bodies",
    table="objectbody",
    first=f"PERFORM pg_advisory_xact_lock({LOCK});",
    entries="changed JOIN sharing_entry entry ON entry.body_id = changed.id AND is_last",
)
NO_TRIGGERS = """
DROP TRIGGER objectbody_unmakes_segments ON sharing_objectbody;
DROP FUNCTION unmake_segments_of_bodies();
DROP TRIGGER entry_unmakes_segments ON sharing_entry;
DROP FUNCTION unmake_segments_of_entries();
"""
# Deflated already; and what is read beside it stays beside it.
STORAGE = """
ALTER TABLE sharing_segment ALTER COLUMN deflated SET STORAGE EXTERNAL;
ALTER TABLE sharing_segment ALTER COLUMN marks SET STORAGE PLAIN;
"""


class Migration(migrations.Migration):

    dependencies = [("sharing", "0013_changes_of_webhooks")]

    operations = [
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("after", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("filled", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("crc", models.BigIntegerField()),
                ("marks", models.BinaryField()),
                ("deflated", models.BinaryField()),
                ("collection", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="segments", to="sharing.collection")),
            ],
            options={
                "ordering": ["collection", "last"],
                "constraints": [
                    models.UniqueConstraint(fields=("collection", "last"), name="segment_last_once"),
                    models.UniqueConstraint(fields=("collection", "after"), name="segment_after_once"),
                    models.CheckConstraint(condition=models.Q(("last__gt", models.F("after"))), name="segment_covers_something"),
                ],
            },
        ),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunSQL(OF_ENTRIES + OF_BODIES, NO_TRIGGERS),
    ]
