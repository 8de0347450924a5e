"""Settings that decide who gets in, and what they may be in production."""

import secrets
from pathlib import Path

from config import state
from config.environment import Environment

PROFILES = ("production", "development")
THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_KEY = 50
PUBLIC_KEY = "django-insecure-"  # so begin the keys that stand in files for all to read


def profile(env: Environment) -> str:
    """Return which rules hold: strict ones wherever a server is named.

    Without one this is a trial on one machine, and it answers to that machine only.
    """
    named = bool(env.text("DATABASE_URL"))
    return env.choice("PROFILE", PROFILES[0] if named else PROFILES[1], PROFILES)


def debug(env: Environment, profile: str) -> bool:
    """Return whether errors are shown in full, which they never are in production."""
    wanted = env.flag("DEBUG", default=False)
    if wanted and profile == "production":
        env.problem(
            "config.E008",
            "DEBUG",
            "is on in production",
            "Unset it: its pages show settings and records to anybody. On a machine "
            "of your own set PROFILE=development.",
        )
        return False
    return wanted


def secret_key(env: Environment, profile: str, folder: Path) -> str:
    """Return the key that signs sessions; a random one where there is a problem."""
    key = env.text("SECRET_KEY")
    if not key and profile == "development":
        try:
            return state.kept_secret(folder / "secret_key")
        except state.StateFolderError as error:
            env.problem("config.E003", "STATE_DIR", "cannot be used", str(error))
    elif profile == "production" and (fault := fault_of(key)):
        env.problem(
            "config.E006",
            "SECRET_KEY",
            fault,
            f"Set it to {SHORTEST_KEY} or more random characters, and keep it secret: "
            f"who knows it can log in as anybody.",
        )
    return key or secrets.token_urlsafe(SHORTEST_KEY)


def fault_of(key: str) -> str:
    """Say what makes a key unfit for production; nothing if it will do."""
    if not key:
        return "is not set"
    if key.startswith(PUBLIC_KEY):
        return "is a public one, for development"
    return "is too short" if len(key) < SHORTEST_KEY else ""


def allowed_hosts(env: Environment, profile: str) -> list[str]:
    """Return the host names that are answered to."""
    if profile == "development":
        return env.names("ALLOWED_HOSTS", THIS_MACHINE)
    hosts = env.names("ALLOWED_HOSTS")
    if not hosts or "*" in hosts:
        env.problem(
            "config.E009",
            "ALLOWED_HOSTS",
            "allows every host" if hosts else "is not set",
            "List the names that users type, such as record.example.org.",
        )
    return hosts
