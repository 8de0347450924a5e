"""One page of a collection's contents, item by item in the bytes that are sent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from sharing import inbox, segments
from sharing.access import Reader
from sharing.deflate import Chunk
from sharing.inbox import Posted
from sharing.models import Collection
from sharing.pages import Line, Shelf, Wanted, lines
from sharing.taxii.media import STIX
from sharing.wire import timestamp

OBJECTS: Final = "objects"
MANIFEST: Final = "manifest"
VERSIONS: Final = "versions"
RECORD: Final = (
    '{"id":"%s","date_added":"%s","version":"%s","media_type":"' + STIX + '"}'
)


@dataclass(frozen=True, slots=True)
class Part:
    """The items of one page, with the position and time of its first and last entry.

    An item may be several, with commas in between; ``count`` is of all. Positions are
    those of our own collections; what is in an inbox has none.
    """

    items: Sequence[Chunk] = ()
    count: int = 0
    first: tuple[int, datetime] | None = None
    last: tuple[int, datetime] | None = None
    more: bool = False


def ours(form: str, shelf: Shelf, wanted: Wanted, limit: int) -> Part:
    """Return a page of one of our collections in one of the three forms."""
    if form == OBJECTS:
        run = segments.page(shelf, wanted, limit=limit)
        return Part(run.parts, run.count, run.first, run.last, run.more)
    rows, more = lines(shelf.pk, wanted, limit=limit)
    if not rows:
        return Part()
    write = LINES[form]
    first, last = ((each.position, each.added) for each in (rows[0], rows[-1]))
    return Part([write(each) for each in rows], len(rows), first, last, more)


def posted(form: str, reader: Reader, shelf: Shelf, wanted: Wanted, limit: int) -> Part:
    """Return a page of what this reader's partner posted to an inbox, and no other."""
    asked = inbox.Wanted(
        ids=frozenset(wanted.ids),
        types=frozenset(wanted.types),
        spec_versions=frozenset(wanted.spec_versions),
        versions=frozenset(wanted.versions),
        added_after=wanted.added_after,
    )
    collection = Collection(pk=shelf.pk, uuid=shelf.uuid, kind=shelf.kind)
    found = inbox.posted(reader, collection, asked, limit=limit)
    if not found.rows:
        return Part()
    write = POSTED[form]
    first, last = ((0, each.added) for each in (found.rows[0], found.rows[-1]))
    items = [write(each) for each in found.rows]
    return Part(items, len(items), first, last, found.more)


def has_posted(reader: Reader, shelf: Shelf, stix_id: str) -> bool:
    """Whether the reader posted any version of an object."""
    wanted = Wanted(ids=(stix_id,), versions=("all",))
    return bool(posted(VERSIONS, reader, shelf, wanted, 1).items)


def version(modified: str) -> str:
    """Return a version of six digits as the objects in our collections write it.

    Ours have three digits behind the second; those of others that come along with
    them, such as the definitions of OASIS, have six where they need them.
    """
    return f"{modified[:-4]}Z" if modified.endswith("000Z") else modified


def _record(line: Line) -> bytes:
    told = (line.stix_id, line.date_added, version(line.modified))
    return (RECORD % told).encode()


def _posted_record(each: Posted) -> bytes:
    return orjson.dumps(
        {
            "id": each.stix_id,
            "date_added": timestamp(each.added),
            "version": each.version,
            "media_type": f"application/stix+json;version={each.spec_version}",
        }
    )


LINES: Final[dict[str, Callable[[Line], bytes]]] = {
    MANIFEST: _record,
    VERSIONS: lambda line: f'"{version(line.modified)}"'.encode(),
}
POSTED: Final[dict[str, Callable[[Posted], bytes]]] = {
    OBJECTS: lambda each: each.body,
    MANIFEST: _posted_record,
    VERSIONS: lambda each: orjson.dumps(each.version),
}
