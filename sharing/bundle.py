"""A selection as one STIX bundle, joined from stored bytes at constant memory."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID, uuid5

import orjson

from positions import reading
from positions.contest import Contest, contest_states
from sharing.driver import execute
from sharing.selection import Member, belonging, select
from sharing.selectors import View, in_chunks, records, snapshots, view

# Drawn once for this project: bundle ids are made in it.
NAMESPACE = UUID("07d96e8e-f2f1-4473-8d4b-5eca724ea15a")
CHUNK = 500
# In the order that is asked for, each found by its number.
BODIES = """select (select body from sharing_objectbody where id = wanted.id)
    from unnest(%s::bigint[]) with ordinality wanted(id, place) order by wanted.place"""


@dataclass(frozen=True, slots=True)
class Query:
    """What a bundle is asked for; None is now, and every day."""

    key: str
    marking: str = "CLEAR"
    as_of: date | None = None
    known_at: datetime | None = None

    @property
    def view(self) -> View:
        """The view of the store that it is answered from."""
        return view(self.known_at, self.marking, self.as_of)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The objects of one query, found and in order; their bytes are still to be read.

    Its id derives from the query and from which version of which object is in it.
    """

    id: str
    members: Sequence[Member]

    @property
    def types(self) -> Mapping[str, int]:
        """How many objects of which type, by type."""
        return dict(sorted(Counter(each.type for each in self.members).items()))

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """Yield the bundle, so many objects at a time, each as it was stored.

        Of an object that was erased on legal order there is nothing left to yield.
        """
        yield b'{"type":"bundle","id":"%s","objects":[' % self.id.encode()
        between = b""
        for chunk in in_chunks(self.members, size):
            rows = execute(BODIES, [[each.body for each in chunk]])
            if found := b",".join([body for (body,) in rows if body]):
                yield between + found
                between = b","
        yield b"]}\n"


def bundle(query: Query, members: Sequence[Member] | None = None) -> Bundle:
    """Return the bundle that answers a query, of its members if they are found already.

    Raises:
        NotPublished: nothing of that key is published in this view.
    """
    if members is None:
        members = select(query.view, query.key)
    return Bundle(f"bundle--{_id(query, members)}", members)


def contests(query: Query) -> dict[str, dict[str, Contest]]:
    """Return the contest state at every level, for each incident of the query.

    Computed from what was published, not from what the bundle shows: an act that is
    only possibly before the day is named apart.
    """
    whole = View(query.view.release, query.marking)
    incidents = belonging(whole, query.key).of("incident")
    record = reading.read(snapshots(records(whole).filter(kind__in=reading.VIEWED)))
    return {key: contest_states(record, key, query.as_of) for key in sorted(incidents)}


def _id(query: Query, members: Sequence[Member]) -> UUID:
    hashed = sha256(
        orjson.dumps(
            [
                query.key,
                query.marking,
                query.as_of,
                query.known_at and query.known_at.astimezone(UTC),
            ]
        )
    )
    for each in members:
        hashed.update(orjson.dumps([each.stix_id, each.modified]))
    return uuid5(NAMESPACE, hashed.hexdigest())
