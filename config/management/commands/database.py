"""`manage.py database start|stop|status`: the embedded server."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
from config.serving import Serves, end


class Command(BaseCommand):
    """Starts, stops or describes the server that runs where DATABASE_URL is unset."""

    help = "Start, stop or describe the project's own PostgreSQL server."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one word that says what to do."""
        parser.add_argument("act", choices=["start", "stop", "status"])

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        """Do it, and say what is so then."""
        server = EmbeddedPostgres(settings.STATE_DIR)
        try:
            if act == "start":
                server.start()
            if act == "stop":
                self._end_server()
                server.stop()
        except (EmbeddedPostgresError, Serves) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(server.description())

    def _end_server(self) -> None:
        if process := end(settings.STATE_DIR):
            self.stdout.write(f"{process}, which served the demonstration, has ended.")
