"""What the record holds that the rows of an import may be, or may refer to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from desk.clearance import Person, visible
from incidents.models import Record
from incidents.reach import fold
from incidents.selectors import latest_changes
from incidents.snapshot import Snapshot

FEW = 5  # candidates that are shown


@dataclass(frozen=True, slots=True)
class Known:
    """Records that the importer may see: by key, by origin, by each of their names."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    by_origin: Mapping[str, str] = field(default_factory=dict)
    by_name: Mapping[tuple[str, str], list[str]] = field(default_factory=dict)

    def namesakes(self, kind: str, name: str) -> list[str]:
        """Return the keys of records of a kind that somebody calls so."""
        return self.by_name.get((kind, fold(name)), [])[:FEW]

    def called(self, kinds: Collection[str], name: str) -> list[str]:
        """Return the keys of records of any of these kinds that are called so."""
        return [key for kind in kinds for key in self.namesakes(kind, name)]


def known_records(user: Person) -> Known:
    """Return what the importer may see of the record, in one query."""
    rows = visible(Record.objects.order_by("key"), user).values_list(
        "key", "kind", "search_names", "external_ids"
    )
    kinds: dict[str, str] = {}
    by_origin: dict[str, str] = {}
    by_name: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key, kind, names, ids in rows.iterator(chunk_size=5000):
        kinds[key] = kind
        for line in names.split("\n"):
            by_name[kind, line].append(key)
        for each in ids:
            if each.startswith("stix:"):
                by_origin[each.removeprefix("stix:")] = key
    return Known(kinds, by_origin, by_name)


def stored_snapshots(keys: Iterable[str]) -> dict[str, Snapshot]:
    """Return the latest version of each of these records."""
    records = Record.objects.filter(key__in=list(keys))
    return {
        change.record.key: dict(change.snapshot) for change in latest_changes(records)
    }


def taken_keys(keys: Iterable[str]) -> set[str]:
    """Return which of these keys some record has, whoever may see it."""
    found = Record.objects.filter(key__in=list(keys))
    return set(found.values_list("key", flat=True))
