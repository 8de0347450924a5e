"""The database that tests run on: made by the owner, used as the application.

A test marked `django_db` runs in a transaction that is rolled back. It cannot
be `transaction=True`: Django would empty the tables with TRUNCATE, which the
application's role may not do, and which the store refuses. A test that needs
real commits, such as one of parallel publishers, takes `fresh_database`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection
from django.test.utils import setup_databases, teardown_databases
from psycopg import sql
from pytest_django import DjangoDbBlocker

from config.privileges import grant_privileges

pytest_plugins = ["tests.albania"]  # the published case, for whoever works on it
ROLE_SETTINGS = ("USER", "PASSWORD")


def connect_as(role: str) -> None:
    """Make this process's next connection one of the given role."""
    connection.close()
    for name in ROLE_SETTINGS:
        connection.settings_dict[name] = settings.DATABASE_ROLES[role].get(name, "")


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect as the owner for a while."""
    connect_as("owner")
    try:
        yield
    finally:
        connect_as("application")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Have the owner make and migrate the test database, and hand it to the tests.

    pytest-django's own fixture makes none where no test has the mark `django_db`:
    tests in copies, which have none, would then copy the developer's database.
    """
    with django_db_blocker.unblock():
        connect_as("owner")
        made = setup_databases(verbosity=0, interactive=False)
        grant_privileges()
        connect_as("application")
    yield
    with django_db_blocker.unblock():
        connect_as("owner")
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def tasks_at_once(settings: Any) -> None:
    """Do at once what the worker would do later."""
    backend = "django_tasks.backends.immediate.ImmediateBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}


@pytest.fixture(autouse=True)
def sessions_at_rest(settings: Any) -> None:
    """Let no test count a write of the session because the machine is slow."""
    settings.SESSION_SEEN_SECONDS = 15 * 60


@contextmanager
def copied_database(
    template: str, name: str, blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Work in a copy of a database, in which commits are real."""
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        end_connections(template, name)
        with as_owner():
            drop_database(name)
            run_on_server("create database {} template {}", name, template)
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before
            end_connections(name)
            with as_owner():
                drop_database(name)


@pytest.fixture
def fresh_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A database of the test's own, as migrated, in which commits are real.

    It takes a fifth of a second. Threads of the test must close their connections.
    """
    migrated = connection.settings_dict["NAME"]
    with copied_database(migrated, f"{migrated}_fresh", django_db_blocker):
        yield


def drop_database(name: str) -> None:
    """Drop a database if there is one, whoever is connected to it."""
    try:
        run_on_server("drop database if exists {} with (force)", name)
    except ProgrammingError:
        # Force may not end an autovacuum worker, which is the superuser's; a plain
        # drop asks it to go.
        run_on_server("drop database if exists {}", name)


def end_connections(*names: str) -> None:
    """End the application's connections to databases that are to be copied or dropped.

    Threads of a test, such as a server's, may have left one open, which the owner
    may not end: it is another role's.
    """
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where"
            " datname = any(%s) and usename = current_user and pid <> pg_backend_pid()",
            [list(names)],
        )


def run_on_server(statement: str, *names: str) -> None:
    """Run a statement that needs no database, nor a transaction."""
    quoted = [sql.Identifier(name) for name in names]
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*quoted))
