"""Let publishers, who are asked why something is gone, read what was erased."""

from django.db import migrations

from desk import roles

GIVEN = {roles.PUBLISHER: ["sharing.view_erasure"]}


def give(apps, schema_editor):
    roles.settle(apps, GIVEN, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0008_roles_of_briefings"),
        ("sharing", "0011_erasures"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
