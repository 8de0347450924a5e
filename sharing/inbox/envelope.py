"""An envelope's bytes, cut into its objects; each keeps the exact bytes it came in.

First orjson says whether it is JSON at all: it is strict, bounds its own recursion, and
takes time in proportion to the length, which the cut by a pattern does for JSON only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson

from sharing.inbox.limits import Limits
from sharing.inbox.refusals import NotTaken

# A string, with the colon if it is a name; or a bracket. All delimiters are ASCII.
TOKEN = re.compile(rb'("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|([\[{])|([\]}])', re.DOTALL)
OBJECT_DEPTH = 3  # in an envelope: itself, the list, the object
LIST_OF_OBJECTS = b'"objects"'


@dataclass(frozen=True, slots=True)
class Item:
    """One object of an envelope: its place, its bytes, what they say.

    ``names`` counts the members of all its dictionaries as they are written, so that
    a name given twice, which no parser shows, can be told.
    """

    place: int
    body: bytes
    content: Any
    names: int


def items(raw: bytes, limits: Limits) -> Sequence[Item]:
    """Return the objects of an envelope, or of a bundle as some clients post it.

    Raises:
        NotTaken: it is too large (413), no JSON in UTF-8, nested too deep, without a
            list of objects (400), or has too many (422).
    """
    if len(raw) > limits.content:
        raise NotTaken(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Too large",
            f"The body has {len(raw):,} bytes; max_content_length is "
            f"{limits.content:,}. Post the objects in parts.",
        )
    count = _counted(raw)
    spans = list(_spans(raw, limits))
    if count != len(spans):  # two lists, or a name in escapes: parsers would differ
        raise _bad("Name “objects” once, and spell it plainly.")
    if count > limits.objects:
        raise NotTaken(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Too many objects",
            f"The envelope has {count:,} objects; at most {limits.objects:,} are "
            "taken at once. Post them in parts.",
        )
    return [
        Item(place, body, orjson.loads(body), names)
        for place, (body, names) in enumerate(spans)
    ]


def _spans(raw: bytes, limits: Limits) -> Iterator[tuple[bytes, int]]:
    """Yield each object's bytes with the number of names in it; ``raw`` is JSON."""
    depth = start = names = 0
    is_listed = False  # as a member of the list of objects
    for token in TOKEN.finditer(raw):
        string, colon, opened, closed = token.groups()
        if colon:
            names += 1
            if depth == 1:
                is_listed = string == LIST_OF_OBJECTS
        elif opened:
            depth += 1
            if depth == OBJECT_DEPTH:
                start, names = token.start(), 0
            _must_be_shallow(depth, limits)
        elif closed:
            if is_listed and depth == OBJECT_DEPTH:
                yield raw[start : token.end()], names
            depth -= 1


def _must_be_shallow(depth: int, limits: Limits) -> None:
    if depth >= OBJECT_DEPTH + limits.depth:
        raise _bad(f"It is nested deeper than {limits.depth} levels.")


def _counted(raw: bytes) -> int:
    """Return how many objects the envelope has, as a parser finds them.

    Raises:
        NotTaken: it is no JSON, or has no list of objects.
    """
    try:
        envelope = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise _bad(f"It is not JSON in UTF-8: {error}.") from error
    found = envelope.get("objects") if isinstance(envelope, dict) else None
    if not isinstance(found, list):
        raise _bad("It is not an envelope: a JSON object with a list of objects.")
    if not found:
        raise _bad("The list of objects is empty; there is nothing to keep.")
    for place, each in enumerate(found):
        if not isinstance(each, dict):
            raise _bad(f"objects/{place} is not a STIX object.")
    return len(found)


def _bad(description: str) -> NotTaken:
    return NotTaken(HTTPStatus.BAD_REQUEST, "Not an envelope", description)
