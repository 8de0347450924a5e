"""Fill the keys of the addresses that sources have already."""

from django.db import migrations

from incidents.webpages.addresses import address_key


def fill(apps, schema_editor):
    sources = apps.get_model("incidents", "Source").objects.exclude(url="")
    changed = []
    for source in sources.only("pk", "url").iterator():
        source.url_key = address_key(source.url)
        changed.append(source)
        if len(changed) == 1000:
            keep(changed)
            changed = []
    keep(changed)


def keep(changed):
    if changed:
        type(changed[0]).objects.bulk_update(changed, ["url_key"])


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_addresses_and_copies_of_sources")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
