"""Clean the quarantine: statuses of over a day, texts that partners removed."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from sharing.services import quarantine


class Command(BaseCommand):
    """Cleans the quarantine; to be called once an hour or once a day."""

    help = (
        "Deletes status resources of over 24 hours, and erases the texts of objects "
        "that partners removed more than INBOX_KEEP_REMOVED_DAYS ago."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Clean, and say how much went."""
        at = timezone.now()
        keep = timedelta(days=settings.INBOX_KEEP_REMOVED_DAYS)
        statuses, texts = quarantine.clean(at=at, removed_before=at - keep)
        self.stdout.write(f"{statuses} statuses deleted, {texts} texts erased.")
