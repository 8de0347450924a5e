"""Where a list goes on: in which release, behind which key, under which filters."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from rest_framework.request import Request

from sharing.rest.problems import CURSOR, Fault, Problem
from sharing.selectors import View
from sharing.wire import BadCursor, cursors

DOOR = "rest"
# These may change from page to page; all else makes another list.
MAY_CHANGE = ("cursor", "limit", "format", "fields", "expand")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list; ``release`` is None at the beginning of one."""

    path: str
    given: tuple[tuple[str, str], ...]
    release: int | None = None
    number: int | None = None
    after: str = ""

    @classmethod
    def read(cls, request: Request, asked: dict[str, Any]) -> "Cursor":
        """Return where a request wants to go on, or the beginning.

        Raises:
            Problem: the cursor is none of ours, or of another list.
        """
        params = request.query_params
        given = tuple(sorted((name, params[name]) for name in params))
        start = cls(request.path, given)
        if "cursor" not in asked:
            return start
        try:
            held = cursors.read(asked["cursor"], door=DOOR)
        except BadCursor as error:
            raise _refused(str(error)) from error
        if held["list"] != [start.path, [list(each) for each in start.filters]]:
            raise _refused("was given out for another list, or for other filters")
        release, number, after = held["place"]
        return replace(start, release=release, number=number, after=after)

    @property
    def filters(self) -> list[tuple[str, str]]:
        """What makes the list the one it is."""
        return [each for each in self.given if each[0] not in MAY_CHANGE]

    def keeping(self, view: View) -> View:
        """Return the view of the release that the list began in."""
        return replace(view, release=self.release) if self.release is not None else view

    def next(self, view: View, number: int, after: str) -> str:
        """Return the cursor behind a key."""
        return cursors.sign(
            {
                "list": [self.path, self.filters],
                "place": [view.release, number, after],
            },
            door=DOOR,
        )

    def links(self, after: str | None) -> dict[str, str]:
        """Return the addresses of the first and, if there is one, the next page."""
        rest = [each for each in self.given if each[0] != "cursor"]
        found = {"first": _address(self.path, rest)}
        if after is not None:
            found["next"] = _address(self.path, [*rest, ("cursor", after)])
        return found


def _address(path: str, given: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(given)}" if given else path


def _refused(why: str) -> Problem:
    return Problem(CURSOR, f"The cursor {why}.", [Fault.at("cursor", why)])
