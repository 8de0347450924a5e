"""`manage.py make_briefing KEY…`: a briefing as PDF, DOCX and HTML."""

import os
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError

from briefings import request_files
from briefings.request import SECTIONS, BadRequest, Request, Since
from briefings.selectors import briefing_for
from briefings.words.dates import in_words
from briefings.writers import WRITERS
from incidents.vocab import Marking
from sharing.selection import NotPublished

T = TypeVar("T", date, datetime)
DAY, INSTANT = "2022-09-08", "2026-11-22T12:00:00Z"


class Command(BaseCommand):
    """Write a briefing in the formats asked for; say on stderr what to see to."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "keys", nargs="*", help="incidents, or one case or campaign: albania-2022"
        )
        parser.add_argument("--request", type=Path, help="a request as a JSON file")
        parser.add_argument(
            "--format", default=",".join(WRITERS), help="some of pdf,docx,html"
        )
        parser.add_argument("--as-of", metavar="DAY", help="acts up to this day only")
        parser.add_argument(
            "--known-at", metavar="INSTANT", help="as it was published at an instant"
        )
        parser.add_argument(
            "--marking", help="the strictest to show; CLEAR if not told"
        )
        parser.add_argument(
            "--since", metavar="DAY", help="what changed since this day"
        )
        parser.add_argument("--sections", help=f"some of {','.join(SECTIONS)}")
        parser.add_argument("--title")
        parser.add_argument("--recipient", action="append", dest="recipients")
        parser.add_argument("--edition", type=int)
        parser.add_argument("--final", action="store_true", help="no draft")
        parser.add_argument("-o", "--output", type=Path, default=Path("out"))

    def handle(self, **options: Any) -> None:
        formats = _formats(options["format"])
        try:
            request = _request(options)
            made = briefing_for(request)
        except (BadRequest, NotPublished) as error:
            raise CommandError(str(error)) from error
        for caution in made.cautions:
            place = f"judgement {caution.place}: " if caution.place else ""
            self.stderr.write(f"See to this: {place}{caution.words}")
        for name in formats:
            content = WRITERS[name](made.briefing)
            path = options["output"] / f"{made.briefing.name}.{name}"
            write_whole(path, content)
            self.stdout.write(str(path))


def _formats(text: str) -> list[str]:
    names = [each.strip().lower() for each in text.split(",") if each.strip()]
    unknown = [each for each in names if each not in WRITERS]
    if unknown or not names:
        known = ", ".join(WRITERS)
        raise CommandError(f"--format {text}: write some of {known}")
    return names


def _request(options: dict[str, Any]) -> Request:
    """Return what is asked for: the file's request with what the options say."""
    told: dict[str, Any] = {
        "about": tuple(options["keys"]),
        "as_of": _read("--as-of", options["as_of"], date.fromisoformat, DAY),
        "known_at": _instant(options["known_at"]),
        "marking": _marking(options["marking"]),
        "sections": tuple((options["sections"] or "").split(","))
        if options["sections"]
        else (),
        "since": _since(options["since"]),
        "title": options["title"],
        "recipients": tuple(options["recipients"] or ()),
        "edition": options["edition"],
    }
    changed = {name: value for name, value in told.items() if value}
    if options["final"]:
        changed["is_draft"] = False
    if options["request"] is None:
        return Request(**{"about": (), **changed})
    return replace(_from_file(options["request"]), **changed)


def _from_file(path: Path) -> Request:
    try:
        return request_files.read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"--request {path}: {error.strerror}") from error


def _marking(text: str | None) -> str:
    if not text:
        return ""
    marking = text.upper().removeprefix("TLP:").replace("+", "_")
    if marking not in Marking.values:
        known = ", ".join(Marking.values)
        raise CommandError(f"--marking {text}: write one of {known}")
    return marking


def _since(text: str | None) -> Since | None:
    """Return the end of a day as the earlier state: what was published by then."""
    day = _read("--since", text, date.fromisoformat, DAY)
    if day is None:
        return None
    end = datetime(day.year, day.month, day.day, 23, 59, 59, 999_999, tzinfo=UTC)
    return Since(label=in_words(day), known_at=end)


def _instant(text: str | None) -> datetime | None:
    """Read --known-at; the future is refused, since nobody knows what it brings."""
    instant = _read("--known-at", text, datetime.fromisoformat, INSTANT)
    if instant and instant.tzinfo is None:
        raise CommandError(f"--known-at {text}: without a time zone; write {INSTANT}")
    if instant and instant > datetime.now(UTC):
        raise CommandError(f"--known-at {text}: lies in the future; leave it out")
    return instant


def _read(
    option: str, text: str | None, read: Callable[[str], T], shape: str
) -> T | None:
    try:
        return read(text) if text else None
    except ValueError as error:
        raise CommandError(f"{option} {text}: not understood; write {shape}") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; two that write it at once never mix.

    Raises:
        CommandError: it cannot be written there.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(content)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise CommandError(f"--output {path}: {error.strerror}") from error
