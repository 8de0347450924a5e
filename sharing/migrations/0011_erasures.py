"""Let the owner erase published bytes, where an erasure that says why is on record.

A body may become empty, once, and nothing else about its row may change with it. The
application's role may neither update the store nor write erasures.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDS = """
CREATE FUNCTION erasure_guard() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    is_noted boolean;
BEGIN
    IF TG_TABLE_NAME = 'sharing_objectbody' THEN
        SELECT EXISTS (SELECT FROM sharing_erasure WHERE body_id = OLD.id)
            INTO is_noted;
    ELSE
        SELECT EXISTS (SELECT FROM sharing_erasure WHERE record_id = OLD.id)
            INTO is_noted;
    END IF;
    IF is_noted AND OLD.body <> '' AND NEW.body = '' THEN
        OLD.body := '';
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only: UPDATE refused', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER erasure_is_append_only BEFORE UPDATE OR DELETE ON sharing_erasure
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_is_not_truncated BEFORE TRUNCATE ON sharing_erasure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
NO_GUARDS = """
DROP TRIGGER erasure_is_not_truncated ON sharing_erasure;
DROP TRIGGER erasure_is_append_only ON sharing_erasure;
DROP FUNCTION erasure_guard();
"""
ERASABLE = """
DROP TRIGGER {table}_is_append_only ON sharing_{table};
CREATE TRIGGER {table}_is_not_deleted BEFORE DELETE ON sharing_{table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER {table}_is_only_erased BEFORE UPDATE ON sharing_{table}
    FOR EACH ROW EXECUTE FUNCTION erasure_guard();
"""
NOT_ERASABLE = """
DROP TRIGGER {table}_is_only_erased ON sharing_{table};
DROP TRIGGER {table}_is_not_deleted ON sharing_{table};
CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON sharing_{table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
TABLES = ("objectbody", "publishedrecord")


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0010_webhooks_by_rest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(help_text='The order, and whose: file number, date.')),
                ('at', models.DateTimeField()),
                ('body', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='sharing.objectbody')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to=settings.AUTH_USER_MODEL)),
                ('record', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasure', to='sharing.publishedrecord')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures_confirmed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('record__isnull', True)), models.Q(('body__isnull', True), ('record__isnull', False)), _connector='OR'), name='erasure_is_of_one_thing'), models.CheckConstraint(condition=models.Q(('by', models.F('second')), _negated=True), name='erasure_by_two_people'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='erasure_has_a_reason')],
            },
        ),
        migrations.RunSQL(GUARDS, NO_GUARDS),
        *(
            migrations.RunSQL(
                ERASABLE.format(table=table), NOT_ERASABLE.format(table=table)
            )
            for table in TABLES
        ),
    ]
