"""Samples: collections of one object of every type, for trying out a client."""

from django.db import migrations, models

KINDS = [
    ("everything", "all that is published up to a marking"),
    ("about", "what belongs to an incident, a campaign or a case"),
    ("sample", "one object of every type, to try a client with"),
    ("inbox", "what partners post, kept apart from all of ours"),
]
UNMARKED = models.Q(marking="")
HOLDS = "collection_says_what_it_holds"


class Migration(migrations.Migration):

    dependencies = [("sharing", "0015_releases_counted")]

    operations = [
        migrations.AlterField(
            "collection",
            "kind",
            models.CharField(choices=KINDS, default="everything", max_length=10),
        ),
        migrations.AddConstraint(
            "collection",
            models.UniqueConstraint(
                condition=models.Q(kind="sample"),
                fields=["marking"],
                name="collection_of_samples_once",
                violation_error_message="This collection is open already.",
            ),
        ),
        migrations.RemoveConstraint("collection", HOLDS),
        migrations.AddConstraint(
            "collection",
            models.CheckConstraint(
                condition=models.Q(kind__in=["everything", "sample"], about="")
                & ~UNMARKED
                | models.Q(kind="about") & ~models.Q(about="") & ~UNMARKED
                | models.Q(kind="inbox", about="", marking=""),
                name=HOLDS,
            ),
        ),
    ]
