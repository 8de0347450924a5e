"""Collections about one incident, campaign or case, and inboxes; which release entered what.

A collection can be opened after what it holds was published, so an entry says which
release put it there. Collections are made and never changed, like all of the store.
"""

import django.db.models.deletion
from django.db import migrations, models

# So far each entry came with its body.
FILL = """
ALTER TABLE sharing_entry DISABLE TRIGGER entry_only_ends;
UPDATE sharing_entry entry SET release_id = body.release_id
    FROM sharing_objectbody body WHERE body.id = entry.body_id;
ALTER TABLE sharing_entry ENABLE TRIGGER entry_only_ends;
"""
GUARD = """
CREATE TRIGGER collection_is_append_only BEFORE UPDATE OR DELETE ON sharing_collection
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER collection_is_not_truncated BEFORE TRUNCATE ON sharing_collection
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARD = """
DROP TRIGGER collection_is_append_only ON sharing_collection;
DROP TRIGGER collection_is_not_truncated ON sharing_collection;
"""
MARKINGS = [
    ("CLEAR", "TLP:CLEAR"),
    ("GREEN", "TLP:GREEN"),
    ("AMBER", "TLP:AMBER"),
    ("AMBER_STRICT", "TLP:AMBER+STRICT"),
    ("RED", "TLP:RED"),
]
KINDS = [
    ("everything", "all that is published up to a marking"),
    ("about", "what belongs to an incident, a campaign or a case"),
    ("inbox", "what partners post, kept apart from all of ours"),
]
UNMARKED = models.Q(marking="")


def to_release(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="entries",
        to="sharing.release",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("sharing", "0004_partners_and_tokens")]

    operations = [
        migrations.AddField("collection", "about", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField("collection", "kind", models.CharField(choices=KINDS, default="everything", max_length=10)),
        migrations.AlterField("collection", "marking", models.CharField(blank=True, choices=MARKINGS, max_length=12)),
        migrations.AlterField("collection", "alias", models.CharField(max_length=150, unique=True)),
        migrations.AlterField("collection", "title", models.CharField(max_length=320, unique=True)),
        migrations.AddConstraint(
            "collection",
            models.UniqueConstraint(condition=models.Q(kind="everything"), fields=["marking"], name="collection_of_everything_once"),
        ),
        migrations.AddConstraint(
            "collection",
            models.UniqueConstraint(
                condition=models.Q(kind="about"),
                fields=["about", "marking"],
                name="collection_about_once",
                violation_error_message="This collection is open already.",
            ),
        ),
        migrations.AddConstraint(
            "collection",
            models.CheckConstraint(
                condition=models.Q(kind="everything", about="") & ~UNMARKED
                | models.Q(kind="about") & ~models.Q(about="") & ~UNMARKED
                | models.Q(kind="inbox", about="", marking=""),
                name="collection_says_what_it_holds",
            ),
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
        migrations.AddField("entry", "release", to_release(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("entry", "release", to_release()),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(condition=models.Q(spec_version="2.1"), name="entry_is_stix_2_1"),
        ),
        migrations.AddIndex("entry", models.Index(fields=["collection", "type", "position"], name="entry_all_by_type")),
        migrations.AddIndex("entry", models.Index(fields=["collection", "modified", "position"], name="entry_by_modified")),
    ]
