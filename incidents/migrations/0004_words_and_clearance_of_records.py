"""Give the records that are there what they are found by; later saves keep it."""

from django.db import migrations
from django.db.models import F

from incidents import reach


def fill(apps, schema_editor):
    Change = apps.get_model("incidents", "Change")
    Record = apps.get_model("incidents", "Record")
    latest = Change.objects.filter(version=F("record__version"))
    for pk, snapshot in latest.values_list("record_id", "snapshot").iterator(500):
        Record.objects.filter(pk=pk).update(
            clearance=reach.rank(snapshot["marking"]), **reach.found_by(snapshot)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("incidents", "0003_find_by_words_and_clearance"),
        # The snapshots are read with the models of every kind.
        ("attribution", "0002_kind_safe_claims"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
