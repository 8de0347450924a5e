"""Rows of a file beside the record: what each would make, change or break. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from attribution.case_files.entries import Defaults, Entry, fields_of, read_entry
from attribution.case_files.folder import CaseFolder
from attribution.case_files.nodes import Fields, Items, Node, Text
from attribution.case_files.problems import Problem, Problems
from attribution.case_files.rules import check_folder
from desk.importing.rows import ReadRow, as_text
from desk.models import Outcome
from desk.selectors.imports import Known
from incidents.models import Record
from incidents.snapshot import Snapshot, points_at_a_record, record_models

ADDED = ("aliases", "citations", "external_ids")  # joined to what is there


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: what taking it over would do, and the record as it would stand.

    ``given`` are the fields that the file says something of.
    """

    number: int
    outcome: Outcome
    key: str
    name: str
    snapshot: Snapshot | None = None
    given: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rows are compared with: records, their latest versions, keys in use."""

    known: Known
    stored: Mapping[str, Snapshot] = field(default_factory=dict)
    taken: Collection[str] = ()


def at_home(rows: Iterable[ReadRow], known: Known) -> list[ReadRow]:
    """Return the rows under the keys that their records have here already.

    A row that comes from a record imported before is that record again.
    """
    moved = [
        _renamed(row, known.by_origin.get(row.origin, row.key)) if row.origin else row
        for row in rows
    ]
    keys = {row.origin: row.key for row in moved if row.origin}
    return [_with_ends(row, keys) for row in moved]


def compare_all(
    file: str, rows: Iterable[ReadRow], marking: str, around: Surroundings
) -> Iterator[Compared]:
    """Yield what each row comes to; new rows without a marking get the given one."""
    folder = CaseFolder(Path(file))
    found: dict[str, list[str]] = {}
    entries: dict[int, Entry] = {}
    listed = [_resolved(row, around.known, found) for row in rows]
    for row in listed:
        if entry := _entry(row, file, marking, folder.problems, around):
            entries[row.number] = entry
            if row.key not in around.stored and row.key not in folder.entries:
                folder.entries[row.key] = entry
    # What is new is checked as a case folder is; what changes, when it is written.
    check_folder(folder, dict(around.known.kinds))
    wrong = _by_line(folder.problems)
    seen: set[str] = set()
    for row in listed:
        said = [*found.get(row.key, ()), *wrong.get(row.number, ())]
        if row.key in seen:
            said.append(f"the key {row.key} stands in another row, too")
        seen.add(row.key)
        yield _compared(row, entries.get(row.number), said, around)


def overlaid(stored: Snapshot, asked: Snapshot, given: Iterable[str]) -> Snapshot:
    """Return a stored record with what a row gives; lists of names and ids grow."""
    changed = dict(stored)
    for name in given:
        if name in ADDED:
            new = [each for each in asked[name] if each not in stored[name]]
            changed[name] = [*stored[name], *new]
        elif name not in ("key", "kind"):
            changed[name] = asked[name]
    return changed


def _compared(
    row: ReadRow, entry: Entry | None, said: list[str], around: Surroundings
) -> Compared:
    matches = [
        key for key in around.known.namesakes(row.kind, row.name) if key != row.key
    ]
    base = Compared(
        row.number,
        Outcome.ERROR,
        row.key,
        row.name,
        given=tuple(row.fields),
        matches=tuple(matches),
        messages=tuple(dict.fromkeys(said)),
    )
    stored = around.stored.get(row.key)
    if stored is None and row.key in around.taken:
        return replace(base, messages=("the key is taken; give the row another one",))
    if said or entry is None:
        return base
    asked = entry.snapshot()
    if stored is None:
        return replace(base, outcome=Outcome.NEW, snapshot=asked)
    if stored["kind"] != row.kind:
        taken = f"the key is that of a record of the kind {stored['kind']}"
        return replace(base, messages=(taken,))
    changed = overlaid(stored, asked, row.fields)
    outcome = Outcome.SAME if changed == stored else Outcome.CHANGED
    return replace(base, outcome=outcome, snapshot=changed)


def _entry(
    row: ReadRow, file: str, marking: str, found: list[Problem], around: Surroundings
) -> Entry | None:
    """Return the row as an entry; of a record that is there only what is given."""
    model = record_models()[row.kind]
    node = Fields(row.number, dict(row.fields), dict.fromkeys(row.fields, row.number))
    defaults = Defaults(texts={"marking": marking, "lang": "en"})
    if row.key not in around.stored:
        return read_entry(model, node, Problems(found, file), defaults)
    problems: list[Problem] = []
    entry = read_entry(model, node, Problems(problems, file), defaults)
    found += [each for each in problems if each.field.partition(".")[0] in row.fields]
    return entry


def _by_line(problems: Iterable[Problem]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for each in problems:
        said = f"{each.field}: {each.message}" if each.field else each.message
        found.setdefault(each.line, []).append(said)
    return found


def _renamed(row: ReadRow, key: str) -> ReadRow:
    fields = {**row.fields, "key": as_text(row.number, key)}
    return replace(row, key=key, fields=fields)


def _with_ends(row: ReadRow, keys: Mapping[str, str]) -> ReadRow:
    ends = {
        name: as_text(row.number, keys[origin]) for name, origin in row.wants.items()
    }
    return replace(row, fields={**row.fields, **ends}) if ends else row


def _resolved(row: ReadRow, known: Known, found: dict[str, list[str]]) -> ReadRow:
    """Return the row with the names of other records made to their keys."""
    model = record_models()[row.kind]
    fields = dict(row.fields)
    for name, node in row.fields.items():
        field = fields_of(model).get(name)
        if field is not None and points_at_a_record(field):
            kinds = _kinds(field)
            said = found.setdefault(row.key, [])
            fields[name] = _keyed(node, name, kinds, known, said)
    return replace(row, fields=fields)


def _kinds(field: Any) -> list[str]:
    target: type[Record] = field.related_model
    return list(record_models()) if target is Record else [str(target.KIND)]


def _keyed(
    node: Node, name: str, kinds: list[str], known: Known, said: list[str]
) -> Node:
    if isinstance(node, Items):
        items = (_keyed(each, name, kinds, known, said) for each in node.items)
        return Items(node.line, tuple(items))
    if not isinstance(node, Text) or node.value in known.kinds:
        return node
    called = known.called(kinds, node.value)
    if len(called) > 1:
        said.append(
            f"{name}: several records are called “{node.value}”: {', '.join(called)}; "
            "write the key of one"
        )
    return Text(node.line, called[0]) if len(called) == 1 else node
