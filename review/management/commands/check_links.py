"""`manage.py check_links`: ask the addresses of sources whether they still answer.

To be run now and then, at night by preference: it asks one address after the other,
those first that were asked longest ago. A link that fails twice in a row is dead, of
which a rule warns (docs/warnings.md).
"""

from argparse import ArgumentParser
from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from incidents.models import Source
from incidents.webpages.visit import Limits, NotFetched, visit
from review.services.links import Asked, note_links

# Of so many addresses at least one answers, unless there is no net at all.
SOME = 3


class Command(BaseCommand):
    """Ask the addresses that were not asked for some days."""

    help = __doc__ or ""
    limits = Limits()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many to ask, and how old an answer may be."""
        parser.add_argument("--most", type=int, default=500)
        parser.add_argument("--days", type=int, default=30)

    def handle(self, *, most: int, days: int, **options: object) -> None:
        """Ask, note the answers, and say what came of it."""
        now = timezone.now()
        found = [self._ask(each) for each in due(now, days)[:most]]
        answered = sum(each.is_answered for each in found)
        if len(found) >= SOME and not answered:
            raise CommandError("No address answers: is there a net? Nothing is noted.")
        dead = note_links(found, at=now)
        self.stdout.write(f"{len(found)} asked, {answered} answered, {dead} are dead.")

    def _ask(self, source: Source) -> Asked:
        try:
            visit(source.url, self.limits)
        except NotFetched as error:
            return Asked(source, str(error))
        return Asked(source, "")


def due(now: datetime, days: int) -> QuerySet[Source]:
    """Return the sources to ask, first those that never were, then the longest ago."""
    is_old = Q(link_check__at__lt=now - timedelta(days=days))
    is_new = Q(link_check=None) | ~Q(link_check__url=F("url"))
    rows = Source.objects.exclude(url="").filter(is_new | is_old)
    return rows.order_by(F("link_check__at").asc(nulls_first=True), "pk")
