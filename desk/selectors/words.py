"""A record version in words: labelled rows instead of field names and identifiers.

For any page that shows a record or compares versions of one::

    sheet = sheet_for(change.snapshot, user)                # one query
    {% include "desk/permanent/_fields.html" with sheet=sheet %}

``read(snapshots, user)`` returns what the reader may know of the records that some
snapshots refer to, in one query for all of them; ``in_words(snapshot, known)`` is pure.
A reference that the reader may not see is the same words whatever it refers to.

A ``Sheet`` (``desk.sheets``) has ``rows`` (every field of the record in the order of
the form, empty ones too), ``citations`` (of the record as a whole; those of a field are
in its row) and ``owned`` (its other owned rows). A ``Row`` has ``field``, ``label``,
``values`` and, for comparisons, ``text``: all of it as plain words. A ``Value`` has its
words in ``text`` and in ``shape`` how to show them: word, prose, quote, date, moment,
record, hidden, link, marking or code.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Field, Model

from desk import labels
from desk.clearance import Person, visible
from desk.dates import in_words as date_in_words
from desk.sheets import Item, Known, Owned, Row, Sheet, Value
from incidents.fields import EDTFField
from incidents.models import Citation, Record
from incidents.snapshot import (
    owned_model,
    owner_field,
    points_at_a_record,
    record_models,
    references,
)
from incidents.vocab import Marking

__all__ = [
    "HIDDEN",
    "Item",
    "Known",
    "Owned",
    "Row",
    "Sheet",
    "Value",
    "in_words",
    "names_of",
    "owned_row_in_words",
    "read",
    "sheet_for",
]

Snapshot = Mapping[str, Any]
HIDDEN = "a record you may not see"
# Every record's own fields after those of its kind, in the order of the form.
BASE = (
    *("description", "note", "lang", "marking", "external_ids"),
    *("state", "state_reason", "state_by", "state_at", "key", "uid"),
)
PROSE = 120  # longer words are a paragraph
# An owned row that rests on such a record says nothing else where that is hidden.
RESTS_ON = frozenset({"source", "claim"})
PLACE = "rank"  # where an owned row stands among the others


def sheet_for(snapshot: Snapshot, user: Person) -> Sheet:
    """Return one record version in words, as this reader may see it."""
    return in_words(snapshot, read([snapshot], user))


def read(snapshots: Iterable[Snapshot], user: Person) -> dict[str, Known]:
    """Return what the reader may know of all that these snapshots refer to, by key."""
    keys = {key for each in snapshots for _, key in references(each)}
    return names_of(keys, user)


def names_of(keys: Iterable[str], user: Person) -> dict[str, Known]:
    """Return what the reader may know of these records, by key; hidden ones miss."""
    rows = visible(Record.objects.filter(key__in=set(keys)), user).order_by()
    found = rows.values_list(
        *("key", "name", "kind", "marking"),
        *(f"as_source__{name}" for name in ("publisher", "published", "reliability")),
    )
    return {
        key: Known(key, name, kind, marking, _document(by, on), grade or "")
        for key, name, kind, marking, by, on, grade in found
    }


def _document(publisher: str | None, published: str | None) -> str:
    told = (publisher, date_in_words(published))
    return ", ".join(each for each in told if each)


def in_words(snapshot: Snapshot, known: Mapping[str, Known]) -> Sheet:
    """Return a record version in words; ``known`` is what the reader may know."""
    kind, model = snapshot["kind"], record_models()[snapshot["kind"]]
    cited: dict[str, list[Item]] = {}
    for each in snapshot["citations"]:
        cited.setdefault(each["field"], []).append(_citation(each, known))
    rows = []
    for field in _fields(model):
        values = tuple(_values(field, snapshot, known))
        of_it = tuple(cited.pop(field.name, ()))
        rows.append(Row(field.name, labels.label(field.name, kind), values, of_it))
    return Sheet(
        kind=kind,
        rows=tuple(rows),
        citations=tuple(item for items in cited.values() for item in items),
        owned=tuple(_owned(model, snapshot, known)),
    )


def _fields(model: type[Record]) -> Iterator["Field[Any, Any]"]:
    """Yield the fields of a kind of record: its name, its own, those that all have."""
    own = (field for field in labels.declared(model) if not _is_furniture(field))
    yield model._meta.get_field("name")
    yield from own
    for name in BASE:
        yield model._meta.get_field(name)  # type: ignore[misc]


def _is_furniture(field: "Field[Any, Any]") -> bool:
    """Whether it is no fact of its own: a row number, a link to one, a date's bound."""
    return field.primary_key or (
        isinstance(field, models.DateTimeField) and not field.editable
    )


