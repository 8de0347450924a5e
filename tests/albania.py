"""The published Albanian case: made once a session, copied for each test."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from config import demo
from tests.conftest import copied_database

CASES = settings.BASE_DIR / "attribution" / "cases"
ALBANIA = CASES / "albania-2022"
FIRST_RUN = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def first_run(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, demo.Demonstration]]:
    """The database in which the demonstration ran once, and what it came to."""
    migrated = connection.settings_dict["NAME"]
    name = f"{migrated}_albania"
    out = tmp_path_factory.mktemp("out")
    with copied_database(migrated, name, django_db_blocker):
        made = demo.demonstrate(ALBANIA, out, state=out, clock=lambda: FIRST_RUN)
        # The other tests of the session go on in the migrated database.
        connection.close()
        connection.settings_dict["NAME"] = migrated
        django_db_blocker.block()
        yield name, made
        django_db_blocker.restore()


@pytest.fixture
def albania(
    first_run: tuple[str, demo.Demonstration], django_db_blocker: DjangoDbBlocker
) -> Iterator[demo.Demonstration]:
    """The published case in a database of the test's own."""
    published, made = first_run
    with copied_database(published, f"{published}_copy", django_db_blocker):
        yield made
