"""Make ready what partners pull most, whatever became of its task."""

from typing import Any

from django.core.management.base import BaseCommand

from sharing.services.segmenting import make_segments


class Command(BaseCommand):
    """Joins and deflates what is not yet; without it pages are right, but slower."""

    help = (
        "Publishing wakes the worker by itself. This is for after an upgrade, or a "
        "time without a worker."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say how many."""
        made = make_segments()
        self.stdout.write(f"{made} segments were made.")
