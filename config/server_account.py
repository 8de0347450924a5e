"""Who the embedded server runs as: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

NAME = "attribution-record"


class NoAccount(Exception):
    """Root's server has no account to run as; the text says what to do."""


@dataclass(frozen=True)
class Account:
    """The user that owns the cluster and its processes."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether it is another user than this process's."""
        return self.uid != os.geteuid()

    def may_enter(self, folder: Path) -> bool:
        """Return whether the folder's mode lets this user pass through it."""
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & 0o100)
        if found.st_gid == self.gid:
            return bool(found.st_mode & 0o010)
        return bool(found.st_mode & 0o001)

    def take(self, folder: Path) -> None:
        """Make the folder this user's."""
        if self.is_other:
            os.chown(folder, self.uid, self.gid)


def server_account() -> Account:
    """Return this user's account; for root, a system account made for the purpose.

    Not `nobody`: other daemons run under it, and could read and stop ours.

    Raises:
        NoAccount: there is none, and none can be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    return _existing() or _made()


def _existing() -> Account | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid)


def _made() -> Account:
    """Make the account; where another command is just making it, wait for that."""
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise NoAccount(
            f"PostgreSQL does not run as root, and there is no useradd to make the "
            f"system user {NAME} for it. Make that user, or run as another than root, "
            f"or set DATABASE_URL to a server of yours."
        )
    command = [useradd, "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", NAME]
    for _ in range(20):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if account := _existing():
            return account
        time.sleep(0.1)  # the password file is locked by another useradd
    raise NoAccount(f"The system user {NAME} cannot be made: {done.stderr.strip()}")
