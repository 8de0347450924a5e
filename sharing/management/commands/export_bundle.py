"""`manage.py export_bundle KEY`: a case or an incident as one STIX 2.1 bundle."""

import os
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from django.core.management.base import BaseCommand, CommandError

from incidents.vocab import Marking
from sharing.bundle import Bundle, Query, bundle, contests
from sharing.selection import NotPublished

T = TypeVar("T", date, datetime)


class Command(BaseCommand):
    """Write what is published of a case or an incident; say on stderr what it is."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="of a case or an incident, like albania-2022")
        parser.add_argument("--as-of", metavar="DAY", help="acts up to this day only")
        parser.add_argument(
            "--known-at", metavar="INSTANT", help="as it was published at an instant"
        )
        parser.add_argument("--marking", default="CLEAR", help="the strictest to show")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE")

    def handle(
        self,
        *,
        key: str,
        as_of: str | None,
        known_at: str | None,
        marking: str,
        output: Path | None,
        **options: object,
    ) -> None:
        query = Query(
            key=key,
            marking=_marking(marking),
            as_of=_read("--as-of", as_of, date.fromisoformat, "2022-09-08"),
            known_at=_instant(known_at),
        )
        try:
            found = bundle(query)
        except NotPublished as error:
            raise CommandError(str(error)) from error
        if output is None:
            for chunk in found.chunks():
                self.stdout.write(chunk.decode(), ending="")
        else:
            _write(found, output)
        self._tell(query, found)

    def _tell(self, query: Query, found: Bundle) -> None:
        """Say how many objects there are, and how contested each incident is."""
        day = f" as of {query.as_of}" if query.as_of else ""
        self.stderr.write(f"{found.id}: {len(found.members)} objects{day}")
        for stix_type, count in found.types.items():
            self.stderr.write(f"{count:8} {stix_type}")
        for incident, states in contests(query).items():
            told = ", ".join(
                f"{level} {each.headline}" for level, each in states.items()
            )
            self.stderr.write(f"{incident}: {told}")


def _marking(text: str) -> str:
    marking = text.upper().removeprefix("TLP:").replace("+", "_")
    if marking not in Marking.values:
        known = ", ".join(Marking.values)
        raise CommandError(
            f"--marking {text}: no TLP 2.0 marking; write one of {known}"
        )
    return marking


def _instant(text: str | None) -> datetime | None:
    """Read --known-at; the future is refused, since nobody knows what it brings."""
    shape = "2026-11-22T12:00:00Z"
    instant = _read("--known-at", text, datetime.fromisoformat, shape)
    if instant and instant.tzinfo is None:
        raise CommandError(f"--known-at {text}: without a time zone; write {shape}")
    if instant and instant > datetime.now(UTC):
        raise CommandError(
            f"--known-at {text}: lies in the future; leave it out for now"
        )
    return instant


def _read(
    option: str, text: str | None, read: Callable[[str], T], shape: str
) -> T | None:
    try:
        return read(text) if text else None
    except ValueError as error:
        raise CommandError(f"{option} {text}: not understood; write {shape}") from error


def _write(found: Bundle, output: Path) -> None:
    """Write the file whole or not at all."""
    half = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as file:
            file.writelines(found.chunks())
        half.replace(output)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise CommandError(f"--output {output}: {error.strerror}") from error
