"""Pages of a collection, as bytes: the hot path, in SQL that uses one index each.

A page is a range of positions: where it begins, and so many rows from there. They are
found in the narrow table of entries, by one index for each filter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.core.validators import slug_re

from sharing.driver import execute

FIRST: Final = "first"
LAST: Final = "last"
ALL: Final = "all"
SPEC_VERSION: Final = "2.1"  # a CHECK on the entries: there is no other here

SHELVES = """select c.id, c.uuid, c.alias, c.title, c.description, c.kind, c.marking,
    c.about, coalesce(e.position, 0), e.added
    from sharing_collection c left join lateral (select position, added
        from sharing_entry where collection_id = c.id
        order by position desc limit 1) e on true
    where {} order by c.uuid"""
BY_NAME = SHELVES.format("c.uuid = %(uuid)s::uuid or c.alias = %(alias)s")
BY_ID = SHELVES.format("c.id = any(%s)")

# Where the walk goes on: behind a position, and behind an instant. Stamps rise with
# positions (a promise of the store), so that an instant is a position, too.
BEHIND = """greatest(%(after)s::bigint, coalesce((
    select a.position from sharing_entry a
    where a.collection_id = %(collection)s and a.added <= %(added_after)s
    order by a.added desc limit 1), 0))"""
IS_FIRST = """not exists (select from sharing_entry f
    where f.collection_id = e.collection_id and f.stix_id = e.stix_id
        and f.modified < e.modified)"""
NARROW = "select {} from sharing_entry e where {} order by e.position limit {}"
# Several of one column: each by its own range of an index, then merged.
MERGED = """select {} from unnest({}) w(value), lateral ({}) e
    order by e.position limit {}"""
# The body row by row, once the page is cut: a join would be planned before the cut.
BODIES = """e.position, e.added,
    (select body from sharing_objectbody where id = e.body_id)"""
# Instants as TAXII writes them (2.1, 2), in a third of the time that Python takes.
INSTANT = """to_char({} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
LINES = ", ".join(
    [
        *("e.position", "e.added", "e.stix_id"),
        *(INSTANT.format(each) for each in ("e.added", "e.modified")),
    ]
)
HOLDS = """select exists(select from sharing_entry e
    where e.collection_id = %s and e.stix_id = %s)"""


class Shelf(NamedTuple):
    """A collection as the doors see it.

    ``head`` is its last position, 0 if it is empty, ``changed_at`` when that was added.
    """

    pk: int
    uuid: UUID
    alias: str
    title: str
    description: str
    kind: str
    marking: str
    about: str
    head: int
    changed_at: datetime | None


class Line(NamedTuple):
    """One object version in a collection, without its body; times as TAXII has them."""

    position: int
    added: datetime
    stix_id: str
    date_added: str
    modified: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: TAXII's filters (3.4). An empty tuple asks for everything.

    ``versions`` are ``first``, ``last`` and ``all``, or instants. First and last are
    decided over all versions in the collection, and only then ``added_after`` and the
    position count: a late arrival of an old version is never taken for the newest.
    """

    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    spec_versions: tuple[str, ...] = ()
    versions: tuple[str | datetime, ...] = (LAST,)
    added_after: datetime | None = None
    after: int = 0

    @property
    def is_impossible(self) -> bool:
        """Whether nothing here can be meant."""
        return bool(self.spec_versions) and SPEC_VERSION not in self.spec_versions

    @property
    def is_plain(self) -> bool:
        """Whether it is all last versions from somewhere on that are wanted."""
        chosen = self.ids or self.types or self.is_impossible
        return self.versions == (LAST,) and not chosen

    @property
    def instants(self) -> list[datetime]:
        """The versions that are named by their time."""
        return [each for each in self.versions if isinstance(each, datetime)]


@dataclass(frozen=True, slots=True)
class Page:
    """Object versions in the order of their positions; ``more`` if any are left.

    ``bodies`` are the bytes that were published. One that was erased by law is not
    among them, but counts for the place of the next page.
    """

    bodies: Sequence[bytes]
    first: tuple[int, datetime] | None
    last: tuple[int, datetime] | None
    more: bool


def shelf(name: str) -> Shelf | None:
    """Return a collection by its uuid or alias."""
    rows = execute(BY_NAME, named(name))
    return Shelf(*rows[0]) if rows else None


def named(name: str) -> dict[str, UUID | str | None]:
    """Return the values for ``BY_NAME``; what is no name of one finds nothing."""
    try:
        return {"uuid": UUID(name), "alias": None}
    except ValueError:
        return {"uuid": None, "alias": name if slug_re.match(name) else None}


def shelves(ids: Sequence[int]) -> list[Shelf]:
    """Return these collections, always in one order."""
    return [Shelf(*row) for row in execute(BY_ID, [sorted(ids)])]


def holds(collection: int, stix_id: str) -> bool:
    """Whether any version of an object is in the collection."""
    return bool(execute(HOLDS, [collection, stix_id])[0][0])


def page(collection: int, wanted: Wanted, *, limit: int) -> Page:
    """Return the bytes of a page of at most ``limit`` object versions."""
    rows, more = _rows(BODIES, collection, wanted, limit)
    if not rows:
        return Page((), None, None, more)
    (first, first_added, _), (last, last_added, _) = rows[0], rows[-1]
    bodies = [row[2] for row in rows if row[2]]
    return Page(bodies, (first, first_added), (last, last_added), more)


def lines(
    collection: int, wanted: Wanted, *, limit: int
) -> tuple[Sequence[Line], bool]:
    """Return a page without bodies, and whether more is left."""
    rows, more = _rows(LINES, collection, wanted, limit)
    return [Line(*row) for row in rows], more


def statement(columns: str, wanted: Wanted, *, limit: int) -> str:
    """Return the SQL of a page; one row more tells whether any is left.

    The limit stands in the text: a planner that knew only a parameter would count on
    a tenth of the collection, and plan anew at each execution.
    """
    conditions = ["e.collection_id = %(collection)s", f"e.position > {_behind(wanted)}"]
    if ALL not in wanted.versions:
        conditions.append(_versions(wanted))
    if wanted.ids:
        conditions.append("e.stix_id = any(%(ids)s)")
    column, parameter = _merged(wanted)
    if wanted.types and column != "type":
        conditions.append("e.type = any(%(types)s)")
    if not column:
        return NARROW.format(columns, " and ".join(conditions), limit + 1)
    conditions.append(f"e.{column} = w.value")
    each = NARROW.format("e.*", " and ".join(conditions), limit + 1)
    return MERGED.format(columns, parameter, each, limit + 1)


def parameters(collection: int, wanted: Wanted) -> dict[str, Any]:
    """Return the values for a statement."""
    return {
        "collection": collection,
        "after": wanted.after,
        "added_after": wanted.added_after,
        "ids": list(wanted.ids),
        "types": list(wanted.types),
        "instants": wanted.instants,
    }


def _rows(
    columns: str, collection: int, wanted: Wanted, limit: int
) -> tuple[list[tuple[Any, ...]], bool]:
    if wanted.is_impossible:
        return [], False
    sql = statement(columns, wanted, limit=limit)
    rows = execute(sql, parameters(collection, wanted))
    if len(rows) > limit:
        del rows[limit:]
        return rows, True
    return rows, False


def _behind(wanted: Wanted) -> str:
    return BEHIND if wanted.added_after else "%(after)s::bigint"


def _versions(wanted: Wanted) -> str:
    """Return the condition on versions; never called where all are wanted."""
    found = []
    if LAST in wanted.versions:
        found.append("e.is_last")
    if FIRST in wanted.versions:
        found.append(IS_FIRST)
    if wanted.instants and not _by_instant(wanted):
        found.append("e.modified = any(%(instants)s)")
    return f"({' or '.join(found)})" if found else "true"


def _merged(wanted: Wanted) -> tuple[str, str]:
    """Return the column that is walked value by value, if any, with its parameter."""
    if _by_instant(wanted):
        return "modified", "%(instants)s::timestamptz[]"
    if wanted.types and not wanted.ids:  # by id there are few rows anyway
        return "type", "%(types)s::text[]"
    return "", ""


def _by_instant(wanted: Wanted) -> bool:
    """Whether nothing but versions of certain times is wanted."""
    return not wanted.ids and len(wanted.instants) == len(wanted.versions)
