"""Indexes of dates for lists that have the earliest first, those without one last."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0008_what_is_seen_of_a_kind'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='event',
            index=models.Index(models.OrderBy(models.F('occurred_earliest'), nulls_last=True), models.OrderBy(models.F('occurred_latest'), nulls_last=True), models.OrderBy(models.F('occurred')), name='event_by_date_upward'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(models.OrderBy(models.F('occurred_earliest'), nulls_last=True), models.OrderBy(models.F('occurred_latest'), nulls_last=True), models.OrderBy(models.F('occurred')), name='incident_by_date_upward'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(models.OrderBy(models.F('published_earliest'), nulls_last=True), models.OrderBy(models.F('published_latest'), nulls_last=True), models.OrderBy(models.F('published')), name='source_by_date_upward'),
        ),
    ]
