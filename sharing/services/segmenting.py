"""Making segments: what is pulled most, joined and deflated beforehand.

Nothing hangs on it but speed: where a segment is missing, pages read the rows. So it is
done behind the release, in short transactions, by whoever has the time.
"""

from collections.abc import Iterator, Sequence
from math import ceil

from django.db import connection, transaction
from django.dispatch import Signal

from sharing.driver import execute
from sharing.models import LOCK, Collection, CollectionKind, Segment
from sharing.segments import SIZE, Place, packed, standing
from sharing.selectors import in_chunks

# Places read in one transaction: a publisher waits for no more than 50 segments.
MOST = 50 * SIZE
# Sent within a transaction after which there may be segments to make.
places_changed = Signal()

# From a position on: where gaps begin, each with the segment that is behind it.
GAPS = """select before, id, after, last from (
        select id, after, last,
            lag(last, 1, %(at)s::bigint) over (order by last) as before
        from sharing_segment where collection_id = %(collection)s and last > %(at)s
    ) segment where after > before order by last limit %(limit)s"""


def make_segments() -> int:
    """Make what is missing in all of our collections; return how many were made.

    It ends early where somebody publishes: his release puts it into the queue again.
    """
    ours = Collection.objects.exclude(kind=CollectionKind.INBOX)
    return sum(made for each in ours for made in _steps(each))


def _steps(collection: Collection) -> Iterator[int]:
    """Mend the gaps from the beginning on, then go on behind the last segment."""
    at: int | None = 0
    while at is not None:
        at, made = _mend(collection, at)
        yield made
    while made := _go_on(collection):
        yield made


@transaction.atomic
def _mend(collection: Collection, at: int) -> tuple[int | None, int]:
    """Mend gaps behind a position; return where to go on, if at all, and how many."""
    values = {"collection": collection.pk, "at": at, "limit": MOST // SIZE}
    gaps = execute(GAPS, values) if _is_alone() else []
    made = read = 0
    for before, *behind in gaps:
        runs = _mended(collection, before, *behind)
        at = _make(collection, before, runs)
        made += len(runs)
        read += sum(map(len, runs))
        if read >= MOST:
            break
    return (at if gaps else None), made


@transaction.atomic
def _go_on(collection: Collection) -> int:
    """Make segments of what came since the last one; return how many."""
    if not _is_alone():
        return 0
    end = collection.segments.order_by("-last").values_list("last", flat=True).first()
    before = end or 0
    runs = _full(standing(collection.pk, before, limit=MOST))
    _make(collection, before, runs)
    return len(runs)


def _is_alone() -> bool:
    """Take the publishers' lock until the transaction ends, if nobody has it.

    A version that a publisher supersedes now would stay in a segment that he does not
    see yet.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _mended(
    collection: Collection, before: int, behind: int, after: int, last: int
) -> Sequence[Sequence[Place]]:
    """Return the runs that fill a gap, together with the segment ``behind`` it.

    Shared out evenly with that one, none is smaller than half a segment, however little
    is left in the gap.
    """
    found = standing(collection.pk, before, after, limit=MOST)
    if len(found) == MOST:
        return _full(found)
    found += standing(collection.pk, after, last, limit=MOST)
    Segment.objects.filter(pk=behind).delete()
    each = ceil(len(found) / ceil(len(found) / SIZE))
    return list(in_chunks(found, each))


def _full(found: Sequence[Place]) -> Sequence[Sequence[Place]]:
    return list(in_chunks(found[: len(found) // SIZE * SIZE], SIZE))


def _make(collection: Collection, before: int, runs: Sequence[Sequence[Place]]) -> int:
    """Write segments of these runs; return the position where they end."""
    made = []
    for run in runs:
        row = packed(before, run)
        made.append(Segment(collection=collection, **row._asdict()))
        before = row.last
    Segment.objects.bulk_create(made)
    return before
