"""A cache that all processes share: attempts counted, codes used up, rates of asking."""

from django.db import migrations

# As `manage.py createcachetable` would make it, which then finds it and makes none.
MAKE = """
CREATE TABLE desk_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX desk_cache_expires ON desk_cache (expires);
"""
DROP = "DROP TABLE desk_cache;"


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_people_work_and_batches")]

    operations = [migrations.RunSQL(MAKE, DROP)]
