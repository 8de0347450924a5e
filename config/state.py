"""The one folder outside the code that the project writes to."""

import hashlib
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from config.server_account import Account

ROOT_STATE = Path("/var/lib/attribution-record")
SOCKET = ".s.PGSQL.5432"
CLOSED = 0o700
# A socket's path is kept in 108 bytes on Linux, in 104 elsewhere.
LONGEST_SOCKET_PATH = 103


class StateFolderError(Exception):
    """The state folder cannot be used; the text says what to do."""


def default_folder(checkout: Path) -> Path:
    """Return the folder for a checkout's data; no two checkouts share one.

    Root's server runs as another user, who must be able to reach its data: a
    checkout in root's home lies behind a closed door, and that stays closed.
    """
    if os.geteuid() != 0:
        return checkout / ".state"
    return ROOT_STATE / f"{checkout.name}-{_digest(checkout)}"


def make_folder(folder: Path) -> None:
    """Make the state folder; no folder that already exists gets another mode.

    Raises:
        StateFolderError: it cannot be made, or is another user's.
    """
    try:
        _make_each(folder, CLOSED if os.geteuid() else 0o711)
    except OSError as error:
        raise StateFolderError(
            f"The folder {folder} cannot be made: {error.strerror}. "
            f"Set STATE_DIR to a folder that you may write to."
        ) from error
    if folder.stat().st_uid != os.geteuid():
        raise StateFolderError(
            f"The folder {folder} belongs to another user. Set STATE_DIR to your own."
        )


def must_be_reachable(folder: Path, account: Account) -> None:
    """Refuse a folder that the server's account cannot reach.

    Raises:
        StateFolderError: it, or one above it, is closed to the account.
    """
    for parent in (folder, *folder.parents):
        if not account.may_enter(parent):
            raise StateFolderError(
                f"As root the server runs as another user, who may not enter {parent}, "
                f"and no folder is opened for it. Set STATE_DIR to a folder that all "
                f"can reach, such as {ROOT_STATE}/NAME."
            )


def make_private(folder: Path, account: Account) -> None:
    """Make a folder that only the server's account and root can enter.

    Raises:
        StateFolderError: something else is there already.
    """
    if not os.path.lexists(folder):
        folder.mkdir(mode=CLOSED)
        account.take(folder)
    found = folder.lstat()
    is_closed = stat.S_ISDIR(found.st_mode) and found.st_mode & 0o777 == CLOSED
    if found.st_uid != account.uid or not is_closed:
        raise StateFolderError(
            f"{folder} is not a folder that only its owner, the user with the number "
            f"{account.uid}, can enter. Look at what it is, and move it away."
        )


def socket_folder(state: Path) -> Path:
    """Return the folder for the server's socket: one whose path clients can take."""
    inside = state / "run"
    path = os.fsencode(inside / SOCKET)
    if len(path) <= LONGEST_SOCKET_PATH and b"," not in path:  # it divides two hosts
        return inside
    # Not the folder that TMPDIR names: every command must find the same one.
    return Path("/tmp") / f"attribution-record-{os.geteuid()}-{_digest(state)}"  # noqa: S108


def write_private(file: Path, text: str) -> None:
    """Write a new file that only this user can read, whole or not at all.

    Raises:
        FileExistsError: it is there, and stays as it is.
    """
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(text)
    try:
        file.hardlink_to(fresh)
    finally:
        fresh.unlink()


def kept_secret(file: Path) -> str:
    """Return the random words that a private file holds; the first call makes it.

    Raises:
        StateFolderError: the file cannot be made or read.
    """
    make_folder(file.parent)
    try:
        if not file.exists():
            with suppress(FileExistsError):  # another command was faster
                write_private(file, secrets.token_urlsafe(50))
        return file.read_text()
    except OSError as error:
        raise StateFolderError(f"{file} cannot be read: {error.strerror}.") from error


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]


def _make_each(folder: Path, mode: int) -> None:
    """Make a folder and what is missing above it, whatever the umask."""
    if folder.is_dir():
        return
    _make_each(folder.parent, 0o755)
    try:
        folder.mkdir()
    except FileExistsError:  # another command was faster
        return
    folder.chmod(mode)
