"""Writes whole snapshots by COPY, as the services would have left them.

Many times as fast as saving one by one; for a database that is thrown away.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models import Field
from psycopg import sql
from psycopg.types.json import Jsonb

from incidents import reach
from incidents.fields import EDTFField
from incidents.models import Change, Record
from incidents.snapshot import (
    SKIPPED,
    date,
    owned_model,
    owner_field,
    points_at_a_record,
    record_models,
)
from incidents.vocab import VOCAB_VERSION, Door

Values = Mapping[str, Any]
Ids = Mapping[str, int]
Rows = Iterable[Sequence[Any]]


def whole(values: Values) -> dict[str, Any]:
    """Return a snapshot with everything that its kind has; dates given as text."""
    model = record_models()[values["kind"]]
    made = _filled(model, values)
    for name in model.OWNED:
        owned = owned_model(model, name)
        without = owner_field(model, name)
        rows = [_filled(owned, row) for row in values.get(name, ())]
        made[name] = [{k: v for k, v in row.items() if k != without} for row in rows]
    return made


def _filled(model: type[models.Model], values: Values) -> dict[str, Any]:
    made = {**_blank(model), **values}
    for name in _dates(model):
        made[name] = date(made[name] or "")
    return made


@cache
def _blank(model: type[models.Model]) -> dict[str, Any]:
    skipped = {*SKIPPED, "uid"}
    fields = [each for each in model._meta.fields if each.name not in skipped]
    blank = {each.name: each.get_default() for each in fields if not _is_bound(each)}
    return {**blank, **{each.name: [] for each in model._meta.many_to_many}}


@cache
def _dates(model: type[models.Model]) -> list[str]:
    return [each.name for each in model._meta.fields if isinstance(each, EDTFField)]


def _is_bound(field: "Field[Any, Any]") -> bool:
    is_hidden = isinstance(field, models.DateTimeField) and not field.editable
    return is_hidden and field.name.endswith(("_earliest", "_latest"))


def draw_ids(count: int) -> list[int]:
    """Return so many row numbers for new records, taken from their sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select nextval(pg_get_serial_sequence('incidents_record', 'id'))"
            " from generate_series(1, %s)",
            [count],
        )
        return [number for (number,) in cursor.fetchall()]


def write(snapshots: Sequence[Values], ids: Ids, *, by: User, at: str) -> None:
    """Write new records, each as its version 1, in this order of their kinds.

    ``ids`` has every key's row number.
    """
    for each in snapshots:
        each["version"] = 1  # type: ignore[index]
    found = [
        {
            **each,
            **reach.found_by(each),
            "clearance": reach.rank(each["marking"]),
            "recorded_at": at,
        }
        for each in snapshots
    ]
    _copy(Record, [(ids[each["key"]], each) for each in found], ids, owner="id")
    for kind in dict.fromkeys(each["kind"] for each in snapshots):
        model = record_models()[kind]
        mine = [(ids[each["key"]], each) for each in snapshots if each["kind"] == kind]
        _copy(model, mine, ids, owner="record_ptr")
        _copy_links(model, mine, ids)
        for name in model.OWNED:
            rows = [(pk, row) for pk, each in mine for row in each[name]]
            _copy(owned_model(model, name), rows, ids, owner=owner_field(model, name))
    _copy_changes(snapshots, ids, by, at)


def _copy(
    model: type[models.Model],
    rows: Iterable[tuple[int, Values]],
    ids: Ids,
    *,
    owner: str,
) -> None:
    """Write the rows of one table, each with the row number that it belongs to."""
    own = [
        each
        for each in model._meta.local_concrete_fields
        if each.name != owner and not (each.primary_key and owner != "id")
    ]
    columns = [_column(model, owner), *(str(each.column) for each in own)]
    copy(
        model._meta.db_table,
        columns,
        ([pk, *(_value(each, values, ids) for each in own)] for pk, values in rows),
    )


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).column)  # type: ignore[union-attr]


def _value(field: "Field[Any, Any]", values: Values, ids: Ids) -> Any:
    if _is_bound(field):
        name, _, edge = field.name.rpartition("_")
        return values[name][edge] if values[name] else None
    # What services work out beside the snapshot, such as a comparable address, is left.
    value = values.get(field.name, field.get_default())
    if isinstance(field, EDTFField):
        return value["edtf"] if value else ""
    if isinstance(field, models.JSONField):
        return Jsonb(value)
    if points_at_a_record(field):
        return None if value is None else ids[value]
    return value


def _copy_links(
    model: type[Record], rows: Sequence[tuple[int, Values]], ids: Ids
) -> None:
    for field in model._meta.many_to_many:
        through: Any = field.remote_field.through
        columns = (field.m2m_column_name(), field.m2m_reverse_name())
        pairs = ((pk, ids[key]) for pk, each in rows for key in each[field.name])
        copy(through._meta.db_table, columns, pairs)


def _copy_changes(snapshots: Sequence[Values], ids: Ids, by: User, at: str) -> None:
    columns = ("record_id", "snapshot", "version", "at", "by_id", "door", "reason")
    same = (Door.IMPORT.value, "", VOCAB_VERSION)
    copy(
        Change._meta.db_table,
        (*columns, "vocab_version"),
        ((ids[each["key"]], Jsonb(each), 1, at, by.pk, *same) for each in snapshots),
    )


def copy(table: str, columns: Sequence[str], rows: Rows) -> None:
    """Write rows into a table by COPY."""
    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as out:
        for row in rows:
            out.write_row(row)


def approve_all(at: str, *, by: User, every: int) -> None:
    """Approve what is there but for one in so many, as a reviewer would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into review_approval"
            " (record_id, change_id, kind, reason, by_id, at, authors)"
            " select record_id, id, 'review', '', %s, %s, '{}'"
            " from incidents_change where record_id %% %s > 0",
            [by.pk, at, every],
        )


def ask_for_some(at: str, *, by: User, most: int) -> None:
    """Ask for a review of some of what nobody approved."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into review_request (title, note, by_id, at)"
            " values ('Generated', '', %s, %s) returning id",
            [by.pk, at],
        )
        (request,) = cursor.fetchone()
        cursor.execute(
            "insert into review_request_changes (request_id, change_id)"
            " select %s, id from incidents_change where id not in"
            " (select change_id from review_approval) order by id limit %s",
            [request, most],
        )
