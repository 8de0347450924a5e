"""One endpoint for each test that wants it, and a queue that keeps what it is given."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sharing.webhooks.receiver import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A partner's server that answers."""
    with receiving() as told:
        yield told


@pytest.fixture(autouse=True)
def tasks_at_once(settings: Any) -> None:
    """Have tasks wait in the database, as in production, for the test to look at."""
    backend = "django_tasks_db.DatabaseBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}
