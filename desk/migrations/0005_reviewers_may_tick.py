"""Let reviewers tick, too: what the rules find since a request is theirs to judge."""

from django.db import migrations

from desk import roles

GIVEN = {roles.REVIEWER: ["review.add_acknowledgement"]}


def give(apps, schema_editor):
    roles.settle(apps, GIVEN, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_roles")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
