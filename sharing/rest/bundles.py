"""STIX bundles of records: their objects as stored, closed under reference.

Revoked ones are among them: whoever has an object must learn that it was taken back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid5

import orjson

from incidents.vocab import RecordKind
from sharing.bundle import NAMESPACE, Bundle
from sharing.rest.reads import Found
from sharing.selection import Member, closed, objects_of, with_referred
from sharing.selectors import View, objects, records

SOURCES = "sources"
# An object that no record makes belongs to this one: a marking, a definition.
NOBODYS = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle whose bytes are still to be read."""

    id: str
    members: Sequence[Member]

    @property
    def records(self) -> set[UUID]:
        """The records that its objects are of."""
        return {each.record_uid for each in self.members} - {NOBODYS}

    def content(self) -> bytes:
        """Return its bytes; without objects it has no list of them (STIX 2.1, 2.6)."""
        if not self.members:
            return b'{"type":"bundle","id":"%s"}\n' % self.id.encode()
        return b"".join(self.chunks())

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes, some objects at a time."""
        return Bundle(self.id, self.members).chunks()


def of_records(view: View, what: str, rows: Sequence[Found]) -> Made:
    """Return the bundle of some records of a sort: whatever they ever stood as.

    A source leaves as no object but as a reference in what rests on it; its bundle
    holds the objects that do.
    """
    keys = [each.key for each in rows]
    if what == SOURCES:
        members = closed(view, _citing(view, keys))
    else:
        own = objects_of(objects(view), [each.uid for each in rows])
        members = with_referred(view, own)
    return Made(_id([what, view.marking, keys], members), members)


def of_release(view: View, number: int, uids: Sequence[UUID]) -> Made:
    """Return the bundle of what the view's own release published.

    All its objects, with those that the records stood as of which it has a version.
    """
    standing = objects(view).filter(is_revoked=False)
    published = objects(view).filter(release_id=view.release).exclude(body=b"")
    members = with_referred(view, [published, *objects_of(standing, uids)])
    return Made(_id([f"release {number}", view.marking], members), members)


def _citing(view: View, sources: Sequence[str]) -> list[UUID]:
    """Return the records that cite a source, and the claims of statements that do."""
    citing = records(view).filter(
        links__field="citations.source", links__target_key__in=sources
    )
    said = citing.filter(kind=RecordKind.STATEMENT).values("key")
    claims = records(view).filter(
        kind=RecordKind.CLAIM, links__field="statement", links__target_key__in=said
    )
    found = {
        *citing.values_list("uid", flat=True),
        *claims.values_list("uid", flat=True),
    }
    return sorted(found)


def _id(what: list[object], members: Sequence[Member]) -> str:
    hashed = sha256(orjson.dumps(what))
    for each in members:
        hashed.update(orjson.dumps([each.stix_id, each.modified]))
    return f"bundle--{uuid5(NAMESPACE, hashed.hexdigest())}"
