"""Let partners manage their own webhooks, and tell them of withdrawn briefings."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0009_briefings_in_the_pull_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='endpoint',
            name='endpoint_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_of_a_release_names_it',
        ),
        migrations.RemoveIndex(
            model_name='event',
            name='event_waiting',
        ),
        migrations.AddField(
            model_name='endpoint',
            name='made_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.servicetoken'),
        ),
        migrations.AlterField(
            model_name='endpoint',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='endpoint',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endpoints', to='sharing.partner'),
        ),
        migrations.AlterField(
            model_name='endpoint',
            name='state',
            field=models.CharField(choices=[('on', 'on'), ('off', 'switched off by us'), ('failed', 'switched off after a day of failures'), ('ended', 'taken down by the partner')], default='on', max_length=6),
        ),
        migrations.AlterField(
            model_name='event',
            name='type',
            field=models.CharField(choices=[('release.published', 'release published'), ('briefing.withdrawn', 'briefing withdrawn'), ('endpoint.test', 'test')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('delivered_at__isnull', True), models.Q(('type', 'endpoint.test'), _negated=True)), fields=['endpoint', 'id'], name='event_waiting'),
        ),
        migrations.AddConstraint(
            model_name='endpoint',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ended'), _negated=True), fields=('partner',), name='endpoint_one_stands'),
        ),
        migrations.AddConstraint(
            model_name='endpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_by__isnull', True), ('made_with__isnull', False)), models.Q(('made_by__isnull', False), ('made_with__isnull', True)), _connector='OR'), name='endpoint_made_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='endpoint',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['on', 'off', 'failed', 'ended'])), name='endpoint_state_known'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('type', 'release.published'), _negated=True), ('release__isnull', True)), models.Q(('release__isnull', False), ('type', 'release.published')), _connector='OR'), name='event_of_a_release_names_it'),
        ),
    ]
