"""Put every webhook that is due into the queue, whatever became of its task."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sharing.models import Event
from sharing.services.announcing import events_wait
from sharing.services.webhooks import due


class Command(BaseCommand):
    """Wakes the worker for partners whose events wait; once an hour is plenty."""

    help = (
        "Publishing wakes the worker by itself. This is for after a crash, a restored "
        "backup, or a time with SEND_WEBHOOKS off."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue them, and say how many."""
        found = due(at=timezone.now())
        for endpoint in found:
            events_wait.send(Event, endpoint=endpoint)
        self.stdout.write(f"{len(found)} webhooks are in the queue.")
