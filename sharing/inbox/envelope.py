"""An envelope's bytes, cut into its objects; each keeps the exact bytes it came in.

orjson says whether it is JSON at all, and what is in it: it is strict, bounds its own
recursion, and takes time in proportion to the length. Python's decoder, which tells
where a value ends and which names stand in it, then reads nothing but JSON.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from json import JSONDecoder
from typing import Any

import orjson

from sharing.inbox.limits import Limits
from sharing.inbox.refusals import NotTaken

# What stands between the members of the envelope, and of its list.
BETWEEN = re.compile(r"[\s,:]*")
LIST_OF_OBJECTS = '"objects"'
ABOVE_OBJECTS = 2  # levels: the envelope, the list


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
    contents = _contents(raw, limits)
    spans = list(_spans(raw.decode()))
    if len(contents) != len(spans):  # two lists, or a name in escapes
        raise _bad("Name “objects” once, and spell it plainly.")
    if len(contents) > limits.objects:
        raise NotTaken(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Too many objects",
            f"The envelope has {len(contents):,} objects; at most {limits.objects:,} "
            "are taken at once. Post them in parts.",
        )
    pairs = enumerate(zip(contents, spans, strict=True))
    return [Item(place, body, each, names) for place, (each, (body, names)) in pairs]


def _spans(text: str) -> Iterator[tuple[bytes, int]]:
    """Yield each object's bytes with the number of names in it; ``text`` is JSON."""
    names: list[int] = []  # of each dictionary in the value that was read last
    read = JSONDecoder(
        object_pairs_hook=lambda pairs: names.append(len(pairs)), parse_int=str
    ).raw_decode
    place = _next(text, _next(text, 0) + 1)
    while text[place] != "}":
        _, end = read(text, place)
        name, place = text[place:end], _next(text, end)
        if name == LIST_OF_OBJECTS and text[place] == "[":
            place = _next(text, place + 1)
            while text[place] != "]":
                names.clear()
                _, end = read(text, place)
                yield text[place:end].encode(), sum(names)
                place = _next(text, end)
            end = place + 1
        else:
            _, end = read(text, place)
        place = _next(text, end)


def _next(text: str, place: int) -> int:
    """Return where the next value begins, or what holds the values ends."""
    found = BETWEEN.match(text, place)
    assert found, "Nothing is matched as well."
    return found.end()


def _contents(raw: bytes, limits: Limits) -> Sequence[dict[str, Any]]:
    """Return the objects of the envelope, as a parser finds them.

    Raises:
        NotTaken: it is no JSON, has no list of objects, or is nested too deep.
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
    _must_be_shallow(envelope, limits)
    return found


def _must_be_shallow(envelope: dict[str, Any], limits: Limits) -> None:
    """Refuse what is nested too deep; level by level, so as not to go down there."""
    level: list[Any] = [envelope]
    for _ in range(ABOVE_OBJECTS + limits.depth):
        level = [
            each
            for holder in level
            for each in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(each, (dict, list))
        ]
        if not level:
            return
    raise _bad(f"It is nested deeper than {limits.depth} levels.")


def _bad(description: str) -> NotTaken:
    return NotTaken(HTTPStatus.BAD_REQUEST, "Not an envelope", description)
