"""Whether one posted object is taken into quarantine, and what is said of it.

Refused is what could not be read back or told apart: a malformed id, no version, a
breach of the OASIS schema, a name given twice. Anything else is a remark for the
analyst: quarantine is where doubtful things belong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import orjson

from sharing.inbox.envelope import Item
from sharing.inbox.markings import TLP_1, marking_of
from sharing.inbox.schemas import is_known, wrong
from sharing.inbox.text import shown

LONGEST_TYPE, LONGEST_ID, LONGEST_NAME = 80, 120, 400
ID = re.compile(
    r"([a-z][a-z0-9-]+[a-z0-9])--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z", re.ASCII)
SPEC_VERSION = "2.1"
# A clock that is fast, or local time passed off as UTC: to be looked at, not lost.
FAR_AHEAD = timedelta(days=1)


class NotSound(Exception):
    """An object that is refused; the text says why, for the partner."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What is kept of an object besides its bytes.

    ``version`` is spelled as posted and empty where the object has none.
    """

    stix_id: str
    type: str
    version: str
    version_at: datetime | None
    spec_version: str
    name: str
    marking: str
    remarks: tuple[str, ...]
    digest: bytes
    body: bytes


def checked(item: Item, defined: Mapping[str, str], *, at: datetime) -> Sound:
    """Return what is kept of an object. ``defined`` are the post's own markings.

    Raises:
        NotSound: it is refused.
    """
    thing = item.content
    kind = _kind(thing)
    _well_formed(item)
    version, version_at = _version(thing, at)
    if said := wrong(kind, thing):
        raise NotSound(_plain("; ".join(said)))
    marking = marking_of(thing, defined)
    return Sound(
        stix_id=thing["id"],
        type=kind,
        version=version,
        version_at=version_at,
        spec_version=SPEC_VERSION,
        name=_name(thing),
        marking=marking,
        remarks=tuple(_remarks(thing, kind, marking, version_at, at)),
        digest=sha256(orjson.dumps(thing, option=orjson.OPT_SORT_KEYS)).digest(),
        body=item.body,
    )


def _kind(thing: Mapping[str, Any]) -> str:
    """Return the object's type, if id and type are in order (STIX 2.1 §2.9)."""
    match = ID.fullmatch(thing["id"])
    if match is None or len(thing["id"]) > LONGEST_ID:
        raise NotSound("id: is not a type, two hyphens and a UUID in lower case (§2.9)")
    kind = match[1]
    if thing.get("type") != kind:
        raise NotSound("type: is not the one that the id begins with (§2.9)")
    if len(kind) > LONGEST_TYPE:
        raise NotSound(f"type: is longer than {LONGEST_TYPE} characters")
    if kind == "bundle":
        raise NotSound("type: a bundle is no object; post the objects in it")
    is_observable = "created" not in thing
    if thing.get("spec_version", SPEC_VERSION if is_observable else "2.0") != "2.1":
        raise NotSound('spec_version: only STIX 2.1 is taken; say "2.1"')
    return kind


def _well_formed(item: Item) -> None:
    """Refuse names that are given twice, nulls and empty lists (§2.5, §2.6)."""
    names = 0
    waiting: list[tuple[str, Any]] = [("", item.content)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, dict):
            names += len(value)
            waiting += [(f"{place}/{name}", each) for name, each in value.items()]
        elif isinstance(value, list) and value:
            waiting += [(place, each) for each in value]
        elif value is None or value == []:
            said = "null" if value is None else "an empty list"
            raise NotSound(_plain(f"{place[1:]}: is {said}; leave it out"))
    if names != item.names:
        raise NotSound("a member is named twice, so it is not clear what is meant")


def _version(thing: Mapping[str, Any], at: datetime) -> tuple[str, datetime | None]:
    """Return the version as it is spelled, and its instant (TAXII 2.1 §3.4.1)."""
    created = _time(thing, "created")
    modified = _time(thing, "modified")
    if created and modified and modified < created:
        raise NotSound("modified: lies before created (§3.2)")
    found = modified or created
    if found and found > at + FAR_AHEAD:
        raise NotSound("modified: lies in the future by more than a day")
    name = "modified" if modified else "created"
    return (thing[name], found) if found else ("", None)


def _time(thing: Mapping[str, Any], name: str) -> datetime | None:
    written = thing.get(name)
    if written is None:
        return None
    try:
        if not isinstance(written, str) or not TIME.fullmatch(written):
            raise ValueError
        return datetime.fromisoformat(written).astimezone(UTC)
    except ValueError as error:
        said = "is no time such as 2026-01-05T12:00:00.000Z (§2.16)"
        raise NotSound(f"{name}: {said}") from error


def _name(thing: Mapping[str, Any]) -> str:
    """Return what an object is called, or says, in one line; empty if it is silent."""
    for member in ("name", "value", "relationship_type", "abstract", "opinion"):
        found = thing.get(member)
        if isinstance(found, str) and found.strip():
            return _plain(" ".join(found.split()))[:LONGEST_NAME]
    return ""


def _remarks(
    thing: Mapping[str, Any],
    kind: str,
    marking: str,
    version_at: datetime | None,
    at: datetime,
) -> Iterator[str]:
    if not is_known(kind):
        yield f"{kind} is no type of STIX 2.1; only what all objects share was checked"
    if not marking and kind != "marking-definition":
        yield "it has no TLP marking that can be read, so it counts as RED here"
    if not TLP_1.keys().isdisjoint(thing.get("object_marking_refs", ())):
        yield "it is marked by TLP 1"
    if "created" in thing and "created_by_ref" not in thing and kind != "identity":
        yield "it does not say who made it (created_by_ref)"
    if version_at and version_at > at:
        yield "modified lies in the future"
    if own := sorted(name for name in thing if name.startswith("x_")):
        yield _plain(f"members of its own, which STIX 2.1 deprecates: {', '.join(own)}")


def _plain(text: str) -> str:
    """Return a text for people: no longer than they read, with all that is in it."""
    return shown(text[:1000])
