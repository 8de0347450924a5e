"""Reads the environment: what is missing or wrong is noted, never raised.

Settings are imported by every tool that knows Django. Were they to raise, the
user would see a traceback; so each problem becomes a `Problem`, and a system
check reports them all, by the name of the variable, before anything starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env
from environ.fileaware_mapping import FileAwareMapping

ON = {"1", "on", "true", "yes"}
OFF = {"0", "off", "false", "no"}
SCHEMES = ("postgresql://", "postgres://")


@dataclass(frozen=True)
class Problem:
    """One variable that is missing or wrong, and what to do about it."""

    code: str
    variable: str
    fault: str
    hint: str


class Environment:
    """The variables of one process; `NAME_FILE` names a file that holds `NAME`.

    An empty variable counts as unset, since compose files pass `NAME=` for both.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = FileAwareMapping(dict(variables))
        self.problems: list[Problem] = []

    def problem(self, code: str, variable: str, fault: str, hint: str) -> None:
        """Note that a variable is missing or wrong."""
        self.problems.append(Problem(code, variable, fault, hint))

    def text(self, name: str, default: str = "") -> str:
        """Return the variable's text, or the default where it is unset or empty."""
        try:
            value = self._variables.get(name, "").strip()
        except OSError as error:
            self.problem(
                "config.E001",
                f"{name}_FILE",
                f"cannot be read: {error.strerror}",
                "Name a file that this process may read.",
            )
            return default
        return value or default

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        """Return one of a few words."""
        value = self.text(name, default)
        if value in choices:
            return value
        self.problem(
            "config.E002",
            name,
            f"is {value!r}",
            f"Use one of: {', '.join(choices)}.",
        )
        return default

    def flag(self, name: str, *, default: bool) -> bool:
        """Return whether the variable is on."""
        value = self.text(name, "on" if default else "off").lower()
        if value in ON | OFF:
            return value in ON
        self.problem("config.E002", name, f"is {value!r}", "Use on or off.")
        return default

    def number(self, name: str, default: int) -> int:
        """Return a whole number, not negative."""
        value = self.text(name, str(default))
        if value.isdecimal():
            return int(value)
        self.problem("config.E002", name, f"is {value!r}", "Use a whole number.")
        return default

    def names(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Return the words of a comma-separated list."""
        value = self.text(name, ",".join(default))
        return [word.strip() for word in value.split(",") if word.strip()]

    def folder(self, name: str, default: Path) -> Path:
        """Return an absolute path."""
        path = Path(self.text(name, str(default))).expanduser()
        if path.is_absolute():
            return path
        self.problem(
            "config.E003",
            name,
            f"is not an absolute path: {path}",
            "Name the folder from the root: where a command is started from varies.",
        )
        return default

    def database(self, name: str) -> dict[str, Any] | None:
        """Return Django's settings for the database that a URL names, if one does."""
        url = self.text(name)
        if not url:
            return None
        if not url.startswith(SCHEMES):
            self.problem(
                "config.E005",
                name,
                "does not name a PostgreSQL server",
                "PostgreSQL is the one engine: postgresql://user:password@host/database",
            )
            return None
        try:
            found: dict[str, Any] = Env.db_url_config(url)
        except ValueError:  # its text would quote the password
            found = {}
        if found.get("NAME") and found.get("USER"):
            return found
        self.problem(
            "config.E004",
            name,
            "is not a database URL with a user and a database",
            "Write postgresql://user:password@host:5432/database, with other than "
            "letters and digits percent-encoded.",
        )
        return None

    def mail(self, name: str) -> dict[str, Any] | None:
        """Return Django's settings for sending mail, if a URL says how."""
        url = self.text(name)
        if not url:
            return None
        try:
            found: dict[str, Any] = Env.email_url_config(url)
        except (ValueError, ImproperlyConfigured):  # its text would quote the password
            found = {}
        is_sent = urlsplit(url).scheme.startswith("smtp")
        if found and (found["EMAIL_HOST"] or not is_sent):
            return {
                setting: value
                for setting, value in found.items()
                if setting.startswith("EMAIL_") and value is not None
            }
        self.problem(
            "config.E019",
            name,
            "is not the URL of a mail server",
            "Write smtp+tls://user:password@host:587, with other than letters and "
            "digits percent-encoded; consolemail:// prints mails, dummymail:// drops "
            "them.",
        )
        return None
