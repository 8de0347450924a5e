"""Who was sent what: the pull log read the other way round.

Nothing is kept of an answer but how it can be named again (``Pull``). Where that does
not say for certain whether an object was in it, it counts as sent: on a recall, one
partner too many is told rather than one too few.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, Max, Min, OuterRef

from sharing.access.pulls import edition_key
from sharing.models import ObjectBody, Outlet, Partner, PublishedRecord, Pull
from sharing.selection import NotPublished, select
from sharing.selectors import View, objects


@dataclass(frozen=True, slots=True)
class Sending:
    """That one partner was sent things: rows of bodies, or of record versions.

    ``pulls`` counts the answers that held at least one of them.
    """

    partner: int
    things: Collection[int]
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

    def take(self, sending: Sending, versions: Mapping[int, set[int]]) -> None:
        """Count a sending in; ``versions`` are those that each thing says."""
        self.first = min(self.first, sending.first)
        self.last = max(self.last, sending.last)
        self.pulls += sending.pulls
        for thing in sending.things:
            self.versions |= versions[thing]

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
# Every entry of the record's objects, with the place of the one that took its place.
RANGES = r"""
with entry as (
    select entry.body_id, entry.collection_id, entry.position, entry.stix_id,
        entry.type, entry.modified,
        row_number() over line = 1 as is_first,
        lead(entry.position) over line as superseded
    from sharing_entry entry
    join sharing_objectbody body on body.id = entry.body_id
    where body.record_uid = %s
    window line as (
        partition by entry.collection_id, entry.stix_id order by entry.modified
    )
)
select pull.partner_id, array_agg(distinct entry.body_id), min(pull.at), max(pull.at),
    count(distinct pull.id)
from entry
join sharing_pull pull on pull.collection_id = entry.collection_id
    and pull.last >= entry.position and pull.first <= entry.position
where pull.outlet <> 'manifest'
    and (pull.ids = '{}' or entry.stix_id = any(pull.ids))
    and (pull.types = '{}' or entry.type = any(pull.types))
    and (
        'all' = any(pull.versions)
        or 'first' = any(pull.versions) and entry.is_first
        or (pull.versions = '{}' or 'last' = any(pull.versions))
            and (entry.superseded is null or pull.head is null
                or entry.superseded > pull.head)
        or exists (
            select from unnest(pull.versions) version
            where case when version ~ '^\d{4}-'
                then version::timestamptz = entry.modified end
        )
    )
group by 1
"""


def received(uid: UUID) -> list[Receipt]:
    """Return who was sent a record, by JSON or as STIX objects, most recent first.

    An object counts as every version of the record at which it was current: a partner
    that has its bytes has what that version says.
    """
    told: dict[int, Receipt] = {}
    partners = {each.pk: each for each in Partner.objects.all()}
    bodies = versions_of_bodies(uid)
    versions = {
        pk: {version}
        for pk, version in PublishedRecord.objects.filter(uid=uid).values_list(
            "pk", "version"
        )
    }
    sent = [
        *((each, bodies) for each in (*_by_ranges(uid), *_by_views(bodies))),
        *((each, versions) for each in _by_records(versions)),
    ]
    for sending, known in sent:
        receipt = told.setdefault(
            sending.partner,
            Receipt(partners[sending.partner], sending.first, sending.last),
        )
        receipt.take(sending, known)
    return sorted(told.values(), key=lambda each: each.last, reverse=True)


def versions_of_bodies(uid: UUID) -> dict[int, set[int]]:
    """Return for each object version which versions of the record it was current at."""
    lines: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    rows = ObjectBody.objects.filter(record_uid=uid).order_by("release_id", "modified")
    for pk, stix_id, release in rows.values_list("pk", "stix_id", "release_id"):
        lines[stix_id].append((release, pk))
    found: dict[int, set[int]] = {
        pk: set() for line in lines.values() for _, pk in line
    }
    versions = PublishedRecord.objects.filter(uid=uid).order_by("version")
    for version, release in versions.values_list("version", "release_id"):
        for line in lines.values():
            current = [pk for at, pk in line if at <= release]
            if current:
                found[current[-1]].add(version)
    return found


def _by_ranges(uid: UUID) -> Iterator[Sending]:
    """Yield what was sent in pages and streams of collections."""
    with connection.cursor() as cursor:
        cursor.execute(RANGES, [uid])
        for row in cursor.fetchall():
            yield Sending(*row)


def _by_records(versions: Mapping[int, set[int]]) -> Iterator[Sending]:
    """Yield what was sent as plain records, whose rows the log names."""
    for pk in versions:
        rows = Pull.objects.filter(records__contains=[pk]).order_by()
        for partner, first, last, pulls in rows.values_list("partner").annotate(
            Min("at"), Max("at"), Count("pk")
        ):
            yield Sending(partner, [pk], first, last, pulls)


def _by_views(bodies: Mapping[int, set[int]]) -> Iterator[Sending]:
    """Yield what was sent as bundles and tables: each kind is made once more."""
    if not bodies:
        return
    earliest = ObjectBody.objects.filter(pk__in=bodies).aggregate(Min("release_id"))
    rows = Pull.objects.filter(
        release_id__gte=earliest["release_id__min"], collection=None, records=[]
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


def _within(bodies: Iterable[int], view: View, key: str) -> set[int]:
    """Return which of the bodies the bundle of a key holds; of no key, the view."""
    if not key:
        return set(objects(view).filter(pk__in=bodies).values_list("pk", flat=True))
    try:
        return {each.body for each in select(view, key)} & set(bodies)
    except NotPublished:  # it would have been answered 404, and not been noted
        return set()


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
