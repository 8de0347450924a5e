"""Refuses to start on wrong settings, naming the variable and the way out."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connection

from config.databases import VARIABLES

OLDEST_SERVER = 15
# Members of the owning role can do to a table what the owner can.
STANDING = """
    select rolsuper, exists (
        select from pg_tables
        where schemaname = 'public' and pg_has_role(tableowner, 'member')
    )
    from pg_roles where rolname = current_user
"""
LEAST_PRIVILEGE = (
    "Name a role that owns nothing and is no superuser (docs/running.md, Two roles): "
    "the database keeps the record's history safe only from a role that cannot drop "
    "its guards."
)

Apps = Sequence[AppConfig] | None
Aliases = Iterable[str] | None


def environment_is_right(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Report what was noted while the environment was read."""
    return [
        Error(f"{one.variable} {one.fault}.", hint=one.hint, id=one.code)
        for one in settings.ENVIRONMENT_PROBLEMS
    ]


def server_is_right(
    app_configs: Apps, databases: Aliases, **kwargs: Any
) -> list[CheckMessage]:
    """Report what the server says of itself and of us, if databases are checked."""
    if not databases or settings.ENVIRONMENT_PROBLEMS:
        return []
    try:
        major, _ = connection.get_database_version()
        with connection.cursor() as cursor:
            cursor.execute(STANDING)
            is_superuser, owns_tables = cursor.fetchone()
    except DatabaseError as error:
        return [unreachable(error)]
    found: list[CheckMessage] = []
    if major < OLDEST_SERVER:
        hint = f"Use PostgreSQL {OLDEST_SERVER} or newer."
        found.append(_error(11, f"names a server of version {major}", hint))
    if settings.DATABASE_ROLE == "application" and is_superuser:
        found.append(_error(12, "names a superuser", LEAST_PRIVILEGE))
    elif settings.DATABASE_ROLE == "application" and owns_tables:
        found.append(_error(13, "names an owner of tables", LEAST_PRIVILEGE))
    return found


def installation_is_whole(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Report what a trial on one machine can do without, and production cannot."""
    if settings.PROFILE != "production":
        return []
    found: list[CheckMessage] = []
    assert settings.STATIC_ROOT is not None
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        found.append(
            Error(
                f"STATIC_ROOT, {settings.STATIC_ROOT}, holds no collected files.",
                hint="Run manage.py collectstatic.",
                id="config.E014",
            )
        )
    if settings.DATABASES["default"]["ENGINE"] == "config.postgresql":
        found.append(
            checks.Warning(
                "DATABASE_URL is not set, so the embedded server keeps the record.",
                hint="Name a server that somebody backs up.",
                id="config.W015",
            )
        )
    return found


def unreachable(error: DatabaseError) -> CheckMessage:
    """Return the message for a database that cannot be reached.

    Checks of Django's own ask the server too, and raise before ours can report.
    """
    hint = "Is the server up, and does it know this user, password and database?"
    return _error(10, f"leads to no database: {error}", hint)


def _error(number: int, fault: str, hint: str) -> Error:
    """Return an error of the variable that names the database in use."""
    embedded = settings.DATABASES["default"]["ENGINE"] == "config.postgresql"
    variable = "STATE_DIR" if embedded else VARIABLES[settings.DATABASE_ROLE]
    return Error(f"{variable} {fault}.", hint=hint, id=f"config.E{number:03}")
