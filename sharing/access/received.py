"""Who was sent what: the pull log read the other way round.

Nothing is kept of an answer but how it can be named again (``Pull``). Where that does
not say for certain whether an object was in it, it counts as sent: on a recall, one
partner too many is told rather than one too few.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, Max, Min, OuterRef

from sharing.access.pulls import edition_key
from sharing.access.telling import Version, telling, versions, versions_of_bodies
from sharing.models import Outlet, Partner, PublishedRecord, Pull
from sharing.selection import NotPublished, select_or_stood
from sharing.selectors import View, in_chunks, objects

# Which versions of the record an object tells: by the row number of the body.
Told = Mapping[int, set[int]]


@dataclass(frozen=True, slots=True)
class Sending:
    """That one partner was sent versions of a record, in so many answers."""

    partner: int
    versions: Collection[int]
    first: datetime
    last: datetime
    pulls: int


@dataclass(slots=True)
class Receipt:
    """What one partner was sent of a record: which of its versions, when, how often."""

    partner: Partner
    first: datetime
    last: datetime
    pulls: int = 0
    versions: set[int] = field(default_factory=set)

    def take(self, sending: Sending) -> None:
        """Count a sending in."""
        self.first = min(self.first, sending.first)
        self.last = max(self.last, sending.last)
        self.pulls += sending.pulls
        self.versions.update(sending.versions)

    @property
    def in_order(self) -> list[int]:
        """The versions, oldest first."""
        return sorted(self.versions)

    @property
    def newest(self) -> int:
        """The newest version that the partner was sent."""
        return max(self.versions)


# What tells one bundle or table from another, and whose it was.
ASKED = ("partner", "outlet", "release", "marking", "as_of", "key")
# Every entry of the objects that tell of the record, with what took its place; those
# that every pull treats alike, but for where they stand, are one row.
RANGES = r"""
with told (body_id, version) as (select * from unnest(%s::bigint[], %s::int[])),
line as (
    select entry.body_id, entry.collection_id, entry.position, entry.stix_id,
        entry.type, entry.modified,
        row_number() over line = 1 as is_first,
        lead(entry.position) over line as superseded,
        lead(entry.release_id) over line as superseding
    from sharing_entry entry
    join sharing_objectbody body on body.id = entry.body_id
    where body.stix_id in (
        select body.stix_id from told join sharing_objectbody body on body.id = body_id
    )
    window line as (
        partition by entry.collection_id, entry.stix_id order by entry.modified
    )
),
part as (
    select line.collection_id, told.version, line.type, line.is_first,
        max(line.superseded) as superseded,
        range_agg(int8range(line.position, line.position, '[]')) as positions,
        array_agg(distinct line.stix_id::text) as ids,
        array_agg(distinct line.modified) as times
    from line join told using (body_id)
    group by line.collection_id, told.version, line.type, line.is_first,
        line.superseding
)
select pull.partner_id, array_agg(distinct part.version), min(pull.at), max(pull.at),
    count(distinct pull.id)
from part join sharing_pull pull using (collection_id)
where pull.outlet <> 'manifest'
    and case when pull.first <= pull.last
        then part.positions && int8range(pull.first, pull.last, '[]') end
    and (pull.ids = '{}' or part.ids && pull.ids)
    and (pull.types = '{}' or part.type = any(pull.types))
    and (
        'all' = any(pull.versions)
        or 'first' = any(pull.versions) and part.is_first
        or (pull.versions = '{}' or 'last' = any(pull.versions))
            and (part.superseded is null or pull.head is null
                or part.superseded > pull.head)
        or exists (
            select from unnest(pull.versions) version
            where case when version ~ '^\d{4}-'
                then version::timestamptz = any(part.times) end
        )
    )
group by 1
"""
# Bundles of single records: the log names their rows, and the release they are as of.
BUNDLES = """
with told (record, version, first, stop) as (
    select * from unnest(%s::bigint[], %s::int[], %s::bigint[], %s::bigint[])
)
select pull.partner_id, array_agg(distinct told.version), min(pull.at), max(pull.at),
    count(distinct pull.id)
from sharing_pull pull
cross join unnest(pull.records) as sent (record)
join told on told.record = sent.record
    and pull.release_id >= told.first and pull.release_id < told.stop
