"""Databases in which something is published once a session, worked in by many tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.conftest import copied_database
from tests.sharing.acts import publish_all


@contextmanager
def published_once(
    name: str, make: Callable[[], object], blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Give the name of a copy in which what is made is published; nobody is in it."""
    migrated = connection.settings_dict["NAME"]
    copy = f"{migrated}_{name}"
    with copied_database(migrated, copy, blocker):
        make()
        publish_all()
        _use(migrated)
        yield copy


@contextmanager
def rolled_back_in(database: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Work in a database for a while; what is done there is undone."""
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        _use(database)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        _use(before)


def _use(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database