def _citation(row: Snapshot, known: Mapping[str, Known]) -> Item:
    return _item(Citation, row, known, without=("field", "record"))


def _owned(
    model: type[Record], snapshot: Snapshot, known: Mapping[str, Known]
) -> Iterator[Owned]:
    for name in model.OWNED:
        if name == "citations" or not snapshot[name]:
            continue
        owned, owner = owned_model(model, name), owner_field(model, name)
        items = (_item(owned, row, known, without=(owner,)) for row in snapshot[name])
        yield Owned(name, labels.label(name), tuple(items))


def owned_row_in_words(
    kind: str, name: str, row: Snapshot, known: Mapping[str, Known]
) -> Item:
    """Return one owned row of a record in words, such as one of its citations."""
    model = record_models()[kind]
    without = (owner_field(model, name), PLACE)
    return _item(owned_model(model, name), row, known, without=without)


def _item(
    model: type[Model],
    row: Snapshot,
    known: Mapping[str, Known],
    without: tuple[str, ...],
) -> Item:
    rows = [
        Row(field.name, labels.label(field.name), tuple(_values(field, row, known)))
        for field in labels.declared(model)
        if field.name not in without and not _is_furniture(field)
    ]
    resting = [each for each in rows if each.field in RESTS_ON and _is_hidden(each)]
    return Item(tuple(each for each in resting or rows if each.values))


def _is_hidden(row: Row) -> bool:
    return any(value.shape == "hidden" for value in row.values)


def _values(
    field: "Field[Any, Any]", row: Snapshot, known: Mapping[str, Known]
) -> Iterator[Value]:
    value = row.get(field.name)
    if value in (None, "", [], {}):
        return
    if points_at_a_record(field):
        keys = [value] if isinstance(value, str) else value
        yield from _in_order(_reference(key, known) for key in keys)
    elif isinstance(field, EDTFField):
        yield Value(date_in_words(value), "date")
    elif isinstance(field, ArrayField):
        for each in value:
            yield Value(labels.word(field, each))
    elif isinstance(value, dict):
        yield from _in_order(_sign(key, sign, known) for key, sign in value.items())
    else:
        yield _plain(field, value, row)


def _in_order(values: Iterable[Value]) -> list[Value]:
    """Return references by name, the hidden ones last and never by their keys."""
    return sorted(values, key=lambda each: (each.record is None, each.text))


def _reference(key: str, known: Mapping[str, Known]) -> Value:
    record = known.get(key)
    return Value(record.name, "record", record) if record else Value(HIDDEN, "hidden")


def _sign(key: str, sign: str, known: Mapping[str, Known]) -> Value:
    """Return how an item of evidence speaks for a hypothesis."""
    record = known.get(key)
    name = record.name if record else HIDDEN
    return Value(f"{sign}: {name}", "record" if record else "hidden", record)


def _plain(field: "Field[Any, Any]", value: Any, row: Snapshot) -> Value:
    if isinstance(value, bool):
        return Value("yes" if value else "no")
    if isinstance(field, models.DateTimeField):
        return Value(date_in_words(datetime.fromisoformat(value)), "moment")
    if field.name == "marking":
        return Value(str(Marking(value).label), "marking")
    if field.name == "quote":
        return Value(value, "quote", lang=row.get("quote_lang", ""))
    text = labels.word(field, str(value))
    return Value(text, _shape(field, text))


def _shape(field: "Field[Any, Any]", text: str) -> str:
    if isinstance(field, models.URLField):
        return "link"
    if field.name in ("key", "uid", "archived_sha256", "pattern"):
        return "code"
    return "prose" if len(text) > PROSE else "word"