where pull.release_id is not null
group by 1
"""


def received(uid: UUID) -> list[Receipt]:
    """Return who was sent a record, by JSON or as STIX objects, most recent first.

    A source or a statement is sent with each object that it stands in.
    """
    own = versions([uid])
    told_by = telling(own)
    bodies = versions_of_bodies(own, told_by)
    partners = {each.pk: each for each in Partner.objects.all()}
    found: dict[int, Receipt] = {}
    for each in (
        *_by_ranges(bodies),
        *_by_views(own, bodies),
        *_by_records(own),
        *_by_bundles(own, told_by),
    ):
        receipt = found.setdefault(
            each.partner, Receipt(partners[each.partner], each.first, each.last)
        )
        receipt.take(each)
    return sorted(found.values(), key=lambda each: each.last, reverse=True)


def _by_ranges(bodies: Told) -> Iterator[Sending]:
    """Yield what was sent in pages and streams of collections."""
    pairs = [(body, each) for body, numbers in bodies.items() for each in numbers]
    yield from _read(RANGES, pairs)


def _by_bundles(
    own: Sequence[Version], told_by: Sequence[Version]
) -> Iterator[Sending]:
    """Yield what was sent in bundles of the records that tell of it.

    If it is told by itself, it is among the records that the log names.
    """
    if told_by is not own:
        rows = [
            (one.pk, each.number, each.stands.start, each.stands.stop)
            for other in own
            for one in told_by
            if (each := other.while_also(one)).stands
        ]
        yield from _read(BUNDLES, rows)


def _read(statement: str, rows: Sequence[tuple[int, ...]]) -> Iterator[Sending]:
    """Yield what a statement finds that is given these rows, column by column."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(each) for each in zip(*rows, strict=True)])
        for row in cursor.fetchall():
            yield Sending(*row)


def _by_records(own: Sequence[Version]) -> Iterator[Sending]:
    """Yield what was sent as plain records, whose rows the log names."""
    for each in own:
        rows = Pull.objects.filter(records__contains=[each.pk]).order_by()
        for partner, first, last, pulls in rows.values_list("partner").annotate(
            Min("at"), Max("at"), Count("pk")
        ):
            yield Sending(partner, [each.number], first, last, pulls)


def _by_views(own: Sequence[Version], bodies: Told) -> Iterator[Sending]:
    """Yield what was sent as bundles and tables: each kind is made once more."""
    if not bodies:
        return
    rows = Pull.objects.filter(
        release_id__gte=min(each.stands.start for each in own),
        outlet__in=(Outlet.BUNDLE, Outlet.CSV),
        collection=None,
    )
    sums = {"since": Min("at"), "until": Max("at"), "pulls": Count("pk")}
    seen: dict[tuple[View, str], set[int]] = {}
    for row in rows.order_by().values(*ASKED).annotate(**sums):
        key = "" if row["outlet"] == Outlet.CSV else row["key"]
        place = View(row["release"], row["marking"], row["as_of"]), key
        if place not in seen:
            seen[place] = _within(bodies, *place)
        if held := seen[place]:
            yield Sending(
                row["partner"], held, row["since"], row["until"], row["pulls"]
            )


def _within(bodies: Told, view: View, key: str) -> set[int]:
    """Return which versions the bundle of a key tells; of no key, the whole view."""
    if not key:
        held: set[int] = set()
        for chunk in in_chunks(bodies):
            rows = objects(view).filter(pk__in=chunk)
            held.update(rows.values_list("pk", flat=True))
    else:
        try:
            held = {each.body for each in select_or_stood(view, key)} & bodies.keys()
        except NotPublished:  # it would have been answered 404, and not been noted
            held = set()
    return set().union(*(bodies[each] for each in held))


def holders_of_edition(number: str, edition: int) -> list[Partner]:
    """Return the partners that were sent a file of an edition of a briefing."""
    sent = Pull.objects.filter(
        partner=OuterRef("pk"),
        outlet=Outlet.BRIEFING,
        key=edition_key(number, edition),
    )
    return list(Partner.objects.filter(Exists(sent.order_by())))


def versions_published(uid: UUID) -> list[PublishedRecord]:
    """Return every published version of a record, the newest first."""
    rows = PublishedRecord.objects.filter(uid=uid).select_related("release")
    return list(rows.defer("body").order_by("-version"))
