"""Every write of a record: validate, save, keep the version whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction

from incidents import snapshot
from incidents.models import Change, Record, StixName
from incidents.snapshot import Snapshot
from incidents.vocab import Door

Links = Mapping[str, Sequence[Record]]
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as it shall stand, in snapshot form, and when that was recorded.

    Without a ``uid`` it gets one.
    """

    snapshot: Snapshot
    at: datetime
    reason: str = ""


class NotKept(Exception):
    """The database refused a row of a draft: names its record and the constraint."""

    def __init__(self, key: str, error: IntegrityError) -> None:
        self.key = key
        cause = getattr(error.__cause__, "diag", None)
        self.constraint = str(getattr(cause, "constraint_name", "") or "")
        detail = getattr(cause, "message_detail", "") or error
        super().__init__(f"{key}: {self.constraint}: {detail}")


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
) -> Change:
    """Save a record with its links and owned rows as one new version.

    ``links`` gives whole many-to-many lists, ``owned`` whole lists of owned rows
    (citations, sides, …) by field name; what is left out stays as it is.

    Raises:
        ValidationError: a field or constraint does not hold; nothing is written.
    """
    write_row(record)
    for name, targets in (links or {}).items():
        getattr(record, name).set(targets)
    for name, rows in (owned or {}).items():
        _replace_rows(record, name, rows)
    return keep_change(record, by=by, at=at, door=door, reason=reason)


def write_row(record: Record) -> None:
    """Validate and save the record's own row, under a lock if it exists.

    Every caller ends with ``keep_change`` in the same transaction.

    Raises:
        ValidationError: a field or constraint does not hold.
    """
    record.kind = record.KIND
    if record.pk:
        Record.objects.select_for_update().get(pk=record.pk)
    record.full_clean()
    record.save()


