"""What each release holds: digests, columns, edges, and the hash over it all."""

from collections.abc import Iterator
from hashlib import sha256

import orjson

from sharing.ledger import EntryLine, Ledger, ObjectLine, RecordLine, in_utc, pairs
from sharing.models import ObjectBody, PublishedRecord, Release
from sharing.objects import content_digest, modified, references
from sharing.verify.breaks import Break, plain

CHUNK = 1000


def release_breaks() -> Iterator[Break]:
    """Yield what is wrong with the releases and with what they appended."""
    previous: bytes | None = None
    for number, release in enumerate(Release.objects.order_by("number"), start=1):
        ledger = Ledger()
        yield from _records(release, ledger)
        yield from _objects(release, ledger)
        _add_entries(release, ledger)
        if release.number != number:
            yield _of(release, f"is numbered {release.number} in place {number}")
        if plain(release.previous_hash) != previous:
            yield _of(release, "does not follow from the release before")
        if plain(release.hash) != _hash(release, ledger):
            yield _of(release, "its hash does not cover what it holds")
        previous = plain(release.hash)


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
    if not row.body and hasattr(row, "erasure"):
        return
    if sha256(row.body).digest() != plain(row.digest):
        yield f"the snapshot of {row.key} is not the one that was published"
        return
    snapshot = orjson.loads(row.body)
    told = (snapshot["uid"], snapshot["key"], snapshot["kind"], snapshot["version"])
    if told != (str(row.uid), row.key, row.kind, row.version):
        yield f"its columns do not say what the snapshot of {row.key} says"


def _object_faults(row: ObjectBody, rank: int) -> Iterator[str]:
    if row.rank != rank:
        yield f"has rank {row.rank} in place {rank}"
    if not row.body and hasattr(row, "erasure"):
        return
    if sha256(row.body).digest() != plain(row.digest):
        yield f"the bytes of {row.stix_id} are not those that were sent"
        return
    obj = orjson.loads(row.body)
    told = (obj["id"], obj["type"], modified(obj), obj.get("revoked", False))
    if told != (row.stix_id, row.type, row.modified, row.is_revoked):
        yield f"its columns do not say what {row.stix_id} says"
    if content_digest(obj) != plain(row.content_digest):
        yield f"the digest of the content of {row.stix_id} is another"
    if pairs(references(obj)) != _edges(row):
        yield f"its edges are not the references of {row.stix_id}"


def _add_entries(release: Release, ledger: Ledger) -> None:
    rows = release.entries.order_by("collection", "position")
    for row in rows.select_related("collection").iterator(CHUNK):
        line = EntryLine(
            row.position, in_utc(row.added), row.stix_id, in_utc(row.modified)
        )
        ledger.entry(row.collection.uuid, line)


def orphans() -> Iterator[Break]:
    """Yield rows whose release is gone: foreign keys hold only while they are on."""
    known = Release.objects.values("pk")
    for model in (PublishedRecord, ObjectBody):
        for pk in model.objects.exclude(release__in=known).values_list("pk", flat=True):
            yield Break(0, model._meta.db_table, pk, "its release is gone")


def _of(release: Release, fault: str) -> Break:
    return Break(release.number, release._meta.db_table, release.pk, fault)


def _hash(release: Release, ledger: Ledger) -> bytes:
    return ledger.hash(
        number=release.number,
        at=release.at,
        by=release.by_id,
        note=release.note,
        previous=plain(release.previous_hash),
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
