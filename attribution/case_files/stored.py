"""What the database holds of the records in a case folder."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incidents.models import Change, Record
from incidents.snapshot import Snapshot, content
from incidents.vocab import Door


@dataclass(frozen=True, slots=True)
class Version:
    """A kept version, without its number and the record's id."""

    number: int
    at: datetime
    content: Snapshot


@dataclass(frozen=True, slots=True)
class Stored:
    """A record that is there: its last version, and the last that case files made."""

    pk: int
    kind: str
    uid: UUID
    last: Version
    from_files: Version | None
    reasons: frozenset[str]


def kinds_of(keys: Collection[str]) -> dict[str, str]:
    """Return the kind of each record that is there."""
    return dict(Record.objects.filter(key__in=keys).values_list("key", "kind"))


def stored_records(keys: Collection[str]) -> dict[str, Stored]:
    """Return what is there under these keys, locked until the transaction ends."""
    records = {
        record.pk: record
        for record in Record.objects.select_for_update()
        .filter(key__in=keys)
        .order_by("pk")
    }
    changes: dict[int, list[Change]] = {pk: [] for pk in records}
    for change in (
        Change.objects.filter(record_id__in=records)
        .order_by("version")
        .defer("snapshot")
    ):
        changes[change.record_id].append(change)
    snapshots = _snapshots(changes)
    return {
        record.key: _stored(record, changes[pk], snapshots)
        for pk, record in records.items()
        if changes[pk]
    }


def loaded_for(reasons: Collection[str]) -> set[str]:
    """Return the keys of all records that case files with these reasons made."""
    return set(
        Record.objects.filter(
            changes__door=Door.CASE_FILES, changes__reason__in=reasons
        ).values_list("key", flat=True)
    )


def _last_from_files(changes: Sequence[Change]) -> Change | None:
    made = [change for change in changes if change.door == Door.CASE_FILES]
    return made[-1] if made else None


def _snapshots(changes: Mapping[int, Sequence[Change]]) -> dict[int, Snapshot]:
    """Return the snapshots that are compared: of the last and of the files' last."""
    wanted = {made[-1].pk for made in changes.values() if made}
    from_files = [_last_from_files(made) for made in changes.values()]
    wanted |= {change.pk for change in from_files if change}
    return dict(Change.objects.filter(pk__in=wanted).values_list("pk", "snapshot"))


def _stored(
    record: Record, changes: Sequence[Change], snapshots: Mapping[int, Snapshot]
) -> Stored:
    from_files = _last_from_files(changes)
    return Stored(
        pk=record.pk,
        kind=record.kind,
        uid=record.uid,
        last=_version(changes[-1], snapshots),
        from_files=_version(from_files, snapshots) if from_files else None,
        reasons=frozenset(
            change.reason for change in changes if change.door == Door.CASE_FILES
        ),
    )


def _version(change: Change, snapshots: Mapping[int, Snapshot]) -> Version:
    kept = content(snapshots[change.pk])
    kept.pop("uid")
    return Version(change.version, change.at, kept)
