"""One collection for each marking; a stricter one holds the milder ones' objects, too.

The ids were drawn once and are the same in every installation.
"""

from django.db import migrations

COLLECTIONS = [
    ("b54a7388-09cd-42eb-a15f-97d56fd8808c", "CLEAR", "published-clear", "TLP:CLEAR"),
    ("5fb69820-9884-415d-a6de-03c471a2a6a8", "GREEN", "published-green", "TLP:GREEN"),
    ("275bdb4b-2a01-4c14-bf32-9c41f29ae2ac", "AMBER", "published-amber", "TLP:AMBER"),
    ("b45532e7-3a92-41d8-975e-e31ab03a5c05", "AMBER_STRICT", "published-amber-strict", "TLP:AMBER+STRICT"),
    ("03468415-f75f-4178-b3ab-f633254da2a9", "RED", "published-red", "TLP:RED"),
]


def add_collections(apps, schema_editor):
    collection = apps.get_model("sharing", "Collection")
    for uuid, marking, alias, label in COLLECTIONS:
        collection.objects.create(
            uuid=uuid,
            marking=marking,
            alias=alias,
            title=f"Published up to {label}",
            description=f"Every published object marked {label} or less strictly.",
        )


def remove_collections(apps, schema_editor):
    apps.get_model("sharing", "Collection").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_append_only_store")]

    operations = [migrations.RunPython(add_collections, remove_collections)]
