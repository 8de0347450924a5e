"""A server in a thread, which answers from whichever database is in use."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import override_settings
from django.test.testcases import LiveServerThread

from tests.databases import end_connections

HOST = "127.0.0.1"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the server, with no slash behind it."""
    thread = LiveServerThread(HOST, StaticFilesHandler)
    thread.daemon = True
    with override_settings(ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, HOST]):
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://{HOST}:{thread.port}"
        thread.terminate()


@pytest.fixture
def live(server: str) -> Iterator[str]:
    """The same, for a test whose database is dropped when it ends.

    Clients keep their connections open, and each holds one to the database.
    """
    yield server
    end_connections(connection.settings_dict["NAME"])
