"""The one way into the store: a release in the making, written by COPY.

One publisher at a time: the lock is taken before the head is read and held to the
end of the transaction, so numbers, positions and times follow the order of commits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Group
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from secrets import randbelow
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import connection

from incidents.vocab import MARKING_RANK
from sharing.ledger import EntryLine, Ledger, in_utc
from sharing.models import (
    LOCK,
    Collection,
    CollectionKind,
    Edge,
    Entry,
    Link,
    ObjectBody,
    PublishedRecord,
    Release,
)
from sharing.rows import SPEC_VERSION, NewObject, NewRecord, Row, copy_rows, next_ids

TICK = timedelta(microseconds=1)
# Between entries: fifty in a millisecond, to which some clients cut where they stopped,
# so that this many come to them again.
STEP = timedelta(microseconds=20)
FAR_ABOVE = 1_000_000_000  # any version of a record
Clock = Callable[[], datetime]


@dataclass(slots=True)
class Place:
    """Where the last entry of a collection stands; the next comes after it."""

    collection: Collection
    position: int
    added: datetime

    def takes(self, marking: str) -> bool:
        """Whether an object so marked belongs to the collection."""
        return MARKING_RANK[marking] <= MARKING_RANK[self.collection.marking]


class Body(NamedTuple):
    """An object version of the store as its place in a collection is told."""

    pk: int
    stix_id: str
    type: str
    modified: datetime


@dataclass(slots=True)
class Appending:
    """A release that is being written; nobody sees any of it before the commit."""

    by: User
    at: datetime
    note: str
    number: int
    previous: bytes | None
    places: Sequence[Place]
    pk: int
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been appended yet."""
        ledger = self.ledger
        return not (ledger.records.count or ledger.objects.count or ledger.entries)

    def append_records(self, records: Sequence[NewRecord]) -> None:
        """Append record versions, in this order."""
        rows, links = [], []
        for pk, record in zip(
            next_ids(PublishedRecord, len(records)), records, strict=True
        ):
            rank = self.ledger.records.count + 1
            self.ledger.records.add(record.line(rank))
            rows.append(record.row(pk, self.pk, rank))
            links += [(pk, name, key) for name, key in record.links]
        copy_rows(PublishedRecord, rows)
        copy_rows(Link, links)

    def append_objects(
        self, objects: Sequence[NewObject], *, superseding: Group[str]
    ) -> None:
        """Append object versions, in this order, to every collection they belong to.

        ``superseding`` holds the ids of those that have an earlier version.
        """
        rows, edges = [], []
        numbered = list(zip(next_ids(ObjectBody, len(objects)), objects, strict=True))
        for pk, each in numbered:
            rank = self.ledger.objects.count + 1
            self.ledger.objects.add(each.line(rank))
            rows.append(each.row(pk, self.pk, rank))
            edges += [(pk, name, target) for name, target in each.edges]
        copy_rows(ObjectBody, rows)
        copy_rows(Edge, edges)
        for place in self.places:
            bodies = [
                Body(pk, each.stix_id, each.type, each.modified)
                for pk, each in numbered
                if place.takes(each.marking)
            ]
            self.enter(place, bodies, superseding=superseding)

    def enter(
        self, place: Place, bodies: Sequence[Body], *, superseding: Group[str]
    ) -> None:
        """Put object versions into a collection, in this order, each at the next place.

        ``superseding`` holds the ids of those that have an earlier version there. Of
        several versions of one object the newest becomes the last.
        """
        place.collection.entries.filter(stix_id__in=superseding, is_last=True).update(
            is_last=False
        )
        newest: dict[str, datetime] = {}
        for each in bodies:
            newest[each.stix_id] = max(
                each.modified, newest.get(each.stix_id, each.modified)
            )
        copy_rows(Entry, self._entries(place, bodies, newest))

    def place(self, collection: Collection) -> Place:
        """Return where the next entry of a collection goes."""
        return _place(collection, self.at)

    def _entries(
        self, place: Place, bodies: Iterable[Body], newest: Mapping[str, datetime]
    ) -> Iterator[Row]:
        """Yield the rows of one collection."""
        collection = place.collection
        for each in bodies:
            place.position += 1
            place.added = in_utc(max(self.at, place.added + STEP))
            line = EntryLine(
                place.position, place.added, each.stix_id, in_utc(each.modified)
            )
            self.ledger.entry(collection.uuid, line)
            yield (
                *(self.pk, collection.pk, place.position, place.added, each.pk),
                *(each.stix_id, each.type, each.modified, SPEC_VERSION),
                each.modified == newest[each.stix_id],
            )

    def seal(self) -> Release | None:
        """Write the release with its hash; None if nothing was appended to it."""
        if self.is_empty:
            return None
        hashed = self.ledger.hash(
            number=self.number,
            at=self.at,
            by=self.by.pk,
            note=self.note,
            previous=self.previous,
        )
        return Release.objects.create(
            pk=self.pk,
            number=self.number,
            at=self.at,
            by=self.by,
            note=self.note,
            previous_hash=self.previous,
            hash=hashed,
        )


@dataclass(slots=True)
class Rehearsal(Appending):
    """A release that will never be: written so as to be read, then rolled back.

    Nobody waits for it and it waits for nobody: it takes no lock, enters no collection,
    and its rows bear numbers and times that no publication has, so that no unique index
    holds one of the two up.
    """

    records: list[NewRecord] = field(default_factory=list)
    objects: list[NewObject] = field(default_factory=list)

    def append_records(self, records: Sequence[NewRecord]) -> None:
        """Keep record versions for later."""
        self.records += records

    def append_objects(
        self, objects: Sequence[NewObject], *, superseding: Group[str]
    ) -> None:
        """Keep object versions for later."""
        self.objects += objects

    def play(self) -> None:
        """Write what was kept, each as the latest of its own."""
        later = timedelta(microseconds=1 + randbelow(999))  # others' have milliseconds
        above = FAR_ABOVE + randbelow(FAR_ABOVE)
        Appending.append_records(
            self, [replace(each, version=each.version + above) for each in self.records]
        )
        Appending.append_objects(
            self,
            [replace(each, modified=each.modified + later) for each in self.objects],
            superseding=(),
        )


def rehearse(*, by: User, at: datetime, note: str = "") -> Rehearsal:
    """Return a release that is not to be; for use in a transaction that is undone."""
    (pk,) = next_ids(Release, 1)
    return Rehearsal(by, in_utc(at), note, 0, None, (), pk)


def begin(*, by: User, at: datetime | Clock, note: str) -> Appending:
    """Take the lock and return the next release, to be written and sealed.

    Its time is ``at``, or just after the release before if that is later. A clock is
    read once the lock is held: whoever waited for it is not dated before the wait.
    """
    with connection.cursor() as cursor:
        # A statement of its own: what is read next must see whoever went before.
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    at = in_utc(at if isinstance(at, datetime) else at())
    head = Release.objects.order_by("-number").first()
    everything = Collection.objects.filter(kind=CollectionKind.EVERYTHING)
    return Appending(
        by=by,
        at=max(at, head.at + TICK) if head else at,
        note=note,
        number=head.number + 1 if head else 1,
        previous=bytes(head.hash) if head else None,
        places=[_place(each, at) for each in everything.order_by("pk")],
        pk=next_ids(Release, 1)[0],
    )


def _place(collection: Collection, at: datetime) -> Place:
    last = collection.entries.order_by("-position").first()
    if last is None:
        return Place(collection, 0, at - TICK)
    return Place(collection, last.position, last.added)
