"""The backend that `DATABASES` names where no `DATABASE_URL` is set."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from config.embedded_postgres import EmbeddedPostgres


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server when somebody connects, so that no command need ask for it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, to a server that is up by then."""
        EmbeddedPostgres(settings.STATE_DIR).start()
        return super().get_new_connection(conn_params)
