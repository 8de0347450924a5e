"""What differs between two versions of a STIX object, property by property."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from sharing.compile.constants import EXTENSION

# Always another in another version: when that was recorded.
NOT_COMPARED = frozenset({"modified", "recorded_at"})
OURS = "ours"  # our extension, by a word that can be read


@dataclass(frozen=True, slots=True)
class Difference:
    """One property that differs, by its path; None where the version has it not.

    Of a list that is a set, such as references, only what went and what came.
    """

    path: tuple[str, ...]
    before: Any
    after: Any


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[Difference]:
    """Yield the properties that differ, in the order of the later version."""
    for name in dict.fromkeys((*after, *before)):
        one, other = before.get(name), after.get(name)
        if one == other or name in NOT_COMPARED:
            continue
        here = (*path, OURS if name == EXTENSION else name)
        if isinstance(one, dict) and isinstance(other, dict):
            yield from differences(one, other, here)
        elif _is_set(one) and _is_set(other):
            yield from _of_sets(one, other, here)
        else:
            yield Difference(here, one, other)


def _is_set(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _of_sets(
    one: list[str], other: list[str], path: tuple[str, ...]
) -> Iterator[Difference]:
    gone = [each for each in one if each not in set(other)]
    come = [each for each in other if each not in set(one)]
    if gone or come:
        yield Difference(path, gone, come)
    else:
        yield Difference(path, one, other)  # the order is another
