"""What partners post, and what analysts did with it; the latter is append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE TRIGGER handling_is_append_only BEFORE UPDATE OR DELETE ON sharing_handling
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handling_is_not_truncated BEFORE TRUNCATE ON sharing_handling
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARD = """
DROP TRIGGER handling_is_append_only ON sharing_handling;
DROP TRIGGER handling_is_not_truncated ON sharing_handling;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0005_collections_of_incidents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PostedObject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added', models.DateTimeField()),
                ('stix_id', models.CharField(max_length=120)),
                ('type', models.CharField(max_length=80)),
                ('version', models.CharField(max_length=40)),
                ('version_at', models.DateTimeField()),
                ('is_versioned', models.BooleanField()),
                ('spec_version', models.CharField(max_length=4)),
                ('name', models.CharField(blank=True, max_length=400)),
                ('marking', models.CharField(blank=True, max_length=12)),
                ('remarks', models.TextField(blank=True)),
                ('digest', models.BinaryField()),
                ('body', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('new', 'new'), ('seen', 'looked at'), ('dismissed', 'dismissed'), ('taken', 'taken over')], default='new', max_length=9)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('collection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posted', to='sharing.collection')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posted', to='sharing.partner')),
            ],
            options={
                'ordering': ['-added', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Handling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(choices=[('looked', 'looked at'), ('dismissed', 'dismissed'), ('taken', 'taken over as drafts')], max_length=9)),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('batch', models.UUIDField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlings', to=settings.AUTH_USER_MODEL)),
                ('posted', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handlings', to='sharing.postedobject')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PostStatus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('at', models.DateTimeField(db_index=True)),
                ('content', models.JSONField()),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='post_statuses', to='sharing.partner')),
            ],
            options={
                'verbose_name_plural': 'post statuses',
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Tray',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField(default=0)),
                ('last_added', models.DateTimeField(blank=True, null=True)),
                ('partner', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tray', to='sharing.partner')),
            ],
        ),
        migrations.AddIndex(
            model_name='postedobject',
            index=models.Index(fields=['state', '-added'], name='posted_object_by_state'),
        ),
        migrations.AddConstraint(
            model_name='postedobject',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('partner', 'collection', 'stix_id', 'version_at'), name='posted_object_once_per_version'),
        ),
        migrations.AddConstraint(
            model_name='postedobject',
            constraint=models.UniqueConstraint(condition=models.Q(('is_versioned', False), ('removed_at__isnull', True)), fields=('partner', 'collection', 'stix_id'), name='posted_object_once_without_version'),
        ),
        migrations.AddConstraint(
            model_name='postedobject',
            constraint=models.UniqueConstraint(fields=('partner', 'added'), name='posted_object_added_once'),
        ),
        migrations.AddConstraint(
            model_name='postedobject',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['new', 'seen', 'dismissed', 'taken'])), name='posted_object_state_known'),
        ),
        migrations.AddConstraint(
            model_name='postedobject',
            constraint=models.CheckConstraint(condition=models.Q(('removed_at__isnull', True), ('removed_at__gte', models.F('added')), _connector='OR'), name='posted_object_removed_after_added'),
        ),
        migrations.AddConstraint(
            model_name='handling',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['looked', 'dismissed', 'taken'])), name='handling_act_known'),
        ),
        migrations.AddConstraint(
            model_name='handling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'dismissed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='handling_dismissal_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='tray',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 0)), name='tray_size_from_0'),
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
