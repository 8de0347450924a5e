"""Many records at once, written from what their snapshots shall be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.models import User
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction

from incidents import reach, snapshot
from incidents.models import Change, Record
from incidents.services.records import clear_rows, keep_change, write_row
from incidents.snapshot import Snapshot
from incidents.vocab import Door


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
        super().__init__(getattr(cause, "message_detail", None) or str(error))


@transaction.atomic
def add_records(
    drafts: Sequence[Draft], *, by: User, door: Door, batch: UUID | None = None
) -> None:
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
            batch=batch,
        )
        for draft in drafts
    )


@transaction.atomic
def revise_record(
    draft: Draft,
    *,
    by: User,
    door: Door,
    batch: UUID | None = None,
    base: int | None = None,
) -> Change:
    """Make a record that is there stand as the draft has it, as its next version.

    ``base`` is the version that the writer saw; without one the draft is taken
    whatever was saved meanwhile.

    Raises:
        ValidationError: a field or constraint of its row does not hold.
        NotKept: a rule of the database does not.
        EditedMeanwhile: the record has a later version than the writer saw.
    """
    values = draft.snapshot
    model = snapshot.record_models()[values["kind"]]
    record = model.objects.get(key=values["key"])
    ids = _ids([values])
    kept = {"uid": str(record.uid), "version": record.version}
    try:
        filled = cast(Record, snapshot.fill(record, {**values, **kept}, ids))
        write_row(filled, base=base)
    except IntegrityError as error:
        raise NotKept(record.key, error) from error
    for field in model._meta.many_to_many:
        getattr(record, field.name).set(ids[key] for key in values[field.name])
    clear_rows(record)
    _add_owned(model, [values], ids)
    return keep_change(
        record, by=by, at=draft.at, door=door, reason=draft.reason, batch=batch
    )


def _base_row(draft: Draft) -> models.Model:
    row = snapshot.fill(Record(), draft.snapshot, {})
    kept = {
        "version": 1,
        "recorded_at": draft.at,
        "clearance": reach.rank(draft.snapshot["marking"]),
        **reach.found_by(draft.snapshot),
    }
    return snapshot.fill(row, kept, {})


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
        through: Any = field.remote_field.through
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
    if not rows:
        return
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
    model = type(rows[0])
    if model._meta.parents:
        # The record's own rows are there; bulk_create refuses a child's part alone.
        fields = model._meta.local_concrete_fields
        model._base_manager._insert(rows, fields=fields, using=DEFAULT_DB_ALIAS)  # type: ignore[attr-defined]
    else:
        model._base_manager.bulk_create(rows)
