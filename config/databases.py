"""Which server, and as which of two roles.

The owner role owns every table and runs migrations. The application role owns
nothing, so that what the database refuses it, it cannot grant itself.
"""

from pathlib import Path
from typing import Any

from config.embedded_postgres import APPLICATION, DATABASE, OWNER, EmbeddedPostgres
from config.environment import Environment

OPTIONS = {
    # A connection costs more than most requests; one that died is found before use.
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
}
NOWHERE = {"ENGINE": "django.db.backends.dummy", "USER": ""}
ROLES = ("application", "owner")
VARIABLES = {"application": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}


def roles(env: Environment, state: Path, *, used: str) -> dict[str, dict[str, Any]]:
    """Return Django's database settings for each role; one is used, and must be."""
    if not env.text("DATABASE_URL"):
        names = {"application": APPLICATION, "owner": OWNER}
        return {role: _embedded(state, name) for role, name in names.items()}
    found = {role: _named(env, variable) for role, variable in VARIABLES.items()}
    if used == "owner" and not env.text("DATABASE_OWNER_URL"):
        env.problem(
            "config.E007",
            "DATABASE_OWNER_URL",
            "is not set",
            "Name the database as the role that owns its tables; only commands that "
            "change the schema need it.",
        )
    return found


def _named(env: Environment, variable: str) -> dict[str, Any]:
    return {**(env.database(variable) or NOWHERE), **OPTIONS}


def _embedded(state: Path, role: str) -> dict[str, Any]:
    """Return the settings for one role on the project's own server."""
    server = EmbeddedPostgres(state)
    return {
        "ENGINE": "config.postgresql",
        "NAME": DATABASE,
        "USER": role,
        "HOST": str(server.sockets),
        "OPTIONS": {"passfile": str(server.passfile)},
        **OPTIONS,
    }
