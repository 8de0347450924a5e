"""Partners, their tokens, what these spend, and the log of what was pulled.

The log is append-only. What tokens spend is kept in a table without a write-ahead log:
it changes with each request and may be forgotten with a crash.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


PULLS = """
CREATE TRIGGER pull_is_append_only BEFORE UPDATE OR DELETE ON sharing_pull
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pull_is_not_truncated BEFORE TRUNCATE ON sharing_pull
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_PULLS = """
DROP TRIGGER pull_is_append_only ON sharing_pull;
DROP TRIGGER pull_is_not_truncated ON sharing_pull;
"""
# Room on each page, so that a row that changes with each request stays where it is.
UNLOGGED = """
ALTER TABLE sharing_spending SET UNLOGGED;
ALTER TABLE sharing_spending SET (fillfactor = 50);
"""
LOGGED = """
ALTER TABLE sharing_spending RESET (fillfactor);
ALTER TABLE sharing_spending SET LOGGED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0003_collections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ServiceToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='Which system uses it, such as OpenCTI or SIEM.', max_length=60)),
                ('key', models.CharField(max_length=12, unique=True)),
                ('digest', models.BinaryField(max_length=32)),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('taxii:read', 'read by TAXII'), ('taxii:write', 'post by TAXII'), ('rest:read', 'read by REST'), ('reports:read', 'read reports'), ('webhooks:manage', 'manage webhooks')], max_length=20), size=None)),
                ('ceiling', models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER_STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], max_length=12)),
                ('addresses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=43), blank=True, default=list, help_text='Networks that it may be used from; none means from anywhere.', size=None)),
                ('not_before', models.DateTimeField()),
                ('expires', models.DateTimeField()),
                ('per_minute', models.PositiveIntegerField(help_text='Requests in any one minute.')),
                ('per_day', models.PositiveIntegerField(help_text='Requests in any one day.')),
                ('made_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(blank=True, help_text='To the minute.', null=True)),
                ('warned_days', models.PositiveSmallIntegerField(blank=True, help_text='How many days before its end the partner was last told of it.', null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_why', models.CharField(blank=True, max_length=300)),
                ('collections', models.ManyToManyField(blank=True, help_text='If any are named, the token reaches no other collection.', related_name='tokens', to='sharing.collection')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['partner', 'label', '-made_at'],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True)),
                ('contact', models.EmailField(help_text='Told when a token is about to expire; best an address of a team.', max_length=254)),
                ('ceiling', models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER_STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], max_length=12)),
                ('about', models.TextField(blank=True, help_text='What the partner is, and on what agreement it pulls.')),
                ('made_at', models.DateTimeField()),
                ('suspended_at', models.DateTimeField(blank=True, null=True)),
                ('suspended_why', models.CharField(blank=True, max_length=300)),
                ('collections', models.ManyToManyField(blank=True, help_text='Besides those of everything published up to the ceiling.', related_name='partners', to='sharing.collection', verbose_name='granted collections')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('suspended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'permissions': [('see_as_partner', 'Can see what a partner sees')],
            },
        ),
        migrations.CreateModel(
            name='Spending',
            fields=[
                ('token', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='sharing.servicetoken')),
                ('minute_from', models.DateTimeField()),
                ('minute_count', models.IntegerField()),
                ('day_from', models.DateTimeField()),
                ('day_count', models.IntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='servicetoken',
            name='partner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='sharing.partner'),
        ),
        migrations.AddField(
            model_name='servicetoken',
            name='replaces',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successor', to='sharing.servicetoken'),
        ),
        migrations.AddField(
            model_name='servicetoken',
            name='revoked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='Pull',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('outlet', models.CharField(choices=[('taxii', 'TAXII objects'), ('manifest', 'TAXII manifest'), ('rest', 'REST'), ('bundle', 'STIX bundle'), ('csv', 'CSV')], max_length=10)),
                ('address', models.GenericIPAddressField(null=True)),
                ('query', models.TextField(help_text='Path and parameters, as asked.')),
                ('count', models.PositiveIntegerField(help_text='Objects or records.')),
                ('size', models.BigIntegerField(help_text='Bytes before compression.')),
                ('first', models.BigIntegerField(null=True)),
                ('last', models.BigIntegerField(null=True)),
                ('head', models.BigIntegerField(null=True)),
                ('ids', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('types', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('versions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('marking', models.CharField(blank=True, choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER_STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], max_length=12)),
                ('as_of', models.DateField(null=True)),
                ('key', models.CharField(blank=True, max_length=120)),
                ('records', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('collection', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.collection')),
                ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pulls', to='sharing.partner')),
                ('release', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.release')),
                ('token', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pulls', to='sharing.servicetoken')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='partner',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('suspended_at__isnull', True), ('suspended_by__isnull', True), ('suspended_why', '')), models.Q(('suspended_at__isnull', False), ('suspended_by__isnull', False), models.Q(('suspended_why', ''), _negated=True)), _connector='OR'), name='partner_suspension_says_when_who_why'),
        ),
        migrations.AddConstraint(
            model_name='servicetoken',
            constraint=models.CheckConstraint(condition=models.Q(('expires__gt', models.F('not_before'))), name='token_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='servicetoken',
            constraint=models.CheckConstraint(condition=models.Q(('scopes', []), _negated=True), name='token_is_good_for_something'),
        ),
        migrations.AddConstraint(
            model_name='servicetoken',
            constraint=models.CheckConstraint(condition=models.Q(('per_day__gt', 0), ('per_minute__gt', 0)), name='token_allows_requests'),
        ),
        migrations.AddConstraint(
            model_name='servicetoken',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at__isnull', True), ('revoked_by__isnull', True), ('revoked_why', '')), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False), models.Q(('revoked_why', ''), _negated=True)), _connector='OR'), name='token_revocation_says_when_who_why'),
        ),
        migrations.AddIndex(
            model_name='pull',
            index=models.Index(fields=['at'], name='pull_by_time'),
        ),
        migrations.AddIndex(
            model_name='pull',
            index=models.Index(fields=['partner', 'at'], name='pull_by_partner'),
        ),
        migrations.AddIndex(
            model_name='pull',
            index=models.Index(condition=models.Q(('collection__isnull', False)), fields=['collection', 'last'], name='pull_by_range'),
        ),
        migrations.RunSQL(PULLS, NO_PULLS),
        migrations.RunSQL(UNLOGGED, LOGGED),
    ]
