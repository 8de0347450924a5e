import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('alias', models.CharField(max_length=40, unique=True)),
                ('title', models.CharField(max_length=120, unique=True)),
                ('description', models.TextField(blank=True)),
                ('marking', models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER_STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], max_length=12, unique=True)),
            ],
            options={
                'ordering': ['alias'],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(unique=True)),
                ('at', models.DateTimeField()),
                ('note', models.TextField(blank=True)),
                ('previous_hash', models.BinaryField(null=True)),
                ('hash', models.BinaryField(unique=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('previous_hash',), name='release_chain_does_not_fork', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='release_from_1')],
            },
        ),
        migrations.CreateModel(
            name='PublishedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveIntegerField()),
                ('uid', models.UUIDField()),
                ('key', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=20)),
                ('version', models.PositiveIntegerField()),
                ('marking', models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER_STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], max_length=12)),
                ('acted_earliest', models.DateTimeField(null=True)),
                ('acted_latest', models.DateTimeField(null=True)),
                ('digest', models.BinaryField()),
                ('body', models.BinaryField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='sharing.release')),
            ],
            options={
                'ordering': ['release', 'rank'],
                'indexes': [models.Index(fields=['key', 'version'], name='published_record_by_key')],
                'constraints': [models.UniqueConstraint(fields=('uid', 'version'), name='published_record_once_per_version')],
            },
        ),
        migrations.CreateModel(
            name='ObjectBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rank', models.PositiveIntegerField()),
                ('record_uid', models.UUIDField()),
                ('stix_id', models.CharField(max_length=100)),
                ('type', models.CharField(max_length=40)),
                ('modified', models.DateTimeField()),
                ('spec_version', models.CharField(default='2.1', max_length=4)),
                ('marking', models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER_STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], max_length=12)),
                ('is_act', models.BooleanField()),
                ('acted_earliest', models.DateTimeField(null=True)),
                ('acted_latest', models.DateTimeField(null=True)),
                ('is_revoked', models.BooleanField(default=False)),
                ('digest', models.BinaryField()),
                ('content_digest', models.BinaryField()),
                ('body', models.BinaryField()),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='sharing.release')),
            ],
            options={
                'verbose_name_plural': 'object bodies',
                'ordering': ['release', 'rank'],
                'indexes': [models.Index(fields=['record_uid'], name='object_body_by_record')],
                'constraints': [models.UniqueConstraint(fields=('stix_id', 'modified'), name='object_body_once_per_version')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.BigIntegerField()),
                ('added', models.DateTimeField()),
                ('stix_id', models.CharField(max_length=100)),
                ('type', models.CharField(max_length=40)),
                ('modified', models.DateTimeField()),
                ('spec_version', models.CharField(default='2.1', max_length=4)),
                ('is_last', models.BooleanField(default=True)),
                ('collection', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='sharing.collection')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='sharing.objectbody')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['collection', 'position'],
                'indexes': [models.Index(condition=models.Q(('is_last', True)), fields=['collection', 'position'], name='entry_page'), models.Index(condition=models.Q(('is_last', True)), fields=['collection', 'type', 'position'], name='entry_page_by_type'), models.Index(fields=['collection', 'added'], name='entry_added')],
                'constraints': [models.UniqueConstraint(fields=('collection', 'position'), name='entry_position_once'), models.UniqueConstraint(fields=('collection', 'stix_id', 'modified'), name='entry_version_once'), models.UniqueConstraint(condition=models.Q(('is_last', True)), fields=('collection', 'stix_id'), name='entry_one_is_last'), models.CheckConstraint(condition=models.Q(('position__gt', 0)), name='entry_position_from_1')],
            },
        ),
        migrations.CreateModel(
            name='Edge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('property', models.CharField(max_length=40)),
                ('target_id', models.CharField(max_length=100)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='edges', to='sharing.objectbody', db_index=False)),
            ],
            options={
                'indexes': [models.Index(fields=['target_id', 'property'], name='edge_by_target')],
                'constraints': [models.UniqueConstraint(fields=('body', 'property', 'target_id'), name='edge_once')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=60)),
                ('target_key', models.CharField(max_length=120)),
                ('record', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='sharing.publishedrecord')),
            ],
            options={
                'indexes': [models.Index(fields=['target_key', 'field'], name='link_by_target')],
                'constraints': [models.UniqueConstraint(fields=('record', 'field', 'target_key'), name='link_once')],
            },
        ),
    ]
