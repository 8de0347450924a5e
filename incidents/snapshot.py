"""A record version as JSON: what a Change keeps, a compiler reads, a partner gets.

One format for every kind: the fields by their names, a date as its text with both
bounds, a foreign key as the other record's key, many-to-many as sorted keys, owned
rows (citations, aliases, sides, …) as lists. The same rows give the same snapshot,
whatever the sort order of the database's language.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from incidents.fields import EDTFField, read_date
from incidents.models import Record

Snapshot = dict[str, Any]
# Not facts about the record: row numbers, and what only its versions know.
SKIPPED = frozenset(
    {
        *("id", "record_ptr", "recorded_at", "stix_names"),
        *("clearance", "search_names", "search_text", "url_key"),
    }
)


@cache
def record_models() -> dict[str, type[Record]]:
    """Return the model class of every record kind."""
    return {
        model.KIND: model
        for model in apps.get_models()
        if issubclass(model, Record) and model is not Record
    }


def typed(record: Record) -> Record:
    """Return the record as an instance of its own kind's class."""
    model = record_models()[record.kind]
    return record if type(record) is model else model.objects.get(pk=record.pk)


def take(record: Record) -> Snapshot:
    """Return the snapshot of a record as its rows stand now."""
    return take_all([record.pk])[record.pk]


def take_all(ids: Collection[int]) -> dict[int, Snapshot]:
    """Return the snapshot of each record by row number, in a few reads per kind."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for pk, kind in Record.objects.filter(pk__in=ids).values_list("pk", "kind"):
        by_kind[kind].append(pk)
    taken: dict[int, Snapshot] = {}
    for kind, of_kind in by_kind.items():
        model = record_models()[kind]
        owners = _read(model, "pk", of_kind)
        taken.update({pk: values for pk, [values] in owners.items()})
        for name in model.OWNED:
            rows = _read(owned_model(model, name), owner_field(model, name), of_kind)
            for pk in of_kind:
                taken[pk][name] = in_order(model, name, rows.get(pk, []))
    return taken


def content(snapshot: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot without its version number: equal content, no new version."""
    return {name: value for name, value in snapshot.items() if name != "version"}


