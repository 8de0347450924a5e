"""`manage.py draw_timeline INCIDENT`: what happened and was said and done, as SVG."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from attribution.selectors import timeline
from figures.timeline import Item, draw_timeline
from incidents.models import Incident
from positions.values import Happening


class Command(BaseCommand):
    """Draw an incident's timeline, whole or as of a day."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("incident", help="key of the incident")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE")

    def handle(
        self,
        *,
        incident: str,
        as_of: date | None,
        output: Path | None,
        **options: object,
    ) -> None:
        try:
            drawn = Incident.objects.get(key=incident)
        except Incident.DoesNotExist as error:
            raise CommandError(f"there is no incident {incident!r}") from error
        order = timeline(drawn, as_of)
        title = f"{drawn.name}, as of {as_of}" if as_of else drawn.name
        svg = draw_timeline(
            title,
            [
                *(_item(each, certain=True) for each in order.items),
                *(_item(each, certain=False) for each in order.possibly),
            ],
        )
        if output:
            output.write_text(svg, encoding="utf-8")
        else:
            self.stdout.write(svg)


def _item(happening: Happening, *, certain: bool) -> Item:
    return Item(happening.when.text, happening.kind, happening.name, certain)
