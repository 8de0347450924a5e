"""Who may deal with what partners post, and with where they are told of releases.

Analysts decide on posts, since drafts are theirs; reviewers and publishers see them.
Webhooks are the publishers', as are partners.
"""

from django.db import migrations

from desk import roles

GIVEN = {
    roles.ANALYST: ["sharing.view_postedobject", "sharing.add_handling"],
    roles.REVIEWER: ["sharing.view_postedobject"],
    roles.PUBLISHER: [
        "sharing.view_postedobject",
        "sharing.view_endpoint",
        "sharing.change_endpoint",
    ],
}


def give(apps, schema_editor):
    roles.settle(apps, GIVEN, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0006_partners_roles"),
        ("sharing", "0007_webhooks"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
