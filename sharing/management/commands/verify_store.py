"""Recompute every digest, hash and place of the store."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharing.selectors import latest_release
from sharing.verify import verify_store


class Command(BaseCommand):
    """Say whether the store is what was published; name the first break if not."""

    help = "Recompute the chain of releases and every digest; name the first break."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, print, and end with 1 at a break."""
        breaks = verify_store()
        if breaks:
            more = f" ({len(breaks) - 1} more)" if len(breaks) > 1 else ""
            raise CommandError(f"The store is broken at {breaks[0]}{more}")
        head = latest_release()
        if head is None:
            self.stdout.write("The store is empty.")
        else:
            hashed = bytes(head.hash).hex()
            self.stdout.write(f"The store is whole: {head}, hash {hashed}.")
