"""The wiring: settings, addresses, checks, sign-in and the embedded server."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core.checks import Tags, register

from config import checks, sessions


class Config(AppConfig):
    """Registers the system checks and the clocks of sessions; has no models."""

    name = "config"

    def ready(self) -> None:
        """Register what is checked at each start, of a server, and in production.

        And have each sign-in start the clocks of its session.
        """
        register(checks.environment_is_right, Tags.security)
        register(checks.server_is_right, Tags.database)
        register(checks.installation_is_whole, Tags.security, deploy=True)
        user_logged_in.connect(sessions.start_clocks)
