"""Indexes in the order of the desk's lists, so that a first page reads fifty rows."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('attribution', '0004_one_takes_back_ones_own'),
        ('incidents', '0007_lists_in_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='diplomaticresponse',
            index=models.Index(models.OrderBy(models.F('announced_earliest'), descending=True, nulls_last=True), models.OrderBy(models.F('announced_latest'), descending=True, nulls_last=True), models.OrderBy(models.F('announced'), descending=True), name='response_by_date'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(models.OrderBy(models.F('said_earliest'), descending=True, nulls_last=True), models.OrderBy(models.F('said_latest'), descending=True, nulls_last=True), models.OrderBy(models.F('said'), descending=True), name='statement_by_date'),
        ),
    ]
