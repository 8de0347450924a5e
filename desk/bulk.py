"""One edit of many records, as plain values: what each would be afterwards. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from incidents.snapshot import Snapshot


class How(StrEnum):
    """What is done to a field."""

    LEAVE = "leave"
    SET = "set"
    CLEAR = "clear"
    ADD = "add"
    REMOVE = "remove"


HOW_IN_WORDS = {
    How.LEAVE: "leave as it is",
    How.SET: "set to",
    How.CLEAR: "empty",
    How.ADD: "add",
    How.REMOVE: "take out",
}
NEEDS_A_VALUE = frozenset({How.SET, How.ADD, How.REMOVE})
ON_LISTS = (How.LEAVE, How.ADD, How.REMOVE, How.SET, How.CLEAR)
ON_ONE = (How.LEAVE, How.SET, How.CLEAR)


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to one field, with a value as a snapshot has it."""

    field: str
    how: How
    value: Any = None


def edited(before: Snapshot, edits: Iterable[Edit]) -> Snapshot:
    """Return the record as it would be after the edits."""
    after = dict(before)
    for edit in edits:
        after[edit.field] = _value(after[edit.field], edit)
    return after


def changed(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the fields that the edits change."""
    return [name for name in after if after[name] != before[name]]


def _value(value: Any, edit: Edit) -> Any:
    match edit.how:
        case How.LEAVE:
            return value
        case How.SET:
            return edit.value
        case How.CLEAR:
            return _empty(value)
        case How.ADD:
            return [*value, *(each for each in edit.value if each not in value)]
        case How.REMOVE:
            return [each for each in value if each not in edit.value]


def _empty(value: Any) -> Any:
    if isinstance(value, list):
        return []
    return "" if isinstance(value, str) else None


def in_snapshot_order(keys: Sequence[str]) -> list[str]:
    """Return keys of a many-to-many field as a snapshot has them: sorted."""
    return sorted(set(keys))
