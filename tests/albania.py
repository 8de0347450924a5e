"""The published Albanian case: made once a run, copied for each test."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from config import demo
from tests.databases import Templates, copied_database, filled

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


@pytest.fixture
def albania(
    first_run: tuple[str, demo.Demonstration], django_db_blocker: DjangoDbBlocker
) -> Iterator[demo.Demonstration]:
    """The published case in a database of the test's own."""
    published, made = first_run
    with copied_database(published, "copy", django_db_blocker):
        yield made
