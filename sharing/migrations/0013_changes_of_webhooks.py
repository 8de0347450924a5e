"""Keep who changed a webhook, and which program asked for a delivery."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
CREATE TRIGGER endpointchange_is_append_only
    BEFORE UPDATE OR DELETE ON sharing_endpointchange
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER endpointchange_is_not_truncated BEFORE TRUNCATE ON sharing_endpointchange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARD = """
DROP TRIGGER endpointchange_is_append_only ON sharing_endpointchange;
DROP TRIGGER endpointchange_is_not_truncated ON sharing_endpointchange;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('sharing', '0012_forgetting_pulls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='attempt',
            name='token',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.servicetoken'),
        ),
        migrations.AlterField(
            model_name='endpoint',
            name='state',
            field=models.CharField(choices=[('on', 'on'), ('off', 'switched off'), ('failed', 'switched off after a day of failures'), ('ended', 'taken down by the partner')], default='on', max_length=6),
        ),
        migrations.CreateModel(
            name='EndpointChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('act', models.CharField(choices=[('made', 'made'), ('moved', 'given this address'), ('secret', 'given a new secret'), ('on', 'switched on'), ('off', 'switched off'), ('ended', 'taken down')], max_length=6)),
                ('url', models.URLField(max_length=500)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='sharing.endpoint')),
                ('token', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sharing.servicetoken')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('token__isnull', False)), models.Q(('by__isnull', False), ('token__isnull', True)), _connector='OR'), name='endpointchange_by_somebody'), models.CheckConstraint(condition=models.Q(('act__in', ['made', 'moved', 'secret', 'on', 'off', 'ended'])), name='endpointchange_act_known')],
            },
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
