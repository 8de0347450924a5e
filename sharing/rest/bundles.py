"""STIX bundles of records: their objects as stored, closed under reference."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid5

import orjson

from incidents.vocab import RecordKind
from sharing.bundle import NAMESPACE, Bundle
from sharing.rest.reads import Found
from sharing.selection import Member, closed
from sharing.selectors import View, records

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
    """Return the bundle of some records of a sort.

    A source leaves as no object but as a reference in what rests on it; its bundle
    holds the objects that do.
    """
    uids = [each.uid for each in rows]
    if what == SOURCES:
        uids = _citing(view, [each.key for each in rows])
    members = closed(view, uids)
    return Made(
        _id([what, view.marking, [each.key for each in rows]], members), members
    )


def of_objects(view: View, what: str, uids: Sequence[UUID]) -> Made:
    """Return the bundle of what these records leave as, for what was asked."""
    members = closed(view, uids)
    return Made(_id([what, view.marking], members), members)


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
