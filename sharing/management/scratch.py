"""A database for one run of a command: made by the owner, used as the application."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROLE_SETTINGS = ("USER", "PASSWORD")


@contextmanager
def scratch_database(name: str, *, keep: bool = False) -> Iterator[None]:
    """Connect to a new, migrated database, which is dropped in the end.

    To ``keep`` it is to leave it there, and to find it so the next time. Commits in it
    are real. The owner's role must be allowed to create databases.
    """
    usual = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    try:
        connect_as("owner")
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False, keepdb=keep
        )
        call_command("grant_privileges", verbosity=0, stdout=StringIO())
        connect_as("application")
        yield
    finally:
        connect_as("owner")
        # What is dropped is where we are connected: only ever the scratch one.
        if connection.settings_dict["NAME"] == name:
            connection.creation.destroy_test_db(usual, verbosity=0, keepdb=keep)
        connect_as("application")


def settle() -> None:
    """Vacuum and analyse the scratch database, as a server at rest has done itself.

    Until then an index alone answers nothing, and the server's own vacuum runs beside
    what is measured.
    """
    connect_as("owner")
    with connection.cursor() as cursor:
        cursor.execute("vacuum (analyze)")
    connect_as("application")


def connect_as(role: str) -> None:
    """Connect to the database in use with the rights of a role, from now on."""
    connection.close()
    for name in ROLE_SETTINGS:
        connection.settings_dict[name] = settings.DATABASE_ROLES[role].get(name, "")
