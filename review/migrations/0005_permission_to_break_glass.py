"""Breaking the glass takes a permission of its own, apart from approving."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("review", "0004_guards_of_senders_and_acknowledgements")]

    operations = [
        migrations.AlterModelOptions(
            name="approval",
            options={
                "ordering": ["-at"],
                "permissions": [("break_glass", "Can approve without a second person")],
            },
        ),
    ]
