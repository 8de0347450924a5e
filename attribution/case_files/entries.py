"""One entry of a case file, read against the model of its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models

from attribution.case_files.nodes import Fields, Items, Node, Text
from attribution.case_files.problems import Problems, suggest
from attribution.case_files.values import (
    Field,
    Reference,
    Row,
    Wrong,
    default,
    read_instant,
    read_value,
)
from incidents.models import Record
from incidents.snapshot import SKIPPED, Snapshot, in_order, owned_model, owner_field

# What the place of a row in its list says.
RANK = "rank"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the case says for all entries that say nothing else."""

    recorded_at: datetime | None = None
    texts: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as a case folder has it."""

    model: type[Record]
    row: Row
    owned: Mapping[str, list[Row]]
    recorded_at: datetime | None

    @property
    def key(self) -> str:
        """The record's key."""
        return str(self.row.values["key"])

    @property
    def references(self) -> list[Reference]:
        """All keys that the entry refers to, those of its owned rows among them."""
        rows = [self.row, *(row for rows in self.owned.values() for row in rows)]
        return [each for row in rows for each in row.references]

    def snapshot(self) -> Snapshot:
        """Return the record as it shall stand, without its version and id."""
        owned = {
            name: in_order(self.model, name, [row.values for row in rows])
            for name, rows in self.owned.items()
        }
        return {"kind": self.model.KIND.value, **self.row.values, **owned}


def read_entry(
    model: type[Record], node: Node, problems: Problems, defaults: Defaults
) -> Entry | None:
    """Return what an entry says; None if it is no mapping or has no key."""
    if not isinstance(node, Fields):
        problems.add(node.line, "", "is not an entry; write fields, like key: id-x")
        return None
    key = node.fields.get("key")
    if not isinstance(key, Text) or not key.value:
        problems.add(node.line, "key", "is missing, but required")
        return None
    problems = problems.of(key.value)
    row = Row(node.line, problems)
    known = [*fields_of(model), *model.OWNED, "recorded_at"]
    _refuse_unknown(node, row, known)
    _read_fields(fields_of(model), node, row, defaults.texts or {})
    owned = {
        name: _read_owned(model, name, node.fields.get(name), row)
        for name in model.OWNED
    }
    return Entry(model, row, owned, _recorded_at(node, row, defaults))


@cache
def fields_of(model: type[models.Model]) -> dict[str, Field]:
    """Return the fields that a file may set."""
    return {
        field.name: field
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.editable and field.name not in SKIPPED
    }


def citable(model: type[Record]) -> list[str]:
    """Return the names that a citation of such a record may stand on."""
    return [*fields_of(model), *(name for name in model.OWNED if name != "citations")]


def _refuse_unknown(node: Fields, row: Row, known: list[str]) -> None:
    for name in node.fields:
        if name not in known:
            row.wrong(
                node.lines[name], name, f"is not a field here; {suggest(name, known)}"
            )


def _read_fields(
    fields: Mapping[str, Field], node: Fields, row: Row, defaults: Mapping[str, str]
) -> None:
    for name, field in fields.items():
        if name in node.fields:
            read_value(field, node.fields[name], row)
        elif name in defaults:
            row.values[name] = defaults[name]
        else:
            default(field, row)


def _recorded_at(node: Fields, row: Row, defaults: Defaults) -> datetime | None:
    given = node.fields.get("recorded_at")
    if given is None:
        return defaults.recorded_at
    row.lines["recorded_at"] = given.line
    try:
        return read_instant(given)
    except Wrong as error:
        row.wrong(error.line, "recorded_at", str(error))
        return defaults.recorded_at


def _read_owned(
    model: type[Record], name: str, node: Node | None, owner: Row
) -> list[Row]:
    if node is None or (isinstance(node, Text) and not node.value):
        return []
    owner.lines[name] = node.line
    if not isinstance(node, Items):
        owner.wrong(node.line, name, "is not a list of mappings")
        return []
    read = [
        _read_owned_row(model, name, item, owner, rank)
        for rank, item in enumerate(node.items, start=1)
    ]
    return [row for row in read if row]


def _read_owned_row(
    model: type[Record], name: str, node: Node, owner: Row, rank: int
) -> Row | None:
    owned = owned_model(model, name)
    fields = {
        each: field
        for each, field in fields_of(owned).items()
        if each not in (owner_field(model, name), RANK)
    }
    if isinstance(node, Text) and name == "citations":
        # A source alone is a citation of the record as a whole.
        node = Fields(node.line, {"source": node}, {"source": node.line})
    if not isinstance(node, Fields):
        owner.wrong(node.line, name, f"is not a mapping of {', '.join(fields)}")
        return None
    row = Row(node.line, owner.problems, prefix=f"{name}.")
    _refuse_unknown(node, row, list(fields))
    _read_fields(fields, node, row, {})
    if RANK in fields_of(owned):
        row.values[RANK] = rank
    if name == "citations":
        _check_cited_field(model, row)
    return row


def _check_cited_field(model: type[Record], row: Row) -> None:
    cited: Any = row.values["field"]
    if cited and cited not in citable(model):
        meant = suggest(cited, citable(model))
        row.wrong(
            row.lines["field"],
            "field",
            f"{cited!r} is not a field of {model._meta.verbose_name}; {meant}",
        )
