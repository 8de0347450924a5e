"""Indexes of dates for lists that have the earliest first, those without one last."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attribution', '0005_lists_in_order'),
        ('incidents', '0009_lists_from_the_earliest'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='diplomaticresponse',
            index=models.Index(models.OrderBy(models.F('announced_earliest'), nulls_last=True), models.OrderBy(models.F('announced_latest'), nulls_last=True), models.OrderBy(models.F('announced')), name='response_by_date_upward'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(models.OrderBy(models.F('said_earliest'), nulls_last=True), models.OrderBy(models.F('said_latest'), nulls_last=True), models.OrderBy(models.F('said')), name='statement_by_date_upward'),
        ),
    ]
