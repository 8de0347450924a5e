"""Let officers write briefings, a second one or a publisher release, the rest read."""

from django.db import migrations

from desk import roles

READ = ["briefings.view_edition"]
RELEASE = [
    "briefings.add_release",
    "briefings.add_return",
    "briefings.add_withdrawal",
]
WRITE = [
    *(f"briefings.add_{model}" for model in ("edition", "draft", "ask")),
    *(
        f"briefings.{act}_{model}"
        for model in ("template", "series")
        for act in ("view", "add", "change")
    ),
]
GIVEN = {
    roles.ANALYST: READ,
    roles.REVIEWER: READ,
    roles.PUBLISHER: [*READ, *RELEASE],
    roles.OFFICER: [*READ, *WRITE, *RELEASE],
    roles.READER: READ,
}


def give(apps, schema_editor):
    roles.settle(apps, GIVEN, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0007_inbox_and_webhooks_roles"),
        ("briefings", "0002_guards"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
