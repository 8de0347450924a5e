"""The database that tests run on: made by the owner, used as the application.

A test marked `django_db` runs in a transaction that is rolled back. It cannot
be `transaction=True`: Django would empty the tables with TRUNCATE, which the
application's role may not do, and which the store refuses. A test that needs
real commits, such as one of parallel publishers, takes `fresh_database`.
"""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from config.privileges import grant_privileges
from tests.databases import (
    Templates,
    as_owner,
    connect_as,
    copied_database,
    drop_database,
    make_copy,
    use,
)

pytest_plugins = ["tests.albania", "tests.scenes"]  # what tests share
# The longest files. They are begun first, or one process would end with them alone. Of
# the four that begin the run, one makes what all work in, then the published case; the
# second needs only the former, the others neither: nobody waits for another's work.
LONGEST = (
    "browser/test_axe.py",
    "desk/test_who_may_not.py",
    "config/test_embedded_postgres.py",
    "config/test_checks.py",
    "sharing/test_erasing.py",
    "sharing/taxii/test_beside_publishing.py",
    "browser/",
    "case/test_same_bytes.py",
    "sharing/test_store.py",
    "desk/test_pages.py",
    "sharing/rest/test_openapi.py",
    "briefings/test_albania.py",
    "desk/test_filters.py",
    "desk/test_lists.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; all else stays in order."""

    def rank(item: pytest.Item) -> int:
        name = item.nodeid.removeprefix("tests/")
        found = (n for n, each in enumerate(LONGEST) if name.startswith(each))
        return next(found, len(LONGEST))

    items.sort(key=rank)


def pytest_collection_finish() -> None:
    """Keep Python's collector from what stays to the end: programs, models, tests.

    Walking all that again and again took a tenth of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Hash passwords in no time; that production does not is a test of settings."""
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[hasher]):
        yield


@pytest.fixture(scope="session")
def templates(
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Templates]:
    """The databases that the processes of a run share, and the server they are on."""
    with Templates(tmp_path_factory, django_db_blocker) as shared:
        yield shared


@pytest.fixture(scope="session")
def migrated(
    templates: Templates,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> str:
    """The name of a database with empty tables, which nobody uses."""

    def make(name: str) -> str:
        tests = connection.settings_dict["TEST"]
        connect_as("owner")
        own, tests["NAME"] = tests["NAME"], name
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        grant_privileges()
        connect_as("application")
        tests["NAME"] = own
        return name

    with django_db_blocker.unblock():
        return templates.once("migrated", make)


@pytest.fixture(scope="session")
def django_db_setup(
    migrated: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Hand a migrated database to the tests, one to each process.

    pytest-django's own fixture makes none where no test has the mark `django_db`:
    tests in copies, which have none, would then copy the developer's database.
    """
    database = connection.settings_dict
    own = database["TEST"]["NAME"] or f"test_{database['NAME']}"
    with django_db_blocker.unblock():
        make_copy(migrated, own)
        use(own)
    yield
    with django_db_blocker.unblock(), as_owner():
        drop_database(own)


@pytest.fixture(autouse=True)
def tasks_at_once(settings: Any) -> None:
    """Do at once what the worker would do later."""
    backend = "django_tasks.backends.immediate.ImmediateBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}


@pytest.fixture(autouse=True)
def sessions_at_rest(settings: Any) -> None:
    """Let no test count a write of the session because the machine is slow."""
    settings.SESSION_SEEN_SECONDS = 15 * 60


@pytest.fixture
def fresh_database(
    django_db_setup: None, migrated: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A database of the test's own, as migrated, in which commits are real.

    It takes a fifth of a second. Threads of the test must close their connections.
    """
    with copied_database(migrated, "fresh", django_db_blocker):
        yield
