"""Databases in which something is published once a run, worked in by many tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.databases import Templates, copied_database, filled, use
from tests.sharing.acts import publish_all


@contextmanager
def published_once(
    name: str,
    make: Callable[[], object],
    *,
    templates: Templates,
    migrated: str,
    blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """Give the name of a copy in which what is made is published; nobody is in it."""

    def fill(database: str) -> str:
        with filled(migrated, database, blocker):
            make()
            publish_all()
        return database

    before = connection.settings_dict["NAME"]
    with copied_database(templates.once(name, fill), name, blocker) as copy:
        use(before)
        yield copy


@contextmanager
def rolled_back_in(database: str, blocker: DjangoDbBlocker) -> Iterator[None]:
    """Work in a database for a while; what is done there is undone."""
    before = connection.settings_dict["NAME"]
    with blocker.unblock():
        use(database)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        use(before)
