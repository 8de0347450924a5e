"""The scene, published once for a whole run, since making it takes seconds."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from incidents.models import Record
from tests.conftest import copied_database
from tests.sharing.acts import publish_all
from tests.sharing.scene import make_scene, records


def use(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


@pytest.fixture(scope="session")
def scene_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database in which the scene is published; tests do not work in it yet."""
    migrated = connection.settings_dict["NAME"]
    name = f"{migrated}_scene"
    with copied_database(migrated, name, django_db_blocker):
        make_scene()
        publish_all()
        use(migrated)
        yield name


@pytest.fixture
def scene(
    scene_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Record]]:
    """The published scene, by key; what the test does to it is rolled back."""
    migrated = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        use(scene_database)
        with transaction.atomic():
            yield records()
            transaction.set_rollback(True)
        use(migrated)
