"""The record versions that a publication is compiled from, read as they are needed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
from django.db.models import F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from incidents.models import Change, Record
from incidents.snapshot import references, take_all
from sharing.compile import Version
from sharing.models import PublishedRecord
from sharing.selectors import View, in_chunks, records
from sharing.services.items import Item

Links = set[tuple[str, str]]
NEVER = datetime.fromtimestamp(0, UTC)  # when what was never saved was recorded


@dataclass(slots=True)
class Shelf:
    """Versions with everything they refer to, however far; ``links`` says by what.

    ``absent`` are those that are neither in the store nor to be published. They stand
    in as they are now, so that the rest can be compiled and all problems be found.
    ``unsaved`` are those among them of which no version was ever kept.
    """

    versions: dict[str, Version] = field(default_factory=dict)
    links: dict[str, Links] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    unsaved: set[str] = field(default_factory=set)

    def of_kind(self, kind: str) -> set[str]:
        """Return the keys of the records of a kind."""
        return {
            key
            for key, version in self.versions.items()
            if version.snapshot["kind"] == kind
        }


def shelf(keys: Iterable[str], *, items: Mapping[str, Item], view: View) -> Shelf:
    """Return these records with all they refer to.

    Of ``items``, by key, the version to publish is taken; of others the published one.
    """
    found = Shelf()
    put(found, keys, items=items, view=view)
    return found


def put(
    found: Shelf, keys: Iterable[str], *, items: Mapping[str, Item], view: View
) -> None:
    """Put more records on a shelf, with all they refer to."""
    new = set(keys) - found.versions.keys()
    while new:
        for chunk in in_chunks(new):
            _fetch(found, chunk, items, view)
        for key in new:
            found.links[key] = references(found.versions[key].snapshot)
        reached = {key for each in new for _, key in found.links[each]}
        new = reached - found.versions.keys()


def put_drafts(found: Shelf, keys: Iterable[str]) -> None:
    """Put records as they stand now on a shelf, with all they refer to."""
    new = set(keys) - found.versions.keys() - {""}
    while new:
        latest = Change.objects.filter(version=F("record__version"))
        for chunk in in_chunks(new):
            _put(found, _as_text(latest.filter(record__key__in=chunk)))
        _put_unsaved(found, new - found.versions.keys())
        for key in new:
            found.links[key] = references(found.versions[key].snapshot)
        reached = {key for each in new for _, key in found.links[each]}
        new = reached - found.versions.keys()


def recorded_at(keys: Iterable[str], *, view: View) -> dict[str, datetime]:
    """Return when the published version of each of these records was recorded."""
    times: dict[str, datetime] = {}
    for chunk in in_chunks(keys):
        found = _with_times(view).filter(key__in=chunk)
        times.update(found.values_list("key", "recorded_at"))
    return times


def relinked(items: Collection[Item], found: Shelf) -> set[str]:
    """Return which of these refer to other records, or are marked otherwise, than
    in the version that the store has.
    """
    versions = {item.key: item.published for item in items}
    marked: dict[str, str] = {}
    before: dict[str, Links] = defaultdict(set)
    stored = PublishedRecord.objects.filter(key__in=versions).order_by()
    rows = stored.values_list(
        *("key", "version", "marking", "links__field", "links__target_key")
    )
    for key, version, marking, name, target in rows:
        if version == versions[key]:
            marked[key] = marking
            before[key] |= {(name, target)} if name else set()
    return {
        key
        for key, marking in marked.items()
        if before[key] != found.links[key]
        or marking != found.versions[key].snapshot["marking"]
    }


def _fetch(
    found: Shelf, keys: Iterable[str], items: Mapping[str, Item], view: View
) -> None:
    """Put each of these records on the shelf."""
    wanted = set(keys)
    chosen = [change for key in wanted & items.keys() if (change := items[key].change)]
    by_change = Change.objects.filter(pk__in=chosen)
    _put(found, _as_text(by_change))
    rest = wanted - items.keys()
    published = _with_times(view).filter(key__in=rest)
    _put(found, published.values_list("key", "body", "recorded_at"))
    rest -= found.versions.keys()
    found.absent |= rest
    latest = Change.objects.filter(record__key__in=rest, version=F("record__version"))
    _put(found, _as_text(latest))
    _put_unsaved(found, rest - found.versions.keys())


def _put_unsaved(found: Shelf, keys: Collection[str]) -> None:
    """Let rows stand in for versions that were never kept."""
    if keys:
        pks = Record.objects.filter(key__in=keys).values_list("pk", flat=True)
        for snapshot in take_all(list(pks)).values():
            found.versions[snapshot["key"]] = Version(snapshot, NEVER)
    found.unsaved |= set(keys)


def _as_text(changes: QuerySet[Change]) -> Iterable[tuple[str, str, datetime]]:
    # Many are read at a time, and orjson reads them five times as fast as Django.
    texts = changes.annotate(text=Cast("snapshot", TextField()))
    return texts.values_list("record__key", "text", "at")


def _put(found: Shelf, rows: Iterable[tuple[str, str | bytes, datetime]]) -> None:
    for key, snapshot, at in rows:
        if snapshot:  # an erased one counts as never published
            found.versions[key] = Version(orjson.loads(snapshot), at)


def _with_times(view: View) -> Any:
    change = Change.objects.filter(
        record__uid=OuterRef("uid"), version=OuterRef("version")
    )
    return records(view).annotate(recorded_at=Subquery(change.values("at")[:1]))
