"""Databases that tests make, copy and drop.

What takes long to fill is filled once for a run, by whichever of its processes comes
first, and then copied, which takes a fifth of a second.
"""

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests.server import connect_to, remove, server_in_memory

Made = TypeVar("Made")
ROLE_SETTINGS = ("USER", "PASSWORD")
PREFIX = "test_attribution_once"


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


def use(database: str) -> None:
    """Make this process's next connection one to the given database."""
    connection.close()
    connection.settings_dict["NAME"] = database


class Templates:
    """The databases that the processes of one run share, to be copied and not used."""

    def __init__(
        self, factory: pytest.TempPathFactory, blocker: DjangoDbBlocker
    ) -> None:
        self._blocker = blocker
        own = factory.getbasetemp()
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        self._folder = (own.parent if worker else own) / "templates"
        self._mine = self._folder / f"{worker or 'alone'}.user"
        self._server = server_in_memory()

    def __enter__(self) -> "Templates":
        """Work on the server in memory, if there may be one; end a killed run's."""
        self._folder.mkdir(exist_ok=True)
        with self._alone("users"), self._blocker.unblock():
            if self._server:
                if not any(self._folder.glob("*.user")):
                    remove(self._server)
                connect_to(self._server)
            self._mine.touch()
        return self

    def __exit__(self, *_: object) -> None:
        """Drop them, or their whole server, with the last process that used them."""
        with self._alone("users"), self._blocker.unblock():
            self._mine.unlink()
            if any(self._folder.glob("*.user")):
                return
            for kept in self._folder.glob("*.made"):
                kept.unlink()
                if not self._server:
                    with as_owner():
                        drop_database(name_of(kept.stem))
            if self._server:
                remove(self._server)

    def folder(self, name: str) -> Path:
        """Return a folder for files that belong to a database."""
        made = self._folder / name
        made.mkdir(exist_ok=True)
        return made

    def once(self, name: str, make: Callable[[str], Made]) -> Made:
        """Return what ``make`` returned, given the database's name, on its one run."""
        kept = self._folder / f"{name}.made"
        with self._alone(name):
            if not kept.exists():
                kept.write_bytes(pickle.dumps(make(name_of(name))))
            made: Made = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
        return made

    @contextmanager
    def _alone(self, what: str) -> Iterator[None]:
        with (self._folder / f"{what}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def name_of(template: str) -> str:
    """Return the name of the database that is a template."""
    return f"{PREFIX}_{template}"


@contextmanager
def filled(template: str, name: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Fill a new copy of a template, which stays when nobody works in it any more."""
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        make_copy(template, name)
        use(name)
        try:
            yield
        finally:
            use(before)


@contextmanager
def copied_database(
    template: str, suffix: str, blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Work in a copy of a database, in which commits are real; it is this process's."""
    before = connection.settings_dict["NAME"]
    name = f"{before}_{suffix}"
    with blocker.unblock():
        make_copy(template, name)
        use(name)
        try:
            yield name
        finally:
            use(before)
            end_connections(name)
            with as_owner():
                drop_database(name)


def make_copy(template: str, name: str) -> None:
    """Copy a database, in place of what had the name."""
    end_connections(template, name)
    with as_owner():
        drop_database(name)
        run_on_server("create database {} template {}", name, template)


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
