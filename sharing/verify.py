"""Is the store still what was published? Everything is computed again and compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import orjson
from django.db.models import Exists, OuterRef, QuerySet

from sharing.ledger import EntryLine, Ledger, ObjectLine, RecordLine, in_utc, pairs
from sharing.models import (
    Collection,
    Entry,
    ObjectBody,
    PublishedRecord,
    Release,
)
from sharing.objects import content_digest, modified, references
from sharing.selectors import up_to

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Break:
    """One row of the store that is not as it was published."""

    release: int
    table: str
    id: int
    fault: str

    def __str__(self) -> str:
        return f"release {self.release}, {self.table}, row {self.id}: {self.fault}"


def verify_store() -> list[Break]:
    """Return every break of the store, in the order of releases; empty is whole.

    Digests, hashes, the chain and its numbers, edges, positions and times are computed
    again. That whole releases were cut off at the end shows only to somebody who kept
    the hash of the last one elsewhere.
    """
    breaks = [*_releases(), *_orphans()]
    for collection in Collection.objects.order_by("pk"):
        breaks += [*_places(collection), *_membership(collection)]
    return sorted(breaks, key=lambda each: each.release)


def _releases() -> Iterator[Break]:
    previous: bytes | None = None
    for number, release in enumerate(Release.objects.order_by("number"), start=1):
        ledger = Ledger()
        yield from _records(release, ledger)
        yield from _objects(release, ledger)
        _add_entries(release, ledger)
        if release.number != number:
            yield _of(release, f"is numbered {release.number} in place {number}")
        if _bytes(release.previous_hash) != previous:
            yield _of(release, "does not follow from the release before")
        if _bytes(release.hash) != _hash(release, ledger):
            yield _of(release, "its hash does not cover what it holds")
        previous = _bytes(release.hash)


def _records(release: Release, ledger: Ledger) -> Iterator[Break]:
    rows = release.records.order_by("rank").prefetch_related("links")
    for rank, row in enumerate(rows.iterator(CHUNK), start=1):
        ledger.records.add(_record_line(row))
        for fault in _record_faults(row, rank):
            yield Break(release.number, row._meta.db_table, row.pk, fault)


def _objects(release: Release, ledger: Ledger) -> Iterator[Break]:
    rows = release.bodies.order_by("rank").prefetch_related("edges")
    for rank, row in enumerate(rows.iterator(CHUNK), start=1):
        ledger.objects.add(_object_line(row))
        for fault in _object_faults(row, rank):
            yield Break(release.number, row._meta.db_table, row.pk, fault)


def _record_faults(row: PublishedRecord, rank: int) -> Iterator[str]:
    if row.rank != rank:
        yield f"has rank {row.rank} in place {rank}"
    if sha256(row.body).digest() != _bytes(row.digest):
        yield f"the snapshot of {row.key} is not the one that was published"
        return
    snapshot = orjson.loads(row.body)
    told = (snapshot["uid"], snapshot["key"], snapshot["kind"], snapshot["version"])
    if told != (str(row.uid), row.key, row.kind, row.version):
        yield f"its columns do not say what the snapshot of {row.key} says"


def _object_faults(row: ObjectBody, rank: int) -> Iterator[str]:
    if row.rank != rank:
        yield f"has rank {row.rank} in place {rank}"
    if sha256(row.body).digest() != _bytes(row.digest):
        yield f"the bytes of {row.stix_id} are not those that were sent"
        return
    obj = orjson.loads(row.body)
    told = (obj["id"], obj["type"], modified(obj), obj.get("revoked", False))
    if told != (row.stix_id, row.type, row.modified, row.is_revoked):
        yield f"its columns do not say what {row.stix_id} says"
    if content_digest(obj) != _bytes(row.content_digest):
        yield f"the digest of the content of {row.stix_id} is another"
    if pairs(references(obj)) != _edges(row):
        yield f"its edges are not the references of {row.stix_id}"


def _add_entries(release: Release, ledger: Ledger) -> None:
    rows = Entry.objects.filter(body__release=release).order_by(
        "collection", "position"
    )
    for row in rows.select_related("collection").iterator(CHUNK):
        line = EntryLine(
            row.position, in_utc(row.added), row.stix_id, in_utc(row.modified)
        )
        ledger.entry(row.collection.uuid, line)


def _places(collection: Collection) -> Iterator[Break]:
    """Yield what is wrong with the order of a collection."""
    before: Entry | None = None
    rows = collection.entries.order_by("position").select_related("body__release")
    for place, row in enumerate(rows.defer("body__body").iterator(CHUNK), start=1):
        if row.position != place:
            yield _entry(row, f"has position {row.position} in place {place}")
        if before and row.added <= before.added:
            yield _entry(row, "was not added after the one before")
        body = row.body
        told = (body.stix_id, body.type, body.modified, body.spec_version)
        if told != (row.stix_id, row.type, row.modified, row.spec_version):
            yield _entry(row, f"does not say what its object {body.stix_id} says")
        before = row


def _membership(collection: Collection) -> Iterator[Break]:
    """Yield what is in a collection and should not be, or the reverse."""
    allowed = up_to(collection.marking)
    newer = collection.entries.filter(
        stix_id=OuterRef("stix_id"), modified__gt=OuterRef("modified")
    )
    entries = collection.entries.select_related("body__release").defer("body__body")
    for row in entries.filter(Exists(newer), is_last=True):
        yield _entry(row, f"is not the last version of {row.stix_id}")
    for row in entries.filter(~Exists(newer), is_last=False):
        yield _entry(row, f"is the last version of {row.stix_id}, but not marked so")
    for row in entries.exclude(body__marking__in=allowed):
        yield _entry(row, f"{row.stix_id} is too strictly marked for {collection}")
    entry = collection.entries.filter(body=OuterRef("pk"))
    for body in _bodies().filter(~Exists(entry), marking__in=allowed):
        fault = f"{body.stix_id} is missing from {collection}"
        yield Break(body.release.number, body._meta.db_table, body.pk, fault)


def _orphans() -> Iterator[Break]:
    """Yield rows whose release is gone: foreign keys hold only while they are on."""
    known = Release.objects.values("pk")
    for model in (PublishedRecord, ObjectBody):
        for pk in model.objects.exclude(release__in=known).values_list("pk", flat=True):
            yield Break(0, model._meta.db_table, pk, "its release is gone")


def _bodies() -> QuerySet[ObjectBody]:
    return ObjectBody.objects.select_related("release").defer("body")


def _entry(row: Entry, fault: str) -> Break:
    return Break(row.body.release.number, row._meta.db_table, row.pk, fault)


def _of(release: Release, fault: str) -> Break:
    return Break(release.number, release._meta.db_table, release.pk, fault)


def _hash(release: Release, ledger: Ledger) -> bytes:
    return ledger.hash(
        number=release.number,
        at=release.at,
        by=release.by_id,
        note=release.note,
        previous=_bytes(release.previous_hash),
    )


def _record_line(row: PublishedRecord) -> RecordLine:
    return RecordLine(
        rank=row.rank,
        uid=row.uid,
        key=row.key,
        kind=row.kind,
        version=row.version,
        marking=row.marking,
        acted_earliest=in_utc(row.acted_earliest),
        acted_latest=in_utc(row.acted_latest),
        digest=bytes(row.digest).hex(),
        links=pairs((each.field, each.target_key) for each in row.links.all()),
    )


def _object_line(row: ObjectBody) -> ObjectLine:
    return ObjectLine(
        rank=row.rank,
        record_uid=row.record_uid,
        stix_id=row.stix_id,
        type=row.type,
        modified=in_utc(row.modified),
        spec_version=row.spec_version,
        marking=row.marking,
        is_act=row.is_act,
        acted_earliest=in_utc(row.acted_earliest),
        acted_latest=in_utc(row.acted_latest),
        is_revoked=row.is_revoked,
        digest=bytes(row.digest).hex(),
        content_digest=bytes(row.content_digest).hex(),
        edges=_edges(row),
    )


def _edges(row: ObjectBody) -> tuple[tuple[str, str], ...]:
    return pairs((each.property, each.target_id) for each in row.edges.all())


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    """Return a binary column as bytes; the driver gives a view of memory."""
    return None if value is None else bytes(value)
