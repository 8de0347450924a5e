"""Note in the log of pulls which edition of a briefing a partner was sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0008_lists_of_records")]

    operations = [
        migrations.AlterField(
            model_name="pull",
            name="outlet",
            field=models.CharField(
                choices=[
                    ("taxii", "TAXII objects"),
                    ("manifest", "TAXII manifest"),
                    ("rest", "REST"),
                    ("bundle", "STIX bundle"),
                    ("csv", "CSV"),
                    ("briefing", "briefing"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="pull",
            index=models.Index(
                condition=models.Q(("outlet", "briefing")),
                fields=["key"],
                name="pull_of_briefing",
            ),
        ),
    ]
