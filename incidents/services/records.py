"""Every write of one record: validate, save, keep the version whole."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from incidents import reach, snapshot
from incidents.models import Change, Record
from incidents.reach import clearance_by_marking
from incidents.vocab import Door

Links = Mapping[str, Sequence[Record]]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


class EditedMeanwhile(Exception):
    """Somebody saved a record after the writer had opened it; nothing is written."""

    def __init__(self, key: str, base: int, version: int) -> None:
        self.key, self.base, self.version = key, base, version
        super().__init__(
            f"{key} was opened as version {base}; version {version} stands now."
        )


@transaction.atomic
def save_record(  # noqa: PLR0913 - one call carries a whole version
    record: Record,
    *,
    by: User,
    at: datetime,
    door: Door,
    reason: str = "",
    links: Links | None = None,
    owned: Rows | None = None,
    batch: UUID | None = None,
) -> Change:
    """Save a record with its links and owned rows as one new version.

    ``links`` gives whole many-to-many lists, ``owned`` whole lists of owned rows
    (citations, sides, …) by field name; what is left out stays as it is. ``batch``
    ties together the versions that one act makes.

    Raises:
        ValidationError: a field or constraint does not hold; nothing is written.
    """
    write_row(record)
    for name, targets in (links or {}).items():
        getattr(record, name).set(targets)
    for name, rows in (owned or {}).items():
        _replace_rows(record, name, rows)
    return keep_change(record, by=by, at=at, door=door, reason=reason, batch=batch)


def write_row(record: Record, *, base: int | None = None) -> None:
    """Validate and save the record's own row, under a lock if it exists.

    ``base`` is the version that the writer saw. Every caller ends with
    ``keep_change`` in the same transaction.

    Raises:
        ValidationError: a field or constraint does not hold.
        EditedMeanwhile: the record has a later version than the writer saw.
    """
    record.kind = record.KIND
    if record.pk:
        held = Record.objects.select_for_update().get(pk=record.pk)
        if base is not None and held.version != base:
            raise EditedMeanwhile(held.key, base, held.version)
    save_valid(record)


def save_valid(row: models.Model) -> None:
    """Validate and save a row, whose constraints the database holds.

    Django would ask it about each of them, of what is unique too, by a query of its own
    before saving; that is half the cost of a save. It is asked only of what was
    refused, to have its words.

    Raises:
        ValidationError: a field or constraint does not hold; the row is as it was.
    """
    before = dict(vars(row))
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            row.save()
    except (ValidationError, IntegrityError):
        vars(row).update(before)  # without the numbers of rows that were taken back
        row.full_clean()
        raise


def keep_change(
    record: Record,
    *,
    by: User,
    at: datetime,
    door: Door,
    reason: str = "",
    batch: UUID | None = None,
) -> Change:
    """Keep the record as it now stands as its next version, and return that.

    Where nothing differs from the latest version, no new one is made and the
    latest is returned: the version rises on a change, not on a click.
    """
    taken = snapshot.take(record)
    latest = Change.objects.filter(record_id=record.pk).order_by("version").last()
    if latest and snapshot.content(latest.snapshot) == snapshot.content(taken):
        return latest
    version = latest.version + 1 if latest else 1
    record.clearance = _clearance(record, latest)
    Record.objects.filter(pk=record.pk).update(
        version=version,
        recorded_at=at,
        clearance=record.clearance,
        **reach.found_by(taken),
    )
    record.version, record.recorded_at = version, at
    return Change.objects.create(
        record_id=record.pk,
        version=version,
        at=at,
        by=by,
        door=door,
        reason=reason,
        snapshot={**taken, "version": version},
        batch=batch,
    )


def clear_rows(record: Record) -> None:
    """Remove a record's owned rows, to be written anew in the same transaction."""
    for name in record.OWNED:
        getattr(record, name).all().delete()


def _clearance(record: Record, latest: Change | None) -> int:
    """Return the rank that a reader needs once this version is kept.

    Whoever could not see it before sees it only when a milder marking is approved.
    """
    needed = reach.rank(record.marking)
    if latest is None or _never_marked_before(latest):
        return needed
    return max(needed, record.clearance)


def _never_marked_before(latest: Change) -> bool:
    """Whether no version up to this one says how strictly the record is marked."""
    if latest.snapshot["marking"]:
        return False
    versions = Change.objects.filter(record_id=latest.record_id)
    return not versions.exclude(snapshot__marking="").exists()


def settle_clearance(records: Iterable[int]) -> None:
    """Let these approved records be seen by whomever their markings allow.

    For the service that approves: until then a milder marking has no effect.
    """
    Record.objects.filter(pk__in=records).update(clearance=clearance_by_marking())


def _replace_rows(record: Record, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    manager = getattr(record, name)
    owner = record._meta.get_field(name).remote_field.name  # type: ignore[union-attr]
    manager.all().delete()
    for values in rows:
        many = {key: value for key, value in values.items() if isinstance(value, list)}
        row: models.Model = manager.model(
            **{owner: record},
            **{key: value for key, value in values.items() if key not in many},
        )
        save_valid(row)
        for key, targets in many.items():
            getattr(row, key).set(targets)
