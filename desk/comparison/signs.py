"""How two sides of a comparison stand to each other."""

from enum import StrEnum
from typing import Any


class Sign(StrEnum):
    """What became of a value, a row or some words from the one side to the other."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


def sign_of(before: Any, after: Any) -> Sign:
    """Return what became of a value; nothing, no text and no entries are one."""
    if before == after or (_is_empty(before) and _is_empty(after)):
        return Sign.SAME
    if _is_empty(before):
        return Sign.ADDED
    return Sign.REMOVED if _is_empty(after) else Sign.CHANGED


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], {})
