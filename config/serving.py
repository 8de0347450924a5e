"""Runs the web server and the worker of background tasks side by side.

A file in the state folder names the process that does, and is locked as long as it
lives: so whoever stops the database finds it, and ends it first. Else it would only
start the database again.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config import state

LOOK = 0.2  # seconds
SECONDS_TO_END = 40  # requests that are being answered have thirty
FILE = "serving"


class Serves(Exception):
    """A server of this folder is running; the text says which and what to do."""


@contextmanager
def noted(folder: Path) -> Iterator[None]:
    """Let it be known in the state folder that this process serves, or is about to.

    Raises:
        Serves: another one does.
    """
    state.make_folder(folder)
    file = os.open(folder / FILE, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        if not _is_locked(file):
            raise Serves(f"{_process(file)} serves already; `make stop` ends it.")
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        yield
    finally:
        os.close(file)


def end(folder: Path) -> str:
    """End the server of a state folder, and return which process it was; '' for none.

    Raises:
        Serves: it does not end, or is another user's.
    """
    if not (folder / FILE).exists():
        return ""
    file = os.open(folder / FILE, os.O_RDWR)
    try:
        if _is_locked(file):
            return ""
        process = _process(file)
        os.kill(int(process.rpartition(" ")[2]), signal.SIGTERM)
        for _ in range(int(SECONDS_TO_END / LOOK)):
            if _is_locked(file):
                return process
            time.sleep(LOOK)
    except (OSError, ValueError) as error:
        raise Serves(f"A server of {folder} runs and cannot be ended.") from error
    finally:
        os.close(file)
    raise Serves(f"{process} serves and does not end; end it, then stop the database.")


def _is_locked(file: int) -> bool:
    """Lock the file for this process, if no other one has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _process(file: int) -> str:
    return f"Process {os.pread(file, 20, 0).decode()}"


def run_together(*programs: Sequence[str]) -> int:
    """Run programs until one of them ends or this one is told to; then end all.

    Returns the code that the first ended with; 0 if this one was told to end.
    """
    signal.signal(signal.SIGTERM, _stop)
    running = [subprocess.Popen(program) for program in programs]  # noqa: S603 - ours
    try:
        while all(each.poll() is None for each in running):
            time.sleep(LOOK)
        return next(each.returncode for each in running if each.returncode is not None)
    except KeyboardInterrupt:
        return 0
    finally:
        for each in running:
            each.terminate()
        for each in running:
            each.wait()


def _stop(*_: Any) -> None:
    sys.exit(0)
