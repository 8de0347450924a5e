"""Records of every marking, published once for all tests of briefings."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from incidents.models import Record
from tests.briefings.records import make_records, records
from tests.conftest import copied_database
from tests.sharing.acts import publish_all


def use(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


@pytest.fixture(scope="session")
def briefed_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database in which the records are published; tests do not work in it yet."""
    migrated = connection.settings_dict["NAME"]
    name = f"{migrated}_briefed"
    with copied_database(migrated, name, django_db_blocker):
        make_records()
        publish_all()
        use(migrated)
        yield name


@pytest.fixture
def published(
    briefed_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Record]]:
    """The published records, by key; what the test does to them is rolled back."""
    migrated = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        use(briefed_database)
        with transaction.atomic():
            yield records()
            transaction.set_rollback(True)
        use(migrated)
