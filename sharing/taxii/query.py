"""The parameters of a request, read and checked (TAXII 2.1, 3.4)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Final

from django.http import QueryDict

from sharing.pages import ALL, FIRST, LAST, Wanted
from sharing.taxii import times
from sharing.taxii.errors import bad_parameter
from sharing.wire import BadCursor, cursors, timestamp

DOOR: Final = "taxii"
MOST = 1_000  # objects of a page; a client that asks for more is given fewer
USUAL = 500
MOST_VALUES = 1_000  # of one match[…]
LONGEST_NUMBER = 18  # digits

STIX_ID = re.compile(
    r"[a-z0-9][a-z0-9-]{0,249}--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I | re.A
)
TYPE = re.compile(r"[a-z0-9][a-z0-9-]{0,249}", re.I | re.A)
SPEC = re.compile(r"\d{1,3}\.\d{1,3}", re.A)
WORDS = (FIRST, LAST, ALL)
NO_VERSION = (
    f"has a value that is neither {', '.join(WORDS)} nor a timestamp like {times.LIKE}"
)
# Named with more digits than any version has: it is of no object.
NEVER = datetime.max.replace(tzinfo=UTC)

Matches = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Query:
    """A request for a page: which entries, how many, from where.

    ``matches`` are the filters as the client gave them, each value once, in order; a
    cursor holds them, so that whoever comes back with it may leave them out.
    """

    matches: Matches = field(default_factory=dict)
    added_after: datetime | None = None
    limit: int = USUAL
    after: int = 0

    def wanted(self, *, usual: str, stix_id: str) -> Wanted:
        """Return it as pages take it; ``usual`` are the versions if none is asked."""
        versions = self.matches.get("version", (usual,))
        return Wanted(
            ids=(stix_id,) if stix_id else self.matches.get("id", ()),
            types=self.matches.get("type", ()),
            spec_versions=self.matches.get("spec_version", ()),
            versions=tuple(map(_version, versions)),
            added_after=self.added_after,
            after=self.after,
        )

    def behind(self, position: int) -> "Query":
        """Return the query of the next page of one of our collections."""
        return replace(self, after=position)

    def after_instant(self, added: datetime) -> "Query":
        """Return the query of the next page of an inbox."""
        return replace(self, added_after=added)

    def cursor(self, address: str) -> str:
        """Return the query for the client to come back with, to the same address."""
        names = ("matches", "added_after", "limit", "after")
        return cursors.sign(
            {"of": address, **dict(zip(names, self.told(), strict=True))}, door=DOOR
        )

    def told(self) -> tuple[Any, ...]:
        """Return it in plain values, always in one order."""
        began = timestamp(self.added_after) if self.added_after else None
        return self.matches, began, self.limit, self.after


def read(
    given: QueryDict, *, address: str, allowed: tuple[str, ...], usual: str
) -> Query:
    """Return the query of a request for the page of an address.

    ``allowed`` are the fields of ``match[…]`` that mean something there, ``usual`` the
    versions if none is asked. Parameters that we do not know are passed over.

    Raises:
        Refusal: 400; a parameter is malformed, empty, given twice or contradicts the
            cursor beside it.
    """
    matches = {
        name: found
        for name in allowed
        if (found := _match(given, name, READERS[name])) is not None
    }
    limit = _limit(given)
    if cursor := _one(given, "next"):
        return _resumed(cursor, matches, limit, address, usual)
    added_after = None
    if (text := _one(given, "added_after")) is not None:
        try:
            added_after = times.read(text)
        except ValueError as error:
            raise bad_parameter("added_after", str(error)) from error
    return Query(matches, added_after, limit or USUAL)


def _resumed(
    cursor: str, matches: Matches, limit: int | None, address: str, usual: str
) -> Query:
    """Return the query of a cursor; what stands beside it may only say the same.

    But for the limit, which may change from page to page, and ``added_after``, which
    the place in the order has overtaken.
    """
    try:
        values = cursors.read(cursor, door=DOOR)
    except BadCursor as error:
        raise bad_parameter("next", str(error)) from error
    if values["of"] != address:
        raise bad_parameter("next", "belongs to another address; begin without it")
    held = {name: tuple(each) for name, each in values["matches"].items()}
    meant = {"version": (usual,), **held}
    for name, value in matches.items():
        if meant.get(name) != value:
            raise bad_parameter(
                f"match[{name}]",
                "is not what the cursor in next was made for; leave one of them out",
            )
    began = values["added_after"]
    return Query(
        matches=held,
        added_after=times.read(began) if began else None,
        limit=limit or values["limit"],
        after=values["after"],
    )


def _one(given: QueryDict, name: str) -> str | None:
    """Return a parameter that may be given once."""
    values = given.getlist(name)
    if not values:
        return None
    if len(values) > 1:
        raise bad_parameter(name, "is given more than once")
    if not values[0]:
        raise bad_parameter(name, "is empty; leave it out, or give it a value")
    return values[0]


def _limit(given: QueryDict) -> int | None:
    text = _one(given, "limit")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or not text.strip("0"):
        raise bad_parameter("limit", "is no whole number above 0")
    return MOST if len(text) > LONGEST_NUMBER else min(int(text), MOST)


def _match(
    given: QueryDict, name: str, check: Callable[[str], str]
) -> tuple[str, ...] | None:
    """Return the values of a filter, each once, in an order of their own."""
    parameter = f"match[{name}]"
    text = _one(given, parameter)
    if text is None:
        return None
    values = text.split(",")
    if len(values) > MOST_VALUES:
        raise bad_parameter(parameter, f"has more than {MOST_VALUES} values")
    try:
        checked = [check(each) for each in values]
    except ValueError as error:
        raise bad_parameter(parameter, str(error)) from error
    if name == "version":
        _must_be_consistent(checked)
    return tuple(sorted(set(checked)))


def _must_be_consistent(versions: list[str]) -> None:
    words = [each for each in versions if each in WORDS]
    if len(set(words)) < len(words):
        raise bad_parameter("match[version]", "names the same word twice")
    if ALL in words and len(versions) > 1:
        raise bad_parameter("match[version]", "has other values beside all")


def _id(text: str) -> str:
    if not STIX_ID.fullmatch(text):
        raise ValueError(f"has a value that is no STIX identifier: {text[:60]!r}")
    return text.lower()


def _type(text: str) -> str:
    if not TYPE.fullmatch(text):
        raise ValueError(f"has a value that is no object type: {text[:60]!r}")
    return text


def _spec(text: str) -> str:
    if not SPEC.fullmatch(text):
        raise ValueError(f"has a value that is no version of STIX: {text[:60]!r}")
    return text


def _written(text: str) -> str:
    """Return a value of ``match[version]``: a word, or an instant in one form.

    Raises:
        ValueError: it is neither; its text reads on from the parameter's name.
    """
    if text in WORDS:
        return text
    try:
        version = times.read(text)
    except ValueError as error:
        raise ValueError(f"{NO_VERSION}: {text[:60]!r}") from error
    return timestamp(version if times.is_exact(text) else NEVER)


def _version(written: str) -> str | datetime:
    return written if written in WORDS else times.read(written)


READERS: Mapping[str, Callable[[str], str]] = {
    "id": _id,
    "type": _type,
    "spec_version": _spec,
    "version": _written,
}
