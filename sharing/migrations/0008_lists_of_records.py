"""Indexes by which lists of published records are found, some on words in the bytes."""

from django.db import migrations
from django.db.models import F, Func, Index, Q, TextField

# The bytes are UTF-8 for good, so that what they say never changes, whatever
# PostgreSQL holds of convert_from in general.
MEMBER = """
CREATE FUNCTION snapshot_member(body bytea, member text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN nullif(convert_from(body, 'UTF8'), '')::jsonb ->> member;
"""
NO_MEMBER = "DROP FUNCTION snapshot_member(bytea, text);"


def told(name):
    template = f"snapshot_member(%(expressions)s, '{name}')"
    return Func(F("body"), template=template, output_field=TextField())


def add(model, *expressions, **options):
    return migrations.AddIndex(model, Index(*expressions, **options))


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0007_webhooks"),
    ]

    operations = [
        migrations.RunSQL(MEMBER, NO_MEMBER),
        add(
            "objectbody",
            fields=["release", "id"],
            condition=Q(is_revoked=True) | Q(body=b""),
            name="object_body_gone",
        ),
        add(
            "publishedrecord",
            fields=["kind", "key", "version"],
            name="published_record_by_kind",
        ),
        add("publishedrecord", told("state"), name="published_record_by_state"),
        add(
            "publishedrecord",
            fields=["key"],
            condition=Q(body=b""),
            name="published_record_erased",
        ),
        add(
            "publishedrecord",
            told("stance"),
            F("key"),
            condition=Q(kind="claim"),
            name="published_claim_by_stance",
        ),
        add(
            "publishedrecord",
            told("analytic_confidence"),
            F("key"),
            condition=Q(kind="claim"),
            name="published_claim_by_sureness",
        ),
    ]
