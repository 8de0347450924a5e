"""Runs the web server and the worker of background tasks side by side."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

LOOK = 0.2  # seconds


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
