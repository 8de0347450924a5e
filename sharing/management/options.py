"""Options that commands have in common, and the files that they write.

Every error is a `CommandError` that names the option and what to write instead.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from django.core.management.base import CommandError

from incidents.vocab import Marking

DAY, INSTANT = "2022-09-08", "2026-11-22T12:00:00Z"
T = TypeVar("T", date, datetime)


def read_day(option: str, text: str | None) -> date | None:
    """Read a day that has begun; None where the option is left out."""
    day = _read(option, text, date.fromisoformat, DAY)
    if day and day > datetime.now(UTC).date():
        raise CommandError(f"{option} {text}: lies in the future; leave it out for now")
    return day


def read_instant(option: str, text: str | None) -> datetime | None:
    """Read an instant; the future is refused, since nobody knows what it brings."""
    instant = _read(option, text, datetime.fromisoformat, INSTANT)
    if instant and instant.tzinfo is None:
        raise CommandError(f"{option} {text}: without a time zone; write {INSTANT}")
    if instant and instant > datetime.now(UTC):
        raise CommandError(f"{option} {text}: lies in the future; leave it out for now")
    return instant


def read_marking(text: str) -> str:
    """Read a marking of TLP 2.0, as partners write it or as we do."""
    marking = text.upper().removeprefix("TLP:").replace("+", "_")
    if marking not in Marking.values:
        known = ", ".join(Marking.values)
        raise CommandError(
            f"--marking {text}: no TLP 2.0 marking; write one of {known}"
        )
    return marking


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole or not at all; two that write it at once never mix."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as file:
            file.writelines(pieces)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise CommandError(f"--output {path}: {error.strerror}") from error


def _read(
    option: str, text: str | None, read: Callable[[str], T], shape: str
) -> T | None:
    try:
        return read(text) if text else None
    except ValueError as error:
        raise CommandError(f"{option} {text}: not understood; write {shape}") from error
