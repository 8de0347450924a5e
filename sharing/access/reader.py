"""Who is asking, once it is known; and the two ways of being turned away."""

from dataclasses import dataclass
from datetime import datetime

from sharing.models import Scope
from sharing.pages import Shelf


@dataclass(frozen=True, slots=True)
class Budget:
    """What a token may still ask for, in whole requests and whole seconds."""

    per_minute: int
    minute_left: int
    minute_ends: int  # seconds from now
    per_day: int
    day_left: int
    day_ends: int  # seconds from now


@dataclass(frozen=True, slots=True)
class Reader:
    """A partner's program: who it is, and how far it may see.

    ``ceiling`` is the stricter of the partner's and the token's. ``collections`` holds
    the row numbers of all that it may read: those of everything published up to the
    ceiling and those granted, unless the token names the only ones it may reach.
    ``named`` is the one of them that the request names, if it names one.
    """

    token: int
    partner: int
    partner_name: str
    key: str
    ceiling: str
    scopes: frozenset[Scope]
    collections: frozenset[int]
    expires: datetime
    budget: Budget | None = None
    named: Shelf | None = None


class Refused(Exception):
    """Nobody who may. ``status`` is 401 (who are you?) or 403 (known, but may not).

    ``known`` is whoever was turned away, if the token is good.
    """

    def __init__(
        self, status: int, reason: str, *, known: Reader | None = None
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.known = known


class TooMany(Exception):
    """The token's budget is spent: to be answered 429 with ``Retry-After``.

    ``known`` is whose token it is.
    """

    def __init__(self, retry_after: int, known: Reader) -> None:
        super().__init__(f"Too many requests. Ask again in {retry_after} s.")
        self.retry_after = retry_after
        self.known = known
