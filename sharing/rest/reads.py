"""Records of a view with all that goes with them, in a fixed number of queries."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import QuerySet

from sharing.models import Link, PublishedRecord
from sharing.rest import filters
from sharing.rest.resources import Resource
from sharing.selectors import View, objects, records

# An instant in a stored snapshot, up to its zone. No text can look so: in one, the
# quotation marks have backslashes before them.
IN_UTC = re.compile(rb'("(?:earliest|latest|\w+_at)": ?"[0-9T:.-]{19,26})\+00:00"')
COLUMNS = ("pk", "uid", "key", "body", "release__number", "release__at")


@dataclass(frozen=True, slots=True)
class Found:
    """One record version as published, and by which release."""

    pk: int
    uid: UUID
    key: str
    body: bytes
    release: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Some records in order of their keys; ``after`` is where the next page begins."""

    rows: Sequence[Found]
    after: str | None


@dataclass(frozen=True, slots=True)
class Assembled:
    """Records as plain JSON; none of it has changed since ``changed_at``."""

    items: Sequence[dict[str, Any]]
    changed_at: datetime | None


def page(
    of: View, resource: Resource, values: Mapping[str, Any], *, after: str, limit: int
) -> Page:
    """Return a page of a list: the records behind a key that fit the filters."""
    asked = filters.common(of, values) & resource.where(of, values)
    rows = _standing(of, resource).filter(asked, key__gt=after).order_by("key")
    found = _found(rows[: limit + 1])
    if len(found) <= limit:
        return Page(found, None)
    return Page(found[:limit], found[limit - 1].key)


def one(of: View, resource: Resource, key: str) -> Found | None:
    """Return a record of a sort, retracted or not; None if the view has none."""
    return next(iter(_found(_standing(of, resource).filter(key=key))), None)


def by_key(of: View, keys: Collection[str]) -> list[Found]:
    """Return the records of these keys that the view has, whatever they are."""
    return _found(records(of).filter(key__in=keys).order_by("key")) if keys else []


def strangers(of: View, keys: Collection[str]) -> set[str]:
    """Return those of the keys that no record has which the view shows."""
    if not keys:
        return set()
    seen = records(of).filter(key__in=keys).order_by()
    return set(keys) - set(seen.values_list("key", flat=True))


def assembled(
    of: View, rows: Sequence[Found], names: Collection[str] | None = None
) -> Assembled:
    """Return the records as plain JSON; of the members only some, if so wished."""
    ids, changed_at = _stix_ids(of, [each.uid for each in rows])
    items = [_plain(each, ids[each.uid], names) for each in rows]
    return Assembled(
        items, max([*changed_at, *(each.at for each in rows)], default=None)
    )


def referred(of: View, rows: Sequence[Found], fields: Collection[str]) -> list[Found]:
    """Return the records that these refer to by one of the fields."""
    links = Link.objects.filter(
        record__in=[each.pk for each in rows], field__in=list(fields)
    )
    return by_key(of, set(links.values_list("target_key", flat=True)))


def record_rows(of: View, uids: Iterable[UUID]) -> tuple[int, ...]:
    """Return the row numbers of the newest versions of these that its reader may see.

    For the log: a revoked object may be of a record that the view has no more.
    """
    rows = PublishedRecord.objects.filter(
        uid__in=set(uids), release_id__lte=of.release, marking__in=of.markings
    )
    newest = rows.order_by("uid", "-version").distinct("uid")
    return tuple(newest.values_list("pk", flat=True))


def _standing(of: View, resource: Resource) -> QuerySet[PublishedRecord]:
    rows = records(of).exclude(body=b"")  # an erased one is in the list of tombstones
    if len(resource.kinds) == 1:
        return rows.filter(kind=resource.kinds[0])
    return rows.filter(kind__in=resource.kinds)


def _found(rows: QuerySet[PublishedRecord]) -> list[Found]:
    return [Found(*each) for each in rows.values_list(*COLUMNS)]


def _stix_ids(
    of: View, uids: Collection[UUID]
) -> tuple[dict[UUID, list[str]], set[datetime]]:
    """Return the ids of the objects that these records stand as, by record.

    And when their objects were published, revoked ones too: an id comes and goes with
    a version of its object, which need not come with one of the record.
    """
    found: dict[UUID, list[str]] = defaultdict(list)
    times: set[datetime] = set()
    rows = objects(of).filter(record_uid__in=uids).order_by("stix_id")
    columns = ("record_uid", "stix_id", "is_revoked", "release__at")
    for uid, stix_id, is_revoked, at in rows.values_list(*columns):
        times.add(at)
        if not is_revoked:
            found[uid].append(stix_id)
    return found, times


def _plain(
    row: Found, stix_ids: list[str], names: Collection[str] | None
) -> dict[str, Any]:
    told: dict[str, Any] = orjson.loads(IN_UTC.sub(rb'\1Z"', row.body))
    told["release"] = {"number": row.release, "at": row.at}
    told["stix_ids"] = stix_ids
    if names is None:
        return told
    return {name: told[name] for name in ("key", *names) if name in told}
