"""The backend that `DATABASES` names where no `DATABASE_URL` is set."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from config.embedded_postgres import EmbeddedPostgres


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server when somebody connects, so that no command need ask for it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, to a server that is up by then: the one with these passwords."""
        EmbeddedPostgres(Path(conn_params["passfile"]).parent).start()
        return super().get_new_connection(conn_params)
