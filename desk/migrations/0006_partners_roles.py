"""Who may deal with partners: publishers, who decide what leaves; administrators end it.

A publisher gives nobody more than he may read himself; that stands in the desk. An
administrator sees partners and tokens, and may revoke and suspend, without reading any
record: the log of pulls names records and is not his.
"""

from django.db import migrations

from desk import roles

GIVEN = {
    roles.PUBLISHER: [
        "sharing.view_partner",
        "sharing.add_partner",
        "sharing.change_partner",
        "sharing.see_as_partner",
        "sharing.view_servicetoken",
        "sharing.add_servicetoken",
        "sharing.change_servicetoken",
        "sharing.view_pull",
    ],
    roles.ADMINISTRATOR: [
        "sharing.view_partner",
        "sharing.view_servicetoken",
        "sharing.change_servicetoken",
    ],
}


def give(apps, schema_editor):
    roles.settle(apps, GIVEN, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0005_reviewers_may_tick"),
        ("sharing", "0004_partners_and_tokens"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
