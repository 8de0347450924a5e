"""Tests run as the application does: as a role that owns nothing."""

from threading import Thread

import pytest
from django.contrib.auth.models import Group
from django.db import ProgrammingError, connection

from config.privileges import APPEND_ONLY, NotGranted, grant_privileges

# The tables with a trigger that refuses TRUNCATE: bit 5 of a trigger's type.
GUARDED = """
    select distinct relname from pg_trigger join pg_class on pg_class.oid = tgrelid
    where not tgisinternal and tgtype & 32 <> 0
"""


def one(query: str) -> object:
    """Return the one value of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_tests_connect_as_the_application() -> None:
    assert one("select current_user") == "attribution_app"


@pytest.mark.django_db
def test_the_application_owns_no_table() -> None:
    owners = one("select count(*) from pg_tables where tableowner = current_user")

    assert owners == 0


@pytest.mark.django_db
def test_the_application_may_not_truncate() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        one("truncate auth_group cascade")


@pytest.mark.django_db
def test_the_application_may_not_write_the_owners_notes() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        one("delete from django_migrations returning 1")


@pytest.mark.django_db
def test_the_application_may_not_grant() -> None:
    with pytest.raises(NotGranted, match="owner"):
        grant_privileges()


@pytest.mark.django_db
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_application_may_only_add_to_what_is_kept_for_good(table: str) -> None:
    def may(privilege: str) -> object:
        return one(f"select has_table_privilege('{table}', '{privilege}')")

    assert may("select")
    assert may("insert")
    assert not may("update")
    assert not may("delete")
    assert not may("truncate")


@pytest.mark.django_db
def test_the_application_may_make_segments_anew_and_change_none() -> None:
    for privilege, may in {"insert": True, "delete": True, "update": False}.items():
        asked = f"select has_table_privilege('sharing_segment', '{privilege}')"
        assert one(asked) is may


@pytest.mark.django_db
def test_the_one_column_that_changes_may_be_changed() -> None:
    may = "select has_column_privilege('sharing_entry', 'is_last', 'update')"

    assert one(may)


@pytest.mark.django_db
def test_privileges_and_triggers_protect_the_same_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(GUARDED)
        guarded = {table for (table,) in cursor.fetchall()}

    assert guarded == {*APPEND_ONLY, "sharing_erasure"}  # written by the owner


@pytest.mark.usefixtures("fresh_database")
def test_a_fresh_database_keeps_what_another_connection_committed() -> None:
    def other_connection() -> None:
        Group.objects.get_or_create(name="from a thread")
        connection.close()

    thread = Thread(target=other_connection)
    thread.start()
    thread.join()

    assert Group.objects.filter(name="from a thread").exists()


@pytest.mark.usefixtures("fresh_database")
def test_a_fresh_database_is_as_migrated() -> None:
    assert not Group.objects.filter(name="from a thread").exists()
