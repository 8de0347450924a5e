"""The server of a run of tests: in memory where there is room, and gone with the run.

Making and dropping some hundred databases, each of a thousand files, keeps a disk busy
for longer than the tests in them take, and none of it has to outlive the run. Nothing
is set otherwise than for the server that people's records are in: what a test sees of
it is true. It also leaves those records, and who works on them, in peace.
"""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

from config.embedded_postgres import EmbeddedPostgres

MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there is closed to others
ROOM = 2 * 2**30  # a run on four processes takes 0.9 GB at most


def server_in_memory() -> EmbeddedPostgres | None:
    """Return the server for the tests of this checkout, running or not.

    There is none where ``DATABASE_URL`` names a server, or where memory is short: the
    tests then work on the server that the project has.
    """
    if connection.settings_dict["ENGINE"] != "config.postgresql":
        return None
    checkout = hashlib.sha256(os.fsencode(settings.STATE_DIR)).hexdigest()[:8]
    folder = MEMORY / f"attribution-record-tests-{os.geteuid()}-{checkout}"
    if not MEMORY.is_dir() or (
        not folder.exists() and shutil.disk_usage(MEMORY).free < ROOM
    ):
        return None
    return EmbeddedPostgres(folder)


def connect_to(server: EmbeddedPostgres) -> None:
    """Make this process's next connections ones to a server, in either role."""
    connection.close()
    for each in (*settings.DATABASE_ROLES.values(), connection.settings_dict):
        each["HOST"] = str(server.sockets)
        each["OPTIONS"] = {**each["OPTIONS"], "passfile": str(server.passfile)}


def remove(server: EmbeddedPostgres) -> None:
    """End the server, also one that a killed run has left, and free its memory."""
    connection.close()
    server.stop()
    shutil.rmtree(server.state, ignore_errors=True)
