"""The scene, published once for a whole run, since making it takes seconds."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from incidents.models import Record
from tests.databases import Templates
from tests.published import published_once, rolled_back_in
from tests.sharing.scene import make_scene, records


@pytest.fixture(scope="session")
def scene_database(
    django_db_setup: None,
    migrated: str,
    templates: Templates,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database in which the scene is published; tests do not work in it yet."""
    with published_once(
        "scene",
        make_scene,
        templates=templates,
        migrated=migrated,
        blocker=django_db_blocker,
    ) as database:
        yield database


@pytest.fixture
def scene(
    scene_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Record]]:
    """The published scene, by key; what the test does to it is rolled back."""
    with rolled_back_in(scene_database, django_db_blocker):
        yield records()
