"""What the hash of a release covers, as a text that anybody can write again.

The hash is SHA-256 over these lines, each a JSON array and a line feed:

    ["release", 1]                            the version of this format
    ["previous", <hash of the release before, hexadecimal, or null>]
    ["number", <number>]
    ["at", <instant>]
    ["by", <row number of the user>]
    ["note", <text>]
    ["records", <how many>, <SHA-256 over their lines>]
    ["objects", <how many>, <SHA-256 over their lines>]
    ["entries", <collection>, <how many>, <SHA-256 over their lines>]

with one ``entries`` line for each collection that got any, by its id. The lines of
records and objects are in rank order, those of entries in the order of positions;
``line`` of each class below says what they hold. A body is covered by its digest, so
it can be erased without breaking the chain; ``is_last`` changes, so no hash has it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple, overload
from uuid import UUID

import orjson

FORMAT = 1
Pairs = tuple[tuple[str, str], ...]


class RecordLine(NamedTuple):
    """One published record version; ``links`` are pairs of field and key, sorted."""

    rank: int
    uid: UUID
    key: str
    kind: str
    version: int
    marking: str
    acted_earliest: datetime | None
    acted_latest: datetime | None
    digest: str
    links: Pairs


class ObjectLine(NamedTuple):
    """One STIX object version; ``edges`` are pairs of property and id, sorted."""

    rank: int
    record_uid: UUID
    stix_id: str
    type: str
    modified: datetime
    spec_version: str
    marking: str
    is_act: bool
    acted_earliest: datetime | None
    acted_latest: datetime | None
    is_revoked: bool
    digest: str
    content_digest: str
    edges: Pairs


class EntryLine(NamedTuple):
    """One place of an object version in a collection."""

    position: int
    added: datetime
    stix_id: str
    modified: datetime


Line = RecordLine | ObjectLine | EntryLine


class Tally:
    """The count and the running hash of the lines of one kind."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = sha256()

    def add(self, line: Line) -> None:
        """Take one line, in order."""
        self.count += 1
        self._hash.update(_written(list(line)))

    @property
    def digest(self) -> str:
        """The hash over all lines so far."""
        return self._hash.hexdigest()


class Ledger:
    """The tallies of one release in the making, or under verification."""

    def __init__(self) -> None:
        self.records = Tally()
        self.objects = Tally()
        self.entries: dict[UUID, Tally] = {}

    def entry(self, collection: UUID, line: EntryLine) -> None:
        """Take the next entry of a collection."""
        self.entries.setdefault(collection, Tally()).add(line)

    def hash(
        self, *, number: int, at: datetime, by: int, note: str, previous: bytes | None
    ) -> bytes:
        """Return the release's hash."""
        lines: list[list[Any]] = [
            ["release", FORMAT],
            ["previous", previous.hex() if previous else None],
            ["number", number],
            ["at", in_utc(at)],
            ["by", by],
            ["note", note],
            ["records", self.records.count, self.records.digest],
            ["objects", self.objects.count, self.objects.digest],
            *(
                ["entries", collection, tally.count, tally.digest]
                for collection, tally in sorted(self.entries.items())
            ),
        ]
        return sha256(b"".join(map(_written, lines))).digest()


@overload
def in_utc(moment: datetime) -> datetime: ...
@overload
def in_utc(moment: datetime | None) -> datetime | None: ...
def in_utc(moment: datetime | None) -> datetime | None:
    """Return the moment in the one zone that lines are written in."""
    return moment.astimezone(UTC) if moment else None


def pairs(found: Iterable[tuple[str, str]]) -> Pairs:
    """Return pairs in the order of their characters' numbers, each once."""
    return tuple(sorted(set(found)))


def _written(line: list[Any]) -> bytes:
    return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
