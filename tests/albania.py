"""The published Albanian case: made once a run, copied once a process."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from config import demo
from tests.databases import Templates, copied_database, filled, use
from tests.published import rolled_back_in

CASES = settings.BASE_DIR / "attribution" / "cases"
ALBANIA = CASES / "albania-2022"
FIRST_RUN = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def first_run(
    django_db_setup: None,
    migrated: str,
    templates: Templates,
    django_db_blocker: DjangoDbBlocker,
) -> tuple[str, demo.Demonstration]:
    """The database in which the demonstration ran once, and what it came to."""

    def make(name: str) -> tuple[str, demo.Demonstration]:
        out = templates.folder("albania")
        with filled(migrated, name, django_db_blocker):
            made = demo.demonstrate(ALBANIA, out, state=out, clock=lambda: FIRST_RUN)
        return name, made

    return templates.once("albania", make)


@pytest.fixture(scope="session")
def albania_copy(
    first_run: tuple[str, demo.Demonstration], django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database of this process's with the published case; nobody is in it."""
    before = connection.settings_dict["NAME"]
    with copied_database(first_run[0], "shared", django_db_blocker) as name:
        use(before)
        yield name


@pytest.fixture
def albania(
    first_run: tuple[str, demo.Demonstration],
    albania_copy: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[demo.Demonstration]:
    """The published case; what the test does to it is undone."""
    with rolled_back_in(albania_copy, django_db_blocker):
        yield first_run[1]


@pytest.fixture
def albania_alone(
    first_run: tuple[str, demo.Demonstration], django_db_blocker: DjangoDbBlocker
) -> Iterator[demo.Demonstration]:
    """The published case in a database of the test's own, in which commits are real."""
    published, made = first_run
    with copied_database(published, "copy", django_db_blocker):
        yield made
