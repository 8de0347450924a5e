"""`manage.py draw_timeline INCIDENT`: what happened and was said and done, as SVG."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from desk.selectors.figures import drawn
from desk.selectors.figures.reading import known_about
from figures.png import to_png
from incidents.models import Incident
from incidents.vocab import CLOSED


class Command(BaseCommand):
    """Draw an incident's timeline, whole or as of a day, from all that is recorded."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("incident", help="key of the incident")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
        parser.add_argument(
            "-o", "--output", type=Path, metavar="FILE", help="a .svg or a .png file"
        )

    def handle(
        self,
        *,
        incident: str,
        as_of: date | None,
        output: Path | None,
        **options: object,
    ) -> None:
        try:
            record = Incident.objects.get(key=incident)
        except Incident.DoesNotExist as error:
            raise CommandError(f"there is no incident {incident!r}") from error
        svg = drawn(known_about(record, CLOSED, as_of), "timeline").svg
        if output is None:
            self.stdout.write(svg)
        elif output.suffix == ".png":
            output.write_bytes(to_png(svg))
        else:
            output.write_text(svg, encoding="utf-8")
