"""Pages of what stands in a collection, mostly from segments made beforehand.

A segment is a run of about a hundred last versions, joined and deflated. Reading ten
of them takes an eighth of the time that a thousand rows take, and an answer in gzip
needs no more work. What a page holds does not depend on them: where one is missing,
or a page begins or ends within one, it is cut or the rows are read.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from struct import Struct
from typing import Final, NamedTuple

from sharing import pages
from sharing.deflate import COMMA, Chunk, Piece, deflated, inflated
from sharing.driver import execute
from sharing.pages import Shelf, Wanted

SIZE: Final = 100  # places in a full one
LEAST: Final = SIZE // 2  # a page of fewer is read row by row
# Of each place: its position, when it was added (microseconds since 1970), and where
# its object ends in the text; an erased one ends where the one before it does.
MARK: Final = Struct("<qqI")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
STATEMENT: Final = """select after, last, filled, size, crc, marks, deflated
    from sharing_segment where collection_id = %(collection)s and last > %(after)s
    order by last limit %(limit)s"""
STANDING: Final = pages.NARROW.format(
    pages.BODIES,
    "e.collection_id = %(collection)s and e.is_last "
    "and e.position > %(after)s and e.position <= %(upto)s",
    "%(limit)s::bigint",
)
END: Final = 2**63 - 1  # no position is behind it


class Place(NamedTuple):
    """A last version where it stands; without bytes if it was erased."""

    position: int
    added: datetime
    body: bytes


class Segment(NamedTuple):
    """The last versions behind the position ``after``, up to ``last``.

    ``filled`` of its places hold an object that was not erased. ``size`` and ``crc``
    are of the text: those objects with commas in between. ``marks`` are one MARK for
    each place, erased ones too.
    """

    after: int
    last: int
    filled: int
    size: int
    crc: int
    marks: bytes
    deflated: bytes

    @property
    def places(self) -> int:
        """How many places of the collection it covers, erased ones too."""
        return len(self.marks) // MARK.size

    @property
    def piece(self) -> Piece:
        """Its text."""
        return Piece(self.deflated, self.size, self.crc)


@dataclass(slots=True)
class Run:
    """A page in parts, to be sent with commas in between.

    ``count`` objects are in it; ``first`` and ``last`` are position and time of its
    first and last entry; ``more`` says whether any are left.
    """

    parts: list[Chunk] = field(default_factory=list)
    count: int = 0
    first: tuple[int, datetime] | None = None
    last: tuple[int, datetime] | None = None
    more: bool = False

    def add(
        self,
        parts: Sequence[Chunk],
        count: int,
        first: tuple[int, datetime],
        last: tuple[int, datetime],
    ) -> None:
        """Append what follows."""
        self.parts += parts
        self.count += count
        self.first, self.last = self.first or first, last


def page(shelf: Shelf, wanted: Wanted, *, limit: int) -> Run:
    """Return a page of at most ``limit`` object versions, as ``pages.page`` has them.

    Where it takes two statements, one at the end of the segments, a release may come
    between them: the page then holds what stood at the first, and what came since.
    """
    run, at, left = Run(), wanted.after, limit
    if _is_worth_it(shelf, wanted, limit):
        at, left = _from_segments(run, shelf.pk, at, limit)
    if not run.more:
        if at != wanted.after:
            wanted = replace(wanted, after=at, added_after=None)
        rest = pages.page(shelf.pk, wanted, limit=left)
        run.more = rest.more
        if rest.first and rest.last:
            run.add(rest.bodies, len(rest.bodies), rest.first, rest.last)
    return run


def _is_worth_it(shelf: Shelf, wanted: Wanted, limit: int) -> bool:
    """Whether a page may come from segments; a poll for what is new does not."""
    begins = wanted.after or wanted.added_after is None
    far = shelf.head - wanted.after >= SIZE
    return bool(begins and far and limit >= LEAST and wanted.is_plain)


def _from_segments(run: Run, collection: int, at: int, left: int) -> tuple[int, int]:
    """Take what segments hold; return where they end, and how much is still wanted."""
    while left:
        asked = left // SIZE + 1
        values = {"collection": collection, "after": at, "limit": asked}
        found = [Segment(*row) for row in execute(STATEMENT, values)]
        for each in found:
            if each.after > at:
                return at, left  # one is missing
            if not left:
                run.more = True
                return at, left
            left -= _take(run, each, at, left)
            if run.more:
                return at, left
            at = each.last
        if len(found) < asked:
            break
    return at, left


def _take(run: Run, segment: Segment, at: int, left: int) -> int:
    """Take what lies behind a position, so many places at most; return how many."""
    if segment.after < at or segment.places > left:
        return _cut(run, segment, at, left)
    first, last = _place(segment.marks, 0), _place(segment.marks, -1)
    run.add([segment.piece] if segment.filled else [], segment.filled, first, last)
    return segment.places


def _cut(run: Run, segment: Segment, at: int, left: int) -> int:
    positions, _, ends = zip(*MARK.iter_unpack(segment.marks), strict=True)
    begin = bisect(positions, at)
    end = min(begin + left, len(positions))
    run.more = end < len(positions)
    if begin == end:
        return 0
    before = ends[begin - 1] if begin else 0
    count = sum(one < other for one, other in pairwise((before, *ends[begin:end])))
    begins = before + 1 if before else 0  # behind the comma
    parts = [inflated(segment.piece)[begins : ends[end - 1]]] if count else []
    places = (_place(segment.marks, each) for each in (begin, end - 1))
    run.add(parts, count, *places)
    return end - begin


def _place(marks: bytes, number: int) -> tuple[int, datetime]:
    position, added, _ = MARK.unpack_from(marks, number * MARK.size)
    return position, EPOCH + added * MICROSECOND


def standing(
    collection: int, after: int, upto: int = END, *, limit: int
) -> list[Place]:
    """Return the last versions behind a position, up to another: the first of them."""
    values = {"collection": collection, "after": after, "upto": upto, "limit": limit}
    return [Place(*row) for row in execute(STANDING, values)]


def packed(after: int, places: Sequence[Place]) -> Segment:
    """Return the segment that holds these places, the first behind a position."""
    ends = accumulate((len(each.body) for each in places), _end)
    marks = [
        MARK.pack(each.position, (each.added - EPOCH) // MICROSECOND, end)
        for each, end in zip(places, ends, strict=True)
    ]
    bodies = [each.body for each in places if each.body]
    piece = deflated(COMMA.join(bodies))
    return Segment(
        after=after,
        last=places[-1].position,
        filled=len(bodies),
        size=piece.size,
        crc=piece.crc,
        marks=b"".join(marks),
        deflated=piece.deflated,
    )


def _end(before: int, length: int) -> int:
    """Return where an object ends that comes behind others, and a comma."""
    return before + (len(COMMA) if before and length else 0) + length
