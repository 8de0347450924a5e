"""`manage.py openapi`: describe the REST interface in docs/openapi.yaml.

A test holds the file against the code. What was promised before may not go missing
unless the version rises (docs/rest.md, Versions).
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from sharing.rest.openapi import as_yaml


class Command(BaseCommand):
    """Write the OpenAPI document where it is kept."""

    help = __doc__ or ""
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        """Write it, and say where."""
        path = Path(settings.BASE_DIR, "docs", "openapi.yaml")
        path.write_text(as_yaml(), encoding="utf-8")
        self.stdout.write(f"Written: {path.name}")
