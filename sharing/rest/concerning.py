"""Only what the positions on a record can turn on, read by the links of a view.

What is computed from this is the same as from the whole record, and costs no more
when other cases are added.
"""

from collections.abc import Collection, Iterable, Iterator

from django.db import connection
from django.db.models import QuerySet

from incidents.vocab import RecordKind
from positions import reading
from positions.values import Record
from sharing.models import Link, PublishedRecord
from sharing.models.told import told
from sharing.selectors import View, in_chunks, records, snapshots

ACTORS = (RecordKind.THREAT_ACTOR.value, RecordKind.INTRUSION_SET.value)
# From each record found, one step on; what is said of it first. ``said`` says whether
# it was asked about, so that restatements count; others only decide what stands.
FOUND = """
with recursive found (key, kind, said) as (
    select key, kind, kind <> all(%(actors)s) from sharing_publishedrecord one
    where key = any(%(start)s) and {one}
  union
    select next.key, next.kind, step.said
    from found cross join lateral (
        select record_id, found.said from sharing_link
        where target_key = found.key and field = 'about'
      union all
        select record_id, true from sharing_link
        where found.said and target_key = found.key and field = 'restates'
      union all
        -- Links that lead from an actor, told from the other end.
        select naming.record_id, false
        from sharing_link naming
        join sharing_link about
          on about.record_id = naming.record_id and about.field = 'about'
        where found.kind = any(%(actors)s) and naming.field = 'attributed_to'
          and naming.target_key = found.key
          and exists (select from sharing_publishedrecord
                      where key = about.target_key and kind = any(%(actors)s))
      union all
        -- What a claim speaks on, says again and names.
        select other.id, false
        from sharing_publishedrecord one
        join sharing_link link on link.record_id = one.id
         and link.field in ('about', 'restates', 'attributed_to')
        join sharing_publishedrecord other on other.key = link.target_key
        where found.kind = 'claim' and one.key = found.key and {one}
    ) as step (id, said)
    join sharing_publishedrecord next on next.id = step.id
     and next.kind = any(%(kinds)s) and {next}
)
select distinct key from found
"""
IN_VIEW = """
    {0}.release_id <= %(release)s and {0}.marking = any(%(markings)s)
    and not exists (
        select from sharing_publishedrecord newer
        where newer.key = {0}.key and newer.version > {0}.version
          and newer.release_id <= %(release)s
    )
"""
STATEMENT = FOUND.format(one=IN_VIEW.format("one"), next=IN_VIEW.format("next"))


def record_on(of: View, keys: Iterable[str]) -> Record:
    """Return the claims, statements and actors that positions on these turn on.

    The day of the view is not looked at: whoever computes takes it from there.
    """
    whole = View(of.release, of.marking)
    found = _found(whole, list(keys))
    for chunk in in_chunks(list(found)):
        links = Link.objects.filter(
            record__in=records(whole).filter(key__in=chunk, kind=RecordKind.CLAIM),
            field="statement",
        )
        found |= set(links.values_list("target_key", flat=True))
    read = (
        snapshot
        for chunk in in_chunks(found)
        for snapshot in snapshots(
            records(whole).filter(key__in=chunk).exclude(body=b"")
        )
    )
    return reading.read(read)


def claims_naming(of: View, actors: Collection[str]) -> list[str]:
    """Return the claims that name one of these actors."""
    rows = records(View(of.release, of.marking)).filter(
        kind=RecordKind.CLAIM,
        links__field="attributed_to",
        links__target_key__in=actors,
    )
    return list(rows.order_by("key").values_list("key", flat=True))


def actors_of_state(of: View, country: str) -> list[str]:
    """Return the actors that stand for a state or one of its organs, by its code.

    The code is that of ISO 3166-1, two letters.
    """
    seen = records(View(of.release, of.marking))
    places = seen.filter(kind=RecordKind.LOCATION).alias(country=told("country"))
    states = seen.filter(
        kind=RecordKind.IDENTITY,
        links__field="located_at",
        links__target_key__in=places.filter(country=country).values("key"),
    ).alias(sort=told("body_kind"))
    bodies = set(states.filter(sort="state").values_list("key", flat=True))
    organs = seen.filter(
        kind=RecordKind.IDENTITY, links__field="state_of", links__target_key__in=bodies
    )
    bodies |= set(organs.values_list("key", flat=True))
    actors = seen.filter(
        kind__in=ACTORS, links__field="identity", links__target_key__in=bodies
    )
    return list(actors.order_by("key").values_list("key", flat=True))


def names_of(of: View, keys: Iterable[str]) -> dict[str, str]:
    """Return what these records are called, by key."""
    found: dict[str, str] = {}
    for rows in _rows(of, keys):
        found.update(rows.annotate(called=told("name")).values_list("key", "called"))
    return found


def kinds_of(of: View, keys: Iterable[str]) -> dict[str, str]:
    """Return of which kind these records are, by key."""
    found: dict[str, str] = {}
    for rows in _rows(of, keys):
        found.update(rows.values_list("key", "kind"))
    return found


def _rows(of: View, keys: Iterable[str]) -> Iterator[QuerySet[PublishedRecord]]:
    for chunk in in_chunks(sorted(set(keys))):
        yield records(View(of.release, of.marking)).filter(key__in=chunk)


def _found(of: View, start: list[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "start": start,
                "release": of.release,
                "markings": of.markings,
                "actors": list(ACTORS),
                "kinds": [RecordKind.CLAIM.value, *ACTORS],
            },
        )
        return {key for (key,) in cursor.fetchall()}
