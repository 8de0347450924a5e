"""Settings of the outlets for partners: the pepper that their tokens are kept with."""

import secrets
from pathlib import Path

from config import state
from config.access import SHORTEST_KEY, fault_of
from config.environment import Environment

KEPT_DAYS = 30  # in which nobody can change an entry: a trigger holds it


def peppers(env: Environment, profile: str, folder: Path) -> list[str]:
    """Return what the secrets of tokens are mixed with, the newest first.

    It is kept apart from the database and from SECRET_KEY: neither a copy of the one
    nor a change of the other touches the partners' tokens.
    """
    newest = _newest(env, profile, folder)
    return [newest, *env.names("TOKEN_PEPPER_FALLBACKS")]


def pull_log_days(env: Environment) -> int:
    """Return after how many days old pulls are thinned out; the database keeps 30."""
    wanted = env.number("PULL_LOG_DAYS", 730)
    if wanted <= KEPT_DAYS:
        fix = f"Use a whole number above {KEPT_DAYS}."
        env.problem("config.E002", "PULL_LOG_DAYS", f"is {wanted}", fix)
    return wanted


def _newest(env: Environment, profile: str, folder: Path) -> str:
    given = env.text("TOKEN_PEPPER")
    if not given and profile == "development":
        try:
            return state.kept_secret(folder / "token_pepper")
        except state.StateFolderError:  # noted already, with the SECRET_KEY
            return secrets.token_urlsafe(SHORTEST_KEY)
    if profile == "production" and (fault := fault_of(given)):
        env.problem(
            "config.E020",
            "TOKEN_PEPPER",
            fault,
            f"Set it to {SHORTEST_KEY} or more random characters, and keep a copy: "
            f"without it no partner's token is known any more.",
        )
    return given or secrets.token_urlsafe(SHORTEST_KEY)
