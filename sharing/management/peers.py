"""Other servers of TAXII, each with its packages in an environment of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sharing.management.server import wait_for


def installed(folder: Path, packages: Sequence[str]) -> str | None:
    """Return the Python that has the packages; None where they cannot be installed."""
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        make = [sys.executable, "-m", "venv", str(folder)]
        add = [str(python), "-m", "pip", "install", "-q", *packages]
        for command in (make, add):
            if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603 - ours
                return None
        (folder / "installed").touch()
    return str(python)


@contextmanager
def running(command: Sequence[str], port: int, **told: str) -> Iterator[None]:
    """Run a server until the block ends; ``told`` is added to its environment."""
    environment: Mapping[str, str] = {**os.environ, **told}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)  # noqa: S603 - ours
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()
