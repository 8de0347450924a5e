"""State folders of a test's own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from config.embedded_postgres import EmbeddedPostgres


@contextmanager
def own_server(name: str = "") -> Iterator[EmbeddedPostgres]:
    """A server in a new folder, stopped and removed in the end.

    Not below pytest's own folders: root's are closed to the server's user.
    """
    top = Path(tempfile.gettempdir()) / f"record-{uuid4().hex[:8]}"
    server = EmbeddedPostgres(top / name)
    try:
        yield server
        server.stop()
    finally:
        shutil.rmtree(top, ignore_errors=True)


@pytest.fixture
def new_server() -> Iterator[EmbeddedPostgres]:
    """A server of the test's own, not yet made."""
    with own_server() as server:
        yield server


@pytest.fixture(scope="module")
def shared_server() -> Iterator[EmbeddedPostgres]:
    """A server for all tests of a file: making one takes a second."""
    with own_server() as server:
        yield server


@pytest.fixture
def server(shared_server: EmbeddedPostgres) -> EmbeddedPostgres:
    """A running server that the test may stop or kill."""
    shared_server.start()
    return shared_server
