"""Let releases be counted from an index; it does for the foreign key, too."""

import django.db.models.deletion
from django.db import migrations, models

KEPT = {
    "objectbody": ("bodies", "object_body_by_release"),
    "publishedrecord": ("records", "published_record_by_release"),
}


class Migration(migrations.Migration):

    dependencies = [("sharing", "0014_segments")]

    operations = [
        operation
        for model, (related_name, index) in KEPT.items()
        for operation in (
            migrations.AddIndex(
                model, models.Index(fields=["release", "marking"], name=index)
            ),
            migrations.AlterField(
                model,
                "release",
                models.ForeignKey(
                    "sharing.release",
                    django.db.models.deletion.PROTECT,
                    related_name=related_name,
                    db_index=False,
                ),
            ),
        )
    ]
