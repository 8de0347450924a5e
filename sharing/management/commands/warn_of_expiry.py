"""Mail partners whose service tokens end in 30, 7 or 1 days."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sharing.services.expiry import warn_of_expiry


class Command(BaseCommand):
    """Send what is due; to be run daily. A second run on one day sends nothing."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Send the mails and say to whom."""
        for token in warn_of_expiry(at=timezone.now()):
            self.stdout.write(f"{token} ends {token.expires:%Y-%m-%d %H:%M} UTC: told.")
