"""What differs in a property of a STIX object, in words for one reader."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from desk.comparison.marks import Piece, mark_words
from desk.comparison.signs import Sign
from desk.selectors.words import HIDDEN
from desk.sheets import Known
from sharing.services import Difference

STIX_ID = re.compile(r"[a-z0-9-]+--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Keys = Mapping[str, Known]


@dataclass(frozen=True, slots=True)
class Line:
    """One property that would differ: its path in words, and what is marked in it."""

    path: str
    pieces: Sequence[Piece]
    is_list: bool = False


def line_of(difference: Difference, owners: Mapping[str, str], known: Keys) -> Line:
    """Return a property that differs, with what went and what came marked."""
    path = ": ".join(_words(difference.path))
    before, after = difference.before, difference.after
    if isinstance(before, list) or isinstance(after, list):
        gone = [
            Piece(Sign.REMOVED, _named(each, owners, known)) for each in before or ()
        ]
        come = [Piece(Sign.ADDED, _named(each, owners, known)) for each in after or ()]
        return Line(path, [*gone, *come], is_list=True)
    old, new = _text(before, owners, known), _text(after, owners, known)
    return Line(path, mark_words(old, new))


def _words(path: Sequence[str]) -> list[str]:
    """Return the names of nested properties in words, our extension by what it is."""
    if path[:2] == ("extensions", "ours"):
        path = ("our extension", *path[2:])
    return [each.replace("_", " ") for each in path]


def _text(value: Any, owners: Mapping[str, str], known: Keys) -> str:
    if value is None:
        return ""
    return _named(value, owners, known)


def _named(value: Any, owners: Mapping[str, str], known: Keys) -> str:
    """Return a value as text, an object's id by the name of its record."""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    if not STIX_ID.fullmatch(text) or text not in owners:
        return text
    record = known.get(owners[text])
    return f"{text.partition('--')[0]} of {record.name}" if record else HIDDEN
