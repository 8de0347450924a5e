"""Where partners are told of releases, and every attempt; these are append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE TRIGGER attempt_is_append_only BEFORE UPDATE OR DELETE ON sharing_attempt
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attempt_is_not_truncated BEFORE TRUNCATE ON sharing_attempt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARD = """
DROP TRIGGER attempt_is_append_only ON sharing_attempt;
DROP TRIGGER attempt_is_not_truncated ON sharing_attempt;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0006_inbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Endpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500, verbose_name='address')),
                ('state', models.CharField(choices=[('on', 'on'), ('off', 'switched off by us'), ('failed', 'switched off after a day of failures')], default='on', max_length=6)),
                ('secret', models.TextField()),
                ('former_secret', models.TextField(blank=True)),
                ('former_until', models.DateTimeField(blank=True, null=True)),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('partner', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='endpoint', to='sharing.partner')),
            ],
            options={
                'verbose_name': 'webhook',
                'ordering': ['partner__name'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=40, unique=True)),
                ('type', models.CharField(choices=[('release.published', 'release published'), ('endpoint.test', 'test')], max_length=20)),
                ('at', models.DateTimeField()),
                ('body', models.BinaryField()),
                ('delivered_at', models.DateTimeField(blank=True, null=True)),
                ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='sharing.endpoint')),
                ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='sharing.release')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('url', models.URLField(max_length=500)),
                ('is_delivered', models.BooleanField()),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('milliseconds', models.PositiveIntegerField()),
                ('outcome', models.CharField(max_length=300)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='sharing.event')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='endpoint',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['on', 'off', 'failed'])), name='endpoint_state_known'),
        ),
        migrations.AddConstraint(
            model_name='endpoint',
            constraint=models.CheckConstraint(condition=models.Q(('url__startswith', 'https://')), name='endpoint_is_https'),
        ),
        migrations.AddConstraint(
            model_name='endpoint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('former_secret', ''), ('former_until__isnull', True)), models.Q(models.Q(('former_secret', ''), _negated=True), ('former_until__isnull', False)), _connector='OR'), name='endpoint_former_secret_ends'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('delivered_at__isnull', True), ('release__isnull', False)), fields=['endpoint', 'id'], name='event_waiting'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('endpoint', 'release'), name='event_once_per_release'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('release__isnull', True), ('type', 'endpoint.test')), models.Q(('release__isnull', False), ('type', 'release.published')), _connector='OR'), name='event_of_a_release_names_it'),
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
