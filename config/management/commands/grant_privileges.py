"""`manage.py grant_privileges`: after every migrate, as the owner."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import privileges


class Command(BaseCommand):
    """Gives the application role what it needs on each table, and no more."""

    help = "Give the application role its privileges; run it after migrate."

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant them, or say why not."""
        try:
            privileges.grant_privileges()
        except privileges.NotGranted as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Privileges given to {privileges.application_role()}.")
