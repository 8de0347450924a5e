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
# Sent within the transaction of a release: there may be segments to make.
entries_came = Signal()

# Between two segments, or before the first: where it begins, and the one behind it.
GAPS = """select before, id from (
        select id, after, lag(last, 1, 0::bigint) over (order by last) as before
        from sharing_segment where collection_id = %s
    ) segment where after > before order by after limit 1"""


def make_segments() -> int:
    """Make what is missing in all of our collections; return how many were made."""
    ours = Collection.objects.exclude(kind=CollectionKind.INBOX)
    return sum(made for each in ours for made in _one_by_one(each))


def _one_by_one(collection: Collection) -> Iterator[int]:
    while made := _make_some(collection):
        yield made


@transaction.atomic
def _make_some(collection: Collection) -> int:
    """Mend a gap, or else go on behind the last segment; return how many were made.

    Publishers wait meanwhile: a version that one of them supersedes now would stay in
    a segment that he does not see yet.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    gaps = execute(GAPS, [collection.pk])
    if gaps:
        before, behind = gaps[0]
        runs = _mended(collection, before, Segment.objects.get(pk=behind))
    else:
        end = collection.segments.order_by("-last").values_list("last", flat=True)
        before = end.first() or 0
        runs = _full(standing(collection.pk, before, limit=MOST))
    made = []
    for run in runs:
        made.append(_segment(collection, before, run))
        before = run[-1].position
    Segment.objects.bulk_create(made)
    return len(made)


def _mended(
    collection: Collection, before: int, behind: Segment
) -> Sequence[Sequence[Place]]:
    """Return the runs that fill a gap, together with the segment behind it.

    Shared out evenly with that one, none is smaller than half a segment, however little
    is left in the gap.
    """
    found = standing(collection.pk, before, behind.after, limit=MOST)
    if len(found) == MOST:
        return _full(found)
    found += standing(collection.pk, behind.after, behind.last, limit=MOST)
    behind.delete()
    each = ceil(len(found) / ceil(len(found) / SIZE))
    return list(in_chunks(found, each))


def _full(found: Sequence[Place]) -> Sequence[Sequence[Place]]:
    return list(in_chunks(found[: len(found) // SIZE * SIZE], SIZE))


def _segment(collection: Collection, after: int, run: Sequence[Place]) -> Segment:
    marks, piece = packed(run)
    return Segment(
        collection=collection,
        after=after,
        last=run[-1].position,
        filled=sum(1 for each in run if each.body),
        size=piece.size,
        crc=piece.crc,
        marks=marks,
        deflated=piece.deflated,
    )
