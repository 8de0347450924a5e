"""What the store knows of a STIX object by reading it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

# An object names the definitions of its extensions as keys of this member.
EXTENSIONS = "extensions"


def content_digest(obj: Mapping[str, Any]) -> bytes:
    """Return the hash of all members but ``modified``, whatever their order."""
    content = {name: value for name, value in obj.items() if name != "modified"}
    return sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).digest()


def modified(obj: Mapping[str, Any]) -> datetime:
    """Return the object's version; that of what has none is when it was created."""
    return datetime.fromisoformat(obj.get("modified") or obj["created"])


def references(obj: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every reference in an object, at any depth: its property and the id.

    The definitions of its extensions are among them.
    """
    for name, value in obj.items():
        if isinstance(value, str):
            if name.endswith("_ref"):
                yield name, value
        elif isinstance(value, dict):
            yield from references(value)
        elif isinstance(value, list):
            yield from _listed(name, value)
    for extension in obj.get(EXTENSIONS, ()):
        yield EXTENSIONS, extension


def _listed(name: str, values: list[Any]) -> Iterator[tuple[str, str]]:
    is_reference = name.endswith("_refs")
    for each in values:
        if is_reference:
            yield name, each
        elif isinstance(each, dict):
            yield from references(each)
