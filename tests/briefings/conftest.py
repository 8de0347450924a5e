"""Records of every marking, published once for all tests of briefings."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from incidents.models import Record
from tests.briefings.records import make_records, records
from tests.databases import Templates
from tests.published import published_once, rolled_back_in


@pytest.fixture(scope="session")
def briefed_database(
    django_db_setup: None,
    migrated: str,
    templates: Templates,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database in which the records are published; tests do not work in it yet."""
    with published_once(
        "briefed",
        make_records,
        templates=templates,
        migrated=migrated,
        blocker=django_db_blocker,
    ) as database:
        yield database


@pytest.fixture
def published(
    briefed_database: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Record]]:
    """The published records, by key; what the test does to them is rolled back."""
    with rolled_back_in(briefed_database, django_db_blocker):
        yield records()
