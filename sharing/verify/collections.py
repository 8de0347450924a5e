"""What each collection holds: its order, its latest versions, who belongs to it."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Exists, OuterRef, QuerySet

from sharing.deflate import Piece, is_same
from sharing.models import (
    Collection,
    CollectionKind,
    Edge,
    Entry,
    ObjectBody,
    Segment,
)
from sharing.objects import EXTENSIONS
from sharing.segments import SIZE, packed, standing
from sharing.selection import Member, NotPublished, select
from sharing.selectors import lacking, up_to, view
from sharing.verify.breaks import Break

CHUNK = 1000


def collection_breaks(collection: Collection) -> Iterator[Break]:
    """Yield what is wrong with a collection; a partner would see each of these."""
    holding = HOLDING[CollectionKind(collection.kind)]
    yield from chain(_places(collection), _versions(collection), holding(collection))
    yield from _segments(collection)


def _places(collection: Collection) -> Iterator[Break]:
    """Yield what is wrong with the order of a collection."""
    before: Entry | None = None
    rows = collection.entries.order_by("position").select_related("body", "release")
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


def _versions(collection: Collection) -> Iterator[Break]:
    """Yield versions that are wrongly the last or not, or too strictly marked."""
    newer = collection.entries.filter(
        stix_id=OuterRef("stix_id"), modified__gt=OuterRef("modified")
    )
    entries = collection.entries.select_related("release")
    for row in entries.filter(Exists(newer), is_last=True):
        yield _entry(row, f"is not the last version of {row.stix_id}")
    for row in entries.filter(~Exists(newer), is_last=False):
        yield _entry(row, f"is the last version of {row.stix_id}, but not marked so")
    for row in entries.exclude(body__marking__in=_allowed(collection)):
        yield _entry(row, f"{row.stix_id} is too strictly marked for {collection}")


def _segments(collection: Collection) -> Iterator[Break]:
    """Yield segments that do not hold just what stands in their stretch."""
    numbers = collection.segments.order_by("last").values_list("pk", flat=True)
    for pk in list(numbers):
        row = Segment.objects.filter(pk=pk).first()
        # One that went meanwhile told what stood then.
        if row and not _holds_what_stands(row) and _is_there(row):
            before = collection.entries.filter(position__lte=row.last)
            entry = before.order_by("-position").select_related("release").first()
            number = entry.release.number if entry else 0
            fault = f"does not hold what stands in {collection} up to {row.last}"
            yield Break(number, row._meta.db_table, row.pk, fault)


def _holds_what_stands(row: Segment) -> bool:
    places = standing(row.collection_id, row.after, row.last, limit=2 * SIZE)
    if not places:
        return False
    *told, body = packed(row.after, places)
    kept = [row.after, row.last, row.filled, row.size, row.crc, bytes(row.marks)]
    piece = Piece(bytes(row.deflated), row.size, row.crc)
    return kept == told and is_same(piece, Piece(body, row.size, row.crc))


def _is_there(row: Segment) -> bool:
    return Segment.objects.filter(pk=row.pk).exists()


def _everything(collection: Collection) -> Iterator[Break]:
    """Yield what is published up to the marking and missing."""
    yield from _missing(collection, ObjectBody.objects.all())


def _about(collection: Collection) -> Iterator[Break]:
    """Yield what is missing of a record's own collection.

    That is what belongs to the record by what is published now, and the rest of what
    is in it.
    """
    yield from _unfinished(collection)
    belonging = [each.body for each in _selected(collection)]
    yield from _missing(collection, ObjectBody.objects.filter(pk__in=belonging))


def _sample(collection: Collection) -> Iterator[Break]:
    """Yield the types that a sample has no object of, and the rest of what it has."""
    yield from _unfinished(collection)
    lacked = ObjectBody.objects.filter(stix_id__in=lacking(collection))
    yield from _missing(collection, lacked)


def _unfinished(collection: Collection) -> Iterator[Break]:
    """Yield what is missing: other versions of what is in it, what these refer to."""
    inside = collection.entries.values("stix_id")
    yield from _missing(collection, ObjectBody.objects.filter(stix_id__in=inside))
    ends = Edge.objects.filter(body__entries__collection=collection)
    here = collection.entries.filter(stix_id=OuterRef("target_id"))
    # A definition comes along if it is published at all.
    ends = ends.filter(~Exists(here)).exclude(property=EXTENSIONS)
    for edge in ends.select_related("body__release").defer("body__body"):
        fault = f"{edge.target_id}, which it refers to, is missing from {collection}"
        yield _body(edge.body, fault)


def _selected(collection: Collection) -> list[Member]:
    try:
        return select(view(marking=collection.marking), collection.about)
    except NotPublished:  # any more: it keeps what it has
        return []


def _missing(collection: Collection, wanted: QuerySet[ObjectBody]) -> Iterator[Break]:
    """Yield those of the wanted that might be in the collection and are not."""
    entry = collection.entries.filter(body=OuterRef("pk"))
    found = wanted.filter(~Exists(entry), marking__in=_allowed(collection))
    for body in found.select_related("release").defer("body"):
        yield _body(body, f"{body.stix_id} is missing from {collection}")


def _allowed(collection: Collection) -> list[str]:
    return up_to(collection.marking) if collection.marking else []


def _body(row: ObjectBody, fault: str) -> Break:
    return Break(row.release.number, row._meta.db_table, row.pk, fault)


def _entry(row: Entry, fault: str) -> Break:
    return Break(row.release.number, row._meta.db_table, row.pk, fault)


def _nothing(collection: Collection) -> Iterator[Break]:
    """Yield every entry: an inbox has none."""
    for row in collection.entries.select_related("release"):
        yield _entry(row, f"is in {collection}, which holds nothing of ours")


HOLDING = {
    CollectionKind.EVERYTHING: _everything,
    CollectionKind.ABOUT: _about,
    CollectionKind.SAMPLE: _sample,
    CollectionKind.INBOX: _nothing,
}
