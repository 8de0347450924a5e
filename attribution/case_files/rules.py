"""What must hold between the entries of a case folder, and within each as a whole."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from attribution.case_files.constraints import (
    broken_checks,
    constraints,
    message,
    unique_values,
)
from attribution.case_files.entries import Entry, fields_of
from attribution.case_files.folder import CaseFolder
from attribution.case_files.values import Reference, Row
from attribution.vocab.claims import ON_A_CLAIM, Stance
from incidents.models import Record
from incidents.snapshot import fill, owned_model, owner_field, record_models
from incidents.vocab import RecordKind

# As migration attribution.0002 has it: what a claim may speak about and name.
ABOUT = ("incident", "campaign", "threat-actor", "intrusion-set", "claim")
NAMED = ("threat-actor", "intrusion-set")
# The two others may also answer an accusation that is no claim on record.
ONLY_ON_A_CLAIM = {*ON_A_CLAIM} - {Stance.COUNTER_ATTRIBUTES, Stance.DENIES}


# Keys look alike by habit (src-ap-2022-…), so a suggestion must be closer than usual.
ALIKE = 0.85


def check_folder(folder: CaseFolder, kinds: Mapping[str, str]) -> None:
    """Add to the folder's problems what is wrong between its entries.

    ``kinds`` has the kind of each record that is in the database already.
    """
    kinds = {
        **kinds,
        **{key: str(entry.model.KIND) for key, entry in folder.entries.items()},
    }
    for entry in folder.entries.values():
        for reference in entry.references:
            _check_reference(entry, reference, kinds, is_whole=folder.is_whole)
        _check_rows(entry)
        if entry.model.KIND == RecordKind.CLAIM:
            _check_claim(entry.row, kinds)
    _check_unique_records(folder.entries.values())
    _check_circles(folder.entries)


def _check_reference(
    entry: Entry, reference: Reference, kinds: Mapping[str, str], *, is_whole: bool
) -> None:
    line, key = reference.line, reference.key
    problems = entry.row.problems
    if key == entry.key:
        problems.add(line, reference.field, f"{key!r} is the record itself")
    elif key not in kinds:
        if is_whole:
            near = get_close_matches(key, _of_model(reference.model, kinds), 1, ALIKE)
            meant = f"; did you mean {near[0]!r}?" if near else ""
            problems.add(line, reference.field, f"no record has the key {key!r}{meant}")
    elif reference.model is not Record and kinds[key] != reference.model.KIND:
        problems.add(
            line,
            reference.field,
            f"{key!r} is of kind {kinds[key]}; {reference.model.KIND} was expected",
        )


def _of_model(model: type[Record], kinds: Mapping[str, str]) -> list[str]:
    if model is Record:
        return list(kinds)
    return [key for key, kind in kinds.items() if kind == model.KIND]


def _check_rows(entry: Entry) -> None:
    row = entry.row
    extra = {"pk": entry.key, "kind": str(entry.model.KIND)}
    _check_constraints(entry.model, row, extra)
    if not row.bad:
        _clean(entry.model, row)
    for name, rows in entry.owned.items():
        owned = owned_model(entry.model, name)
        extra = {owner_field(entry.model, name): entry.key}
        for each in rows:
            _check_constraints(owned, each, extra)
        _check_unique(owned, [(each, extra) for each in rows])


def _check_constraints(
    model: type[models.Model], row: Row, extra: Mapping[str, Any]
) -> None:
    values = {
        name: value
        for name, value in {**row.values, **extra}.items()
        if name not in row.bad
    }
    for fields, said in broken_checks(model, values):
        given = [each for each in fields if each in row.lines]
        field = min(given, key=row.lines.__getitem__, default=fields[0])
        row.problems.add(row.lines.get(field, row.line), f"{row.prefix}{field}", said)


def _clean(model: type[Record], row: Row) -> None:
    """Ask the model's own clean(), which may look at plain fields only."""
    plain = {
        name: value
        for name, value in row.values.items()
        if not fields_of(model)[name].is_relation
    }
    try:
        fill(model(), plain, {}).clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            row.problems.add(row.lines.get(name, row.line), name, " ".join(messages))


def _check_unique(
    model: type[models.Model], rows: Iterable[tuple[Row, Mapping[str, Any]]]
) -> None:
    unique = [
        each for each in constraints(model) if isinstance(each, models.UniqueConstraint)
    ]
    first: dict[tuple[Any, ...], int] = {}
    for row, extra in rows:
        for each in unique:
            found = unique_values(each, {**row.values, **extra})
            if found is None or row.bad & set(each.fields):
                continue
            line = first.setdefault((each.name, *found), row.line)
            if line != row.line:
                field = row.prefix.rstrip(".")
                said = f"{message(each)}; the first is in line {line}"
                row.problems.add(row.line, field, said)


def _check_unique_records(entries: Iterable[Entry]) -> None:
    for model in record_models().values():
        _check_unique(
            model, [(each.row, {}) for each in entries if each.model is model]
        )


def _check_claim(row: Row, kinds: Mapping[str, str]) -> None:
    about = kinds.get(row.values["about"])
    named = kinds.get(row.values["attributed_to"])
    stance = row.values["stance"]
    if about and about not in ABOUT:
        _of_kind(row, "about", about, f"a claim is about one of {', '.join(ABOUT)}")
    elif about and about != "claim" and stance in ONLY_ON_A_CLAIM:
        _of_kind(row, "about", about, f"a claim that {stance} is about a claim")
    if named and named not in NAMED:
        _of_kind(
            row, "attributed_to", named, f"a claim names one of {', '.join(NAMED)}"
        )


def _of_kind(row: Row, field: str, kind: str, said: str) -> None:
    key = row.values[field]
    row.problems.add(row.lines[field], field, f"{key!r} is of kind {kind}; {said}")


def _check_circles(entries: Mapping[str, Entry]) -> None:
    """Refuse foreign keys that lead round: such rows could not be read to an end."""
    graph = {
        key: {
            each.key: each
            for each in entry.row.references
            if isinstance(fields_of(entry.model)[each.field], models.ForeignKey)
            and each.key in entries
            and each.key != key
        }
        for key, entry in entries.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # Each refers to the one before it.
        circle = list(reversed(error.args[1]))
        reference = graph[circle[0]][circle[1]]
        entries[circle[0]].row.problems.add(
            reference.line,
            reference.field,
            f"refers to itself in a circle: {' → '.join(circle)}",
        )
