"""The ids under which a case's objects leave, minted once and shipped with it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from attribution.case_files.nodes import Fields, Node, Text
from attribution.case_files.problems import Problems

FILE = "names.yaml"
NAME = re.compile(
    r"([a-z0-9-]+)--(\S+) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)",
)
SHAPE = "<type>--<UUIDv4> 2026-01-05T12:00:00.000Z"
UUID_VERSION = 4


@dataclass(frozen=True, slots=True)
class Name:
    """One STIX object's id and creation time, as shipped."""

    line: int
    part: str
    type: str
    uuid: UUID
    created: datetime


@dataclass(frozen=True, slots=True)
class Names:
    """A record's own id and the names of its objects."""

    line: int
    uid: UUID | None
    names: tuple[Name, ...]


def read_names(
    root: Node | None, problems: Problems, keys: Collection[str] | None
) -> dict[str, Names]:
    """Return the names by record key; each id stands once in the file.

    ``keys`` are those of the folder's records, or None where not all are known.
    """
    if root is None:
        return {}
    if not isinstance(root, Fields):
        problems.add(root.line, "", "is not a mapping of record keys")
        return {}
    found: dict[str, Names] = {}
    seen: dict[object, int] = {}
    for key, node in root.fields.items():
        of_key = problems.of(key)
        if keys is not None and key not in keys:
            of_key.add(root.lines[key], "", "no record of this folder has this key")
        elif isinstance(node, Fields):
            found[key] = _names_of(node, of_key, seen)
        else:
            of_key.add(node.line, "", "is not a mapping of uid and names")
    return found


def _names_of(node: Fields, problems: Problems, seen: dict[object, int]) -> Names:
    for name in node.fields.keys() - {"uid", "names"}:
        problems.add(node.lines[name], name, "is not a field here (one of uid, names)")
    given = node.fields.get("uid")
    uid = _uid(given, problems)
    if uid and given:
        _once(uid, "uid", given.line, problems, seen)
    return Names(node.line, uid, _parts(node.fields.get("names"), problems, seen))


def _uid(node: Node | None, problems: Problems) -> UUID | None:
    if node is None:
        return None
    uid = _uuid(node.value) if isinstance(node, Text) else None
    if uid is None:
        problems.add(node.line, "uid", "is not a UUIDv4")
    return uid


def _parts(
    node: Node | None, problems: Problems, seen: dict[object, int]
) -> tuple[Name, ...]:
    if node is None:
        return ()
    if not isinstance(node, Fields):
        problems.add(node.line, "names", f"is not a mapping of parts to {SHAPE}")
        return ()
    found = []
    for part, value in node.fields.items():
        name = _name(part, value, problems)
        if name:
            _once(name.uuid, part, name.line, problems, seen)
            if name.type == "opinion":
                # Consumers merge opinions of one time.
                _once(name.created, part, name.line, problems, seen)
            found.append(name)
    return tuple(found)


def _name(part: str, node: Node, problems: Problems) -> Name | None:
    text = node.value if isinstance(node, Text) else ""
    match = NAME.fullmatch(text)
    uuid = _uuid(match[2]) if match else None
    try:
        if match and uuid:
            created = datetime.fromisoformat(match[3]).astimezone(UTC)
            return Name(node.line, part, match[1], uuid, created)
    except ValueError:
        pass
    problems.add(node.line, part, f"{text!r} is not a name; write {SHAPE}")
    return None


def _uuid(text: str) -> UUID | None:
    try:
        uuid = UUID(text)
    except ValueError:
        return None
    return uuid if uuid.version == UUID_VERSION and str(uuid) == text else None


def _once(
    value: object, field: str, line: int, problems: Problems, seen: dict[object, int]
) -> None:
    if value in seen:
        problems.add(line, field, f"{value} stands in line {seen[value]}, too")
    seen.setdefault(value, line)
