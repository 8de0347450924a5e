"""Let the few claims that link an actor to others be found from the actor named."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("attribution", "0002_kind_safe_claims")]

    operations = [
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(
                    (
                        "proposition__in",
                        ("superset-of", "same-as", "formerly-tracked-as"),
                    )
                ),
                fields=["attributed_to"],
                name="claim_link_from_its_end",
            ),
        ),
    ]
