"""Forget what of old pulls no recall needs: addresses, queries, repetitions."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from sharing.services.forgetting import forget_pulls


class Command(BaseCommand):
    """Thins out the pull log; to be called once a day."""

    help = (
        "Of pulls that are older than PULL_LOG_DAYS the addresses, the queries and the "
        "repetitions are forgotten; who was sent what stays, for recalls."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Thin out, and say how much went."""
        before = timezone.now() - timedelta(days=settings.PULL_LOG_DAYS)
        removed, bared = forget_pulls(before=before)
        self.stdout.write(f"{removed} entries removed, {bared} stripped of addresses.")
