"""Find sources by their web address, and keep the text of pages that were fetched."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import incidents.fields
from django.conf import settings
from django.db import migrations, models

# As incidents.0002 made it: the function refuses whatever is tried.
REFUSE = """
CREATE TRIGGER source_copy_is_append_only
    BEFORE UPDATE OR DELETE ON incidents_sourcecopy
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER source_copy_is_not_truncated BEFORE TRUNCATE ON incidents_sourcecopy
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
ALLOW = """
DROP TRIGGER source_copy_is_not_truncated ON incidents_sourcecopy;
DROP TRIGGER source_copy_is_append_only ON incidents_sourcecopy;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0004_words_and_clearance_of_records'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(max_length=2000)),
                ('address_key', incidents.fields.AddressKeyField(default='', editable=False, of='address')),
                ('sha256', models.CharField(max_length=64)),
                ('media_type', models.CharField(max_length=100)),
                ('text', models.TextField(blank=True, help_text='Empty where none could be read.')),
                ('fetched_at', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'source copies',
                'ordering': ['-fetched_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='source',
            name='url_key',
            field=incidents.fields.AddressKeyField(default='', editable=False, of='url'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=django.contrib.postgres.indexes.HashIndex(fields=['url_key'], name='source_by_address'),
        ),
        migrations.AddField(
            model_name='sourcecopy',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies_fetched', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='sourcecopy',
            constraint=models.UniqueConstraint(fields=('sha256', 'address'), name='source_copy_once_per_content'),
        ),
        migrations.AddConstraint(
            model_name='sourcecopy',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='source_copy_hash_is_sha256'),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
