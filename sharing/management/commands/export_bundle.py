"""`manage.py export_bundle KEY`: a case or an incident as one STIX 2.1 bundle."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sharing.bundle import Bundle, Query, bundle, contests
from sharing.management.options import (
    read_day,
    read_instant,
    read_marking,
    write_whole,
)
from sharing.selection import NotPublished


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
            marking=read_marking(marking),
            as_of=read_day("--as-of", as_of),
            known_at=read_instant("--known-at", known_at),
        )
        try:
            found = bundle(query)
        except NotPublished as error:
            raise CommandError(str(error)) from error
        if output is None:
            for chunk in found.chunks():
                self.stdout.write(chunk.decode(), ending="")
        else:
            write_whole(output, found.chunks())
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
