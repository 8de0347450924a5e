"""What administrators did is only ever added to: the database refuses anything else."""

from django.db import migrations

GUARD = """
CREATE TRIGGER admin_log_is_append_only BEFORE UPDATE OR DELETE ON django_admin_log
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER admin_log_is_not_truncated BEFORE TRUNCATE ON django_admin_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
UNGUARD = """
DROP TRIGGER admin_log_is_not_truncated ON django_admin_log;
DROP TRIGGER admin_log_is_append_only ON django_admin_log;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_shared_cache"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("incidents", "0002_kind_safe_records"),
    ]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
