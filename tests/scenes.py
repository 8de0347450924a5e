"""A scene that the tests of a file share: made once, changed by each for itself."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.databases import copied_database, use
from tests.published import rolled_back_in


@pytest.fixture(scope="module")
def scene_made(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    migrated: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database in which the file's ``make_scene`` was called; nobody is in it."""
    before = connection.settings_dict["NAME"]
    with copied_database(migrated, "made", django_db_blocker) as name:
        request.module.make_scene()
        use(before)
        yield name


@pytest.fixture
def in_scene(scene_made: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Work in the scene; what the test does there is undone.

    A file whose tests use it takes no fixture that wants `db`: that is another one.
    """
    with rolled_back_in(scene_made, django_db_blocker):
        yield