def references(snapshot: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return which records the snapshot refers to, as pairs of field and key.

    The field of an owned row is dotted: ``citations.source``, ``bearings.claim``.
    The evidence that a hypothesis weighs is named by key and is among them.
    """
    model = record_models()[snapshot["kind"]]
    found = _pointers(model, snapshot, prefix="")
    for hypothesis in snapshot.get("hypotheses", ()):
        found |= {("hypotheses.signs", key) for key in hypothesis["signs"]}
    for name in model.OWNED:
        for row in snapshot[name]:
            found |= _pointers(owned_model(model, name), row, prefix=f"{name}.")
    return found


def repointed(snapshot: Mapping[str, Any], old: str, new: str) -> Snapshot:
    """Return the snapshot with every reference to one record made to another.

    A list that would name the other twice names it once.
    """
    model = record_models()[snapshot["kind"]]
    changed = _repointed(model, snapshot, old, new)
    for name in model.OWNED:
        owned = owned_model(model, name)
        rows = [_repointed(owned, row, old, new) for row in snapshot[name]]
        changed[name] = in_order(model, name, _once(rows))
    return changed


def fill(
    row: models.Model, values: Mapping[str, Any], ids: Mapping[str, int]
) -> models.Model:
    """Give a row the values that a snapshot holds of it, and return it unsaved.

    ``ids`` has the row number of every key that a foreign key refers to.
    """
    for field in row._meta.concrete_fields:
        if field.name not in values:
            continue
        value = values[field.name]
        if isinstance(field, EDTFField):
            setattr(row, field.attname, value["edtf"] if value else "")
        elif field.is_relation:
            setattr(row, field.attname, None if value is None else ids[value])
        else:
            setattr(row, field.attname, field.to_python(value))
    return row


def in_order(
    model: type[Record], name: str, rows: Iterable[Snapshot]
) -> list[Snapshot]:
    """Return owned rows in the order that their model declares."""
    ordering = [
        term.split("__")[0]
        for term in owned_model(model, name)._meta.ordering or ()
        if isinstance(term, str) and term != owner_field(model, name)
    ]
    return sorted(
        rows,
        key=lambda row: (
            [row[term] for term in ordering],
            json.dumps(row, sort_keys=True),
        ),
    )


def owned_model(model: type[Record], name: str) -> type[models.Model]:
    """Return the model of a record's owned rows, such as Citation for citations."""
    owned = model._meta.get_field(name).related_model
    assert isinstance(owned, type)
    return owned


def owner_field(model: type[Record], name: str) -> str:
    """Return the name of the foreign key by which an owned row hangs on its record."""
    return str(model._meta.get_field(name).remote_field.name)  # type: ignore[union-attr]


def date(text: str) -> Snapshot | None:
    """Return a date as a snapshot has it: the text and both bounds."""
    if not text:
        return None
    bounds = read_date(text)
    return _dated(text, plain(bounds.earliest), plain(bounds.latest))


def plain(value: Any) -> Any:
    """Return a field's value as JSON has it: instants in UTC, numbers as written."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def _pointers(
    model: type[models.Model], values: Mapping[str, Any], *, prefix: str
) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for name in pointer_names(model):
        value = values.get(name)
        if value:
            keys = [value] if isinstance(value, str) else value
            found.update((f"{prefix}{name}", key) for key in keys)
    return found


def _repointed(
    model: type[models.Model], values: Mapping[str, Any], old: str, new: str
) -> Snapshot:
    changed = dict(values)
    for name in pointer_names(model):
        value = changed.get(name)
        if value == old:
            changed[name] = new
        elif isinstance(value, list) and old in value:
            changed[name] = sorted({new if each == old else each for each in value})
    if old in changed.get("signs", {}):  # a hypothesis weighs evidence by key
        signs = {new: changed["signs"][old], **changed["signs"]}
        changed["signs"] = {key: sign for key, sign in signs.items() if key != old}
    return changed


def _once(rows: Iterable[Snapshot]) -> list[Snapshot]:
    """Return rows without those that say the very same."""
    return [*{json.dumps(row, sort_keys=True): row for row in rows}.values()]


@cache
def pointer_names(model: type[models.Model]) -> list[str]:
    """Return which fields of a model, many-to-many ones too, point at records."""
    fields = (*model._meta.fields, *model._meta.many_to_many)
    return [field.name for field in fields if points_at_a_record(field)]


def points_at_a_record(field: Any) -> bool:
    """Whether a field is a foreign key or many-to-many to records."""
    target = field.related_model
    return isinstance(target, type) and issubclass(target, Record)


def _read(
    model: type[models.Model], owner: str, ids: Sequence[int]
) -> dict[int, list[Snapshot]]:
    """Return the rows of a model by the row number of the record they belong to."""
    fields, rows = _fields(model, owner), _rows(model, owner)
    owner_column = _owner_column(owner)
    found: defaultdict[int, list[Snapshot]] = defaultdict(list)
    by_row: dict[int, Snapshot] = {}
    for raw in rows.filter(**{f"{owner}__in": ids}):
        by_row[raw["pk"]] = {field.name: _value(field, raw) for field in fields}
        found[raw[owner_column]].append(by_row[raw["pk"]])
    _read_links(model, by_row)
    return found


@cache
def _fields(model: type[models.Model], owner: str) -> list[Any]:
    """Return the fields of a model that a snapshot holds."""
    return [
        field
        for field in model._meta.fields
        if field.name not in {*SKIPPED, owner} and not _is_bound(model, field.name)
    ]


@cache
def _rows(model: type[models.Model], owner: str) -> models.QuerySet[Any, Snapshot]:
    """Return the columns of those fields, of all rows; every read narrows them.

    Kept, since following each foreign key to a key takes as long as reading a record.
    """
    columns = [column for field in _fields(model, owner) for column in _columns(field)]
    held = model._base_manager.order_by()
    return held.values("pk", _owner_column(owner), *columns)


def _owner_column(owner: str) -> str:
    return owner if owner == "pk" else f"{owner}_id"


def _read_links(model: type[models.Model], by_row: Mapping[int, Snapshot]) -> None:
    for field in model._meta.many_to_many:
        for values in by_row.values():
            values[field.name] = []
        owner = field.m2m_field_name()
        through: Any = field.remote_field.through
        pairs = through._base_manager.filter(
            **{f"{owner}__in": list(by_row)}
        ).values_list(f"{owner}_id", f"{field.m2m_reverse_field_name()}__key")
        for pk, key in sorted(pairs):
            by_row[pk][field.name].append(key)


@cache
def _is_bound(model: type[models.Model], name: str) -> bool:
    owner, _, edge = name.rpartition("_")
    return edge in ("earliest", "latest") and any(
        isinstance(field, EDTFField) and field.name == owner
        for field in model._meta.fields
    )


def _columns(field: Any) -> list[str]:
    name = str(field.name)
    if isinstance(field, EDTFField):
        return [name, f"{name}_earliest", f"{name}_latest"]
    return [f"{name}__key" if field.is_relation else name]


def _value(field: Any, raw: Mapping[str, Any]) -> Any:
    value, *bounds = [plain(raw[column]) for column in _columns(field)]
    return _dated(value, *bounds) if bounds else value


def _dated(text: str, earliest: str | None, latest: str | None) -> Snapshot | None:
    return {"edtf": text, "earliest": earliest, "latest": latest} if text else None