def keep_change(
    record: Record, *, by: User, at: datetime, door: Door, reason: str = ""
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
    Record.objects.filter(pk=record.pk).update(version=version, recorded_at=at)
    record.version, record.recorded_at = version, at
    return Change.objects.create(
        record_id=record.pk,
        version=version,
        at=at,
        by=by,
        door=door,
        reason=reason,
        snapshot={**taken, "version": version},
    )


@transaction.atomic
def add_records(drafts: Sequence[Draft], *, by: User, door: Door) -> None:
    """Write many new records at once, each as its version 1.

    The caller has checked fields and choices; constraints are the database's. Drafts
    may refer to one another and to records that are there.

    Raises:
        NotKept: a constraint does not hold; nothing is written.
    """
    _insert([(draft.snapshot["key"], _base_row(draft)) for draft in drafts])
    ids = _ids(draft.snapshot for draft in drafts)
    for kind, model in snapshot.record_models().items():
        of_kind = [draft.snapshot for draft in drafts if draft.snapshot["kind"] == kind]
        _insert([(each["key"], _kind_row(model, each, ids)) for each in of_kind])
        _link([(ids[each["key"]], each) for each in of_kind], model, ids)
        _add_owned(model, of_kind, ids)
    taken = snapshot.take_all([ids[draft.snapshot["key"]] for draft in drafts])
    Change.objects.bulk_create(
        Change(
            record_id=(pk := ids[draft.snapshot["key"]]),
            version=1,
            at=draft.at,
            by=by,
            door=door,
            reason=draft.reason,
            snapshot=taken[pk],
        )
        for draft in drafts
    )


@transaction.atomic
def revise_record(draft: Draft, *, by: User, door: Door) -> Change:
    """Make a record that is there stand as the draft has it, as its next version.

    Raises:
        ValidationError: a field or constraint of its row does not hold.
        NotKept: a constraint of a row that belongs to it does not.
    """
    values = draft.snapshot
    model = snapshot.record_models()[values["kind"]]
    record = model.objects.get(key=values["key"])
    ids = _ids([values])
    kept = {"uid": str(record.uid), "version": record.version}
    write_row(cast(Record, snapshot.fill(record, {**values, **kept}, ids)))
    for field in model._meta.many_to_many:
        getattr(record, field.name).set(ids[key] for key in values[field.name])
    for name in model.OWNED:
        getattr(record, name).all().delete()
    _add_owned(model, [values], ids)
    return keep_change(record, by=by, at=draft.at, door=door, reason=draft.reason)


def keep_names(names: Iterable[StixName]) -> None:
    """Store many names that were minted before."""
    StixName.objects.bulk_create(names)


def mint_names(
    record: Record, parts: Mapping[str, str], *, at: datetime
) -> dict[str, StixName]:
    """Return the record's STIX names by part, minting those that are missing.

    ``parts`` maps a part to its STIX type. A name is a UUIDv4 drawn once; its
    ``created`` is ``at``, moved on by milliseconds for opinions until it is unique.
    """
    known = {name.part: name for name in record.stix_names.all()}
    for part, stix_type in parts.items():
        if part not in known:
            known[part] = keep_name(
                record, part, stix_type, uuid=uuid4(), created=_free(stix_type, at)
            )
    return known


def keep_name(
    record: Record, part: str, stix_type: str, *, uuid: UUID, created: datetime
) -> StixName:
    """Store a name that was minted before, as a shipped case carries it."""
    return StixName.objects.create(
        record_id=record.pk, part=part, type=stix_type, uuid=uuid, created=created
    )


def _free(stix_type: str, at: datetime) -> datetime:
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    if stix_type != "opinion":
        return at
    taken = set(
        StixName.objects.filter(type="opinion", created__gte=at).values_list(
            "created", flat=True
        )
    )
    while at in taken:
        at += timedelta(milliseconds=1)
    return at


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
        row.full_clean()
        row.save()
        for key, targets in many.items():
            getattr(row, key).set(targets)


def _base_row(draft: Draft) -> models.Model:
    row = snapshot.fill(Record(), draft.snapshot, {})
    return snapshot.fill(row, {"version": 1, "recorded_at": draft.at}, {})


def _kind_row(
    model: type[Record], values: Snapshot, ids: Mapping[str, int]
) -> models.Model:
    pk = ids[values["key"]]
    return snapshot.fill(model(pk=pk, id=pk), values, ids)


def _ids(snapshots: Iterable[Snapshot]) -> dict[str, int]:
    """Return the row numbers of the records and of all that they refer to."""
    keys: set[str] = set()
    for each in snapshots:
        keys |= {each["key"], *(key for _, key in snapshot.references(each))}
    return dict(Record.objects.filter(key__in=keys).values_list("key", "pk"))


def _add_owned(
    model: type[Record], snapshots: Sequence[Snapshot], ids: Mapping[str, int]
) -> None:
    for name in model.OWNED:
        owned = snapshot.owned_model(model, name)
        owner = f"{snapshot.owner_field(model, name)}_id"
        rows = [
            (each["key"], values, owned(**{owner: ids[each["key"]]}))
            for each in snapshots
            for values in each[name]
        ]
        _insert([(key, snapshot.fill(row, values, ids)) for key, values, row in rows])
        _link([(row.pk, values) for _, values, row in rows], owned, ids)


def _link(
    rows: Sequence[tuple[int, Snapshot]],
    model: type[models.Model],
    ids: Mapping[str, int],
) -> None:
    """Write the many-to-many rows of the given rows of a model."""
    for field in model._meta.many_to_many:
        through: type[models.Model] = field.remote_field.through
        one, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_name()}"
        through._base_manager.bulk_create(
            through(**{one: pk, other: ids[key]})
            for pk, values in rows
            for key in values[field.name]
        )


def _insert(rows: Sequence[tuple[str, models.Model]]) -> None:
    """Insert rows of one model, each with the key of its record, in one statement.

    Where the database refuses, they are tried one by one to name the record.
    """
    try:
        with transaction.atomic():
            _insert_at_once([row for _, row in rows])
    except IntegrityError:
        for key, row in rows:
            try:
                with transaction.atomic():
                    _insert_at_once([row])
            except IntegrityError as error:
                raise NotKept(key, error) from error
        raise


def _insert_at_once(rows: Sequence[models.Model]) -> None:
    if not rows:
        return
    model = type(rows[0])
    if model._meta.parents:
        # The record's own rows are there; bulk_create refuses a child's part alone.
        fields = model._meta.local_concrete_fields
        model._base_manager._insert(rows, fields=fields, using=DEFAULT_DB_ALIAS)  # type: ignore[attr-defined]
    else:
        model._base_manager.bulk_create(rows)
