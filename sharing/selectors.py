"""Reads of the store: the one way out.

Everything is asked of a ``View``: the record as known at a release, up to a marking,
as of a day. Two equal views give equal answers, whatever is published meanwhile.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any, TypeVar

import orjson
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from incidents.vocab import MARKING_RANK, RecordKind
from positions import reading
from positions.values import Record
from sharing.driver import execute
from sharing.models import (
    LOCK,
    Collection,
    CollectionKind,
    ObjectBody,
    PublishedRecord,
    Release,
)

Snapshot = Mapping[str, Any]
T = TypeVar("T")

# Acts: they took place, or were said, on a day, or are of no day if it is not known.
DATED = (
    RecordKind.INCIDENT,
    RecordKind.EVENT,
    RecordKind.IMPACT,
    RecordKind.STATEMENT,
    RecordKind.CLAIM,
    RecordKind.RESPONSE,
)
# Longest list of values in one query; some drivers take no more than 65,535.
MANY = 10_000
# What nearly every answer begins with.
COLUMNS = ("id", "number", "at", "by_id", "note", "previous_hash", "hash")
LATEST = """select id, number, at, by_id, note, previous_hash, hash
    from sharing_release order by number desc limit 1"""
ERASED = "select count(*) from sharing_publishedrecord where key = %s and body = ''"


@dataclass(frozen=True, slots=True)
class View:
    """What is asked of the store: known at which release, up to which marking, as of.

    Row numbers of releases are drawn under the publishers' lock, so they rise as the
    releases' numbers do; unlike those they are there while a release is being made.
    """

    release: int
    marking: str
    as_of: date | None = None

    @property
    def markings(self) -> list[str]:
        """The markings that may be seen."""
        return up_to(self.marking)

    @property
    def happened(self) -> Q:
        """The condition that a dated thing had certainly taken place or come out."""
        if self.as_of is None:
            return Q(pk__isnull=False)  # an empty Q would drop out of an "or"
        return Q(acted_latest__lte=datetime.combine(self.as_of, time.max, tzinfo=UTC))


def up_to(marking: str) -> list[str]:
    """Return the marking with all that are milder."""
    return [
        each for each, rank in MARKING_RANK.items() if rank <= MARKING_RANK[marking]
    ]


def latest_release(known_at: datetime | None = None) -> Release | None:
    """Return the last release, or the last one that was out at an instant."""
    if known_at is None:
        rows = execute(LATEST, [])
        return Release.from_db(connection.alias, COLUMNS, rows[0]) if rows else None
    with connection.cursor() as cursor:
        # Wait for a publisher at work: its release may bear an earlier time, and
        # what was known at an instant must not change when it commits.
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [LOCK])
    return Release.objects.order_by("-number").filter(at__lte=known_at).first()


def view(
    known_at: datetime | None = None, marking: str = "CLEAR", as_of: date | None = None
) -> View:
    """Return the view of the store at an instant; of now, if none is given."""
    release = latest_release(known_at)
    return View(release.pk if release else 0, marking, as_of)


def records(of: View) -> QuerySet[PublishedRecord]:
    """Return the newest version of every record in the view.

    A record whose newest version is marked too strictly is not in it at all, nor is
    what had not certainly taken place, been said or come out by the day.
    """
    newer = PublishedRecord.objects.filter(
        release_id__lte=of.release,
        key=OuterRef("key"),
        version__gt=OuterRef("version"),
    )
    # In no order: the usual one would join the release, which may be in the making.
    return PublishedRecord.objects.order_by().filter(
        ~Exists(newer),
        Q(acted_latest=None) & ~Q(kind__in=DATED) | of.happened,
        release_id__lte=of.release,
        marking__in=of.markings,
    )


def objects(of: View) -> QuerySet[ObjectBody]:
    """Return the newest version of every STIX object in the view, revoked ones too."""
    newer = ObjectBody.objects.filter(
        release_id__lte=of.release,
        stix_id=OuterRef("stix_id"),
        modified__gt=OuterRef("modified"),
    )
    return ObjectBody.objects.order_by().filter(
        ~Exists(newer),
        Q(is_act=False) | of.happened,
        release_id__lte=of.release,
        marking__in=of.markings,
    )


def snapshots(found: QuerySet[PublishedRecord]) -> Iterator[Snapshot]:
    """Yield what these record versions say, by key; an erased one says nothing."""
    bodies = found.order_by("key").values_list("body", flat=True)
    for body in bodies.iterator(chunk_size=500):
        if body:
            yield orjson.loads(body)


def published_snapshots(
    known_at: datetime | None = None,
    *,
    marking: str = "CLEAR",
    as_of: date | None = None,
) -> Iterator[Snapshot]:
    """Yield the newest published version of every record, by key.

    Retracted records are among them, with their ``state``.
    """
    return snapshots(records(view(known_at, marking, as_of)))


def record_as_published(
    known_at: datetime | None = None, marking: str = "CLEAR"
) -> Record:
    """Return the whole published record as plain values, for the computed views."""
    return reading.read(
        snapshots(records(view(known_at, marking)).filter(kind__in=reading.VIEWED))
    )


def erasures(key: str) -> int:
    """Return how many published versions of a record were erased on legal order."""
    return int(execute(ERASED, [key])[0][0])


def lacking(sample: Collection) -> set[str]:
    """Return an object of each type that is published, but not in the sample any more.

    The first that stands of its type; types are stepped through in an index, so that
    it takes as long in a large store.
    """
    # Named by its row: over a join the types are sorted instead of stepped through.
    whole = Collection.objects.get(
        kind=CollectionKind.EVERYTHING, marking=sample.marking
    )
    standing = whole.entries.filter(is_last=True, body__is_revoked=False)
    rows = standing.exclude(body__body=b"").order_by("type", "position")
    own = rows.filter(stix_id__in=sample.entries.order_by().values("stix_id"))
    there = set(own.values_list("type", flat=True))
    found: set[str] = set()
    after = ""
    while row := rows.filter(type__gt=after).values_list("type", "stix_id").first():
        after, stix_id = row
        if after not in there:
            found.add(stix_id)
    return found


def in_chunks(values: Iterable[T], size: int = MANY) -> Iterator[list[T]]:
    """Yield the values in lists that are short enough for one query."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk
