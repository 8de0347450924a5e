"""The embedded server: one for all commands, closed to others, hard to lose."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from config import state
from config.embedded_postgres import (
    APPLICATION,
    DATABASE,
    OWNER,
    EmbeddedPostgres,
    EmbeddedPostgresError,
)
from config.server_binaries import package_folder
from tests.config.conftest import own_server

# What every command does first; it prints the number of the server's process.
START = """
import sys
from pathlib import Path
from config.embedded_postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print((server.data / "postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
"""


def command(server: EmbeddedPostgres) -> subprocess.Popen[str]:
    """Start another process that needs the server."""
    return subprocess.Popen(
        [sys.executable, "-c", START, str(server.state)],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def process_number(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def connect(
    server: EmbeddedPostgres, role: str = APPLICATION, passfile: Path | None = None
) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host=str(server.sockets),
        dbname=DATABASE,
        user=role,
        passfile=str(passfile or server.passfile),
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_parallel_commands_share_one_server(new_server: EmbeddedPostgres) -> None:
    commands = [command(new_server) for _ in range(4)]

    said = {one.communicate(timeout=60)[0] for one in commands}

    assert said == {f"{process_number(new_server)}\n"}


def test_the_server_outlives_a_killed_command(server: EmbeddedPostgres) -> None:
    killed = command(server)
    assert killed.stdout
    number = killed.stdout.readline()
    killed.kill()
    killed.communicate()

    said, _ = command(server).communicate(timeout=60)

    assert said == number


def test_a_killed_server_starts_again_with_what_was_committed(
    server: EmbeddedPostgres,
) -> None:
    with connect(server, OWNER) as connection:
        connection.execute("create table kept as select 'this' as what")
    os.kill(process_number(server), signal.SIGKILL)
    while server.is_ready():
        time.sleep(0.01)

    server.start()

    with connect(server, OWNER) as connection:
        assert connection.execute("select what from kept").fetchone() == ("this",)


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="needs /proc")
def test_a_process_number_that_another_program_has_now_is_no_obstacle(
    server: EmbeddedPostgres,
) -> None:
    note = server.data / "postmaster.pid"
    lines = note.read_text().splitlines()
    server.stop()
    note.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    server.start()

    assert process_number(server) != os.getpid()


def test_a_cluster_of_another_major_version_is_refused(
    new_server: EmbeddedPostgres,
) -> None:
    state.make_folder(new_server.state)
    new_server.data.mkdir()
    (new_server.data / "PG_VERSION").write_text("17\n")

    with pytest.raises(EmbeddedPostgresError, match=r"made by PostgreSQL 17.*pg_dump"):
        new_server.start()


def test_stopping_says_whether_it_ran(server: EmbeddedPostgres) -> None:

    assert server.stop()
    assert not server.is_ready()
    assert not server.stop()


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_no_folder_outside_gets_another_mode(
    new_server: EmbeddedPostgres, umask: int
) -> None:
    outside = {
        parent
        for path in (new_server.state, package_folder() / "x", Path(sys.prefix) / "x")
        for parent in (*path.parents, Path(settings.BASE_DIR))
    }
    before = {path: mode(path) for path in outside}
    old = os.umask(umask)

    try:
        new_server.start()
    finally:
        os.umask(old)

    assert {path: mode(path) for path in outside} == before


def test_others_can_read_neither_data_nor_passwords(server: EmbeddedPostgres) -> None:
    assert mode(server.data) == 0o700
    assert mode(server.sockets) == 0o700
    assert mode(server.log.parent) == 0o700
    assert mode(server.passfile) == 0o600


def test_nothing_listens_on_the_network(server: EmbeddedPostgres) -> None:
    with connect(server) as connection:
        found = connection.execute("show listen_addresses").fetchone()

    assert found == ("",)


@pytest.mark.parametrize("role", [APPLICATION, OWNER])
def test_no_role_gets_in_without_its_password(
    server: EmbeddedPostgres, role: str
) -> None:
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        connect(server, role, passfile=Path("/nowhere"))


def test_the_superuser_never_gets_in(server: EmbeddedPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        connect(server, "postgres")


def test_the_owner_can_make_the_extensions_that_searches_need(
    server: EmbeddedPostgres,
) -> None:
    with connect(server, OWNER) as connection:
        for name in ("pg_trgm", "unaccent", "btree_gist"):
            connection.execute(f"create extension {name}")
        found = connection.execute("select show_trgm('ë')::text").fetchone()

    assert found is not None
    assert found[0] != "{}"  # letters beyond ASCII are letters


@pytest.mark.parametrize("name", ["it's here", "long, and longer " * 6])
def test_any_folder_name_will_do(name: str) -> None:
    with own_server(name) as server:
        server.start()

        with connect(server) as connection:
            assert connection.execute("select 'in'").fetchone() == ("in",)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server is another user's")
def test_as_root_a_closed_folder_is_refused_and_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(EmbeddedPostgresError, match=r"may not enter.*STATE_DIR"):
        EmbeddedPostgres(closed / "state").start()

    assert mode(closed) == 0o700
