"""`manage.py make_briefing KEY…`: a briefing as PDF, DOCX and HTML."""

from argparse import ArgumentParser
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from briefings import request_files
from briefings.limits import refuse_faults
from briefings.request import FULL, SECTIONS, BadRequest, Request, Since
from briefings.selectors import briefing_for
from briefings.words.dates import in_words
from briefings.words.languages import CATALOGUES, LANGUAGES
from briefings.writers import WRITERS, file_name
from figures.words import speaking
from sharing.management.options import (
    read_day,
    read_instant,
    read_marking,
    write_whole,
)
from sharing.selection import NotPublished


class Command(BaseCommand):
    """Write a draft of a briefing as asked for; say on stderr what to see to.

    Each file says DRAFT: what goes out is released at the desk, by a second person.
    """

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
        parser.add_argument("--sections", help=f"some of {', '.join(SECTIONS)}")
        parser.add_argument(
            "--full", action="store_true", help="the full record in the text, no gist"
        )
        parser.add_argument(
            "--lang", choices=LANGUAGES, help="of our own words; en if not told"
        )
        parser.add_argument("--title", help="the names of what it is about if not told")
        parser.add_argument(
            "--recipient",
            action="append",
            dest="recipients",
            help="for whom; once for each",
        )
        parser.add_argument("--edition", type=int, help="which it is; 1 if not told")
        parser.add_argument("-o", "--output", type=Path, default=Path("out"))

    def handle(self, **options: Any) -> None:
        formats = _formats(options["format"])
        try:
            # Without DRAFT there is nothing but what a second person released.
            request = replace(_request(options), is_draft=True)
            refuse_faults(request, at=datetime.now(UTC))
            made = briefing_for(request)
        except (BadRequest, NotPublished) as error:
            raise CommandError(str(error)) from error
        for caution in made.cautions:
            place = f"judgement {caution.place}: " if caution.place else ""
            self.stderr.write(f"See to this: {place}{caution.words}")
        for name in formats:
            content = WRITERS[name](made.briefing)
            path = options["output"] / file_name(made.briefing, name)
            write_whole(path, [content])
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
        "about": tuple(dict.fromkeys(options["keys"])),
        "as_of": read_day("--as-of", options["as_of"]),
        "known_at": read_instant("--known-at", options["known_at"]),
        "marking": read_marking(marking) if (marking := options["marking"]) else "",
        "sections": _sections(options["sections"]),
        "since": _since(options["since"], options["lang"] or "en"),
        "lang": options["lang"],
        "title": _title(options["title"]),
        "recipients": tuple(options["recipients"] or ()),
        "edition": options["edition"],
    }
    changed = {name: value for name, value in told.items() if value}
    if options["full"]:
        changed["extent"] = FULL
    if options["request"] is None:
        return Request(**{"about": (), **changed})
    return replace(_from_file(options["request"]), **changed)


def _sections(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    names = dict.fromkeys(each.strip() for each in text.split(","))
    if not all(names):
        known = ",".join(SECTIONS)
        raise CommandError(f"--sections {text!r}: write some of {known}")
    return tuple(names)


def _title(text: str | None) -> str:
    if text is not None and not text.strip():
        raise CommandError("--title is empty; write one, or leave it out")
    return (text or "").strip()


def _from_file(path: Path) -> Request:
    try:
        return request_files.read(path.read_bytes())
    except OSError as error:
        raise CommandError(f"--request {path}: {error.strerror}") from error


def _since(text: str | None, lang: str) -> Since | None:
    """Return the end of a day as the earlier state: what was published by then."""
    day = read_day("--since", text)
    if day is None:
        return None
    end = datetime(day.year, day.month, day.day, 23, 59, 59, 999_999, tzinfo=UTC)
    with speaking(CATALOGUES[lang]):
        return Since(label=in_words(day), known_at=end)
