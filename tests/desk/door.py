"""One door of the desk: by letters, which roles may open it and send to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desk import roles
from tests.desk.world import HIDDEN

LETTERS = {
    "a": roles.ANALYST,
    "r": roles.REVIEWER,
    "p": roles.PUBLISHER,
    "o": roles.OFFICER,
    "d": roles.READER,
    "m": roles.ADMINISTRATOR,
}
ALL, READ, REVIEW, NOBODY = "arpodm", "arpod", "arp", ""
LIKE_GET = "="
Args = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """One address, and who may go through.

    ``query`` and ``data`` are what the page cannot do without.
    """

    get: str
    post: str = LIKE_GET
    seen: tuple[Args, ...] = ((),)
    hidden: tuple[Args, ...] = ()
    query: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    queries: tuple[str, ...] = ()

    def lets(self, letter: str, method: str) -> bool:
        """Whether a role may open the page, or send to it."""
        is_like_get = method == "get" or self.post == LIKE_GET
        return letter in (self.get if is_like_get else self.post)


# About one record, by its key.
TOOL: dict[str, Any] = {"seen": (("seen-tool",),), "hidden": ((f"{HIDDEN}-tool",),)}
