"""A server of this application over the database in use.

The server is forked, so that it answers from the scratch database of a benchmark; it
is gunicorn with the settings of `config.gunicorn`.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from gunicorn.app.base import BaseApplication

from sharing.management.client import HOST, Client

PATIENCE = 20.0  # seconds until it answers
LOOK = 0.1  # seconds
TICKS = os.sysconf("SC_CLK_TCK")
BACKENDS = """select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()"""
SETTINGS = (
    "worker_class",
    "threads",
    "preload_app",
    "worker_tmp_dir",
    "when_ready",
)


class _Application(BaseApplication):  # type: ignore[misc]  # it has no types
    """Gunicorn with our settings, at a port of the benchmark's own."""

    def __init__(self, port: int, workers: int) -> None:
        self.port, self.workers = port, workers
        super().__init__()

    def load_config(self) -> None:
        """Take the settings that are served with; leave out what is of one machine."""
        ours = import_module("config.gunicorn")
        for name in SETTINGS:
            self.cfg.set(name, getattr(ours, name))
        self.cfg.set("bind", f"{HOST}:{self.port}")
        self.cfg.set("workers", self.workers)
        self.cfg.set("keepalive", 60)
        self.cfg.set("loglevel", "error")
        self.cfg.set("control_socket_disable", True)

    def load(self) -> Any:
        """Return what answers."""
        return get_wsgi_application()


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, and which process keeps its workers."""

    port: int
    master: int

    def client(self, token: str) -> Client:
        """Return a client with a connection of its own."""
        return Client(self.port, token)

    def workers(self) -> list[int]:
        """Return the process numbers of its workers."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children")
        return [int(pid) for pid in children.read_text().split()]

    def peak(self) -> float:
        """Return the most memory that any worker has had so far, in MiB."""
        return max(_status(pid, "VmHWM") for pid in self.workers())

    def work(self) -> tuple[float, float]:
        """Return the seconds of processor that its workers have used, and PostgreSQL.

        PostgreSQL's are those of the connections that are open, on this machine.
        """
        with connection.cursor() as cursor:
            cursor.execute(BACKENDS)
            backends = [pid for (pid,) in cursor.fetchall()]
        return sum(map(_worked, self.workers())), sum(map(_worked, backends))

    def forget_peak(self) -> float:
        """Start measuring peaks anew; return what the largest worker holds, in MiB."""
        for pid in self.workers():
            Path(f"/proc/{pid}/clear_refs").write_text("5")
        return max(_status(pid, "VmRSS") for pid in self.workers())


def as_served() -> None:
    """Let this process keep its memory as the server's workers do."""
    import_module("config.memory").keep_freed_memory()


@contextmanager
def serving(workers: int = 2) -> Iterator[Server]:
    """Serve the database in use until the block ends."""
    port = free_port()
    connections.close_all()  # a connection is not shared with a fork
    process = get_context("fork").Process(target=_serve, args=(port, workers))
    process.start()
    try:
        wait_for(port)
        server = Server(port, process.pid or 0)
        while len(server.workers()) < workers:
            sleep(LOOK)
        yield server
    finally:
        process.terminate()
        process.join()


def _serve(port: int, workers: int) -> None:
    _Application(port, workers).run()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens at a port.

    Raises:
        TimeoutError: nobody did, for longer than is usual.
    """
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            sleep(LOOK)
        else:
            return
    raise TimeoutError(f"The server did not answer within {PATIENCE:.0f} seconds.")


def _status(pid: int, name: str) -> float:
    """Return a figure of a process from /proc, in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


def _worked(pid: int) -> float:
    """Return the seconds of processor that a process has used; 0 if it is not here."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    return (int(told[11]) + int(told[12])) / TICKS
