"""The wiring: settings, addresses, checks and the embedded server."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from config import checks


class Config(AppConfig):
    """Registers the system checks; has no models."""

    name = "config"

    def ready(self) -> None:
        """Register what is checked at each start, of a server, and in production."""
        register(checks.environment_is_right, Tags.security)
        register(checks.server_is_right, Tags.database)
        register(checks.installation_is_whole, Tags.security, deploy=True)
