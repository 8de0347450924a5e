"""Numbers notes in the order in which a reader meets them.

Sections are made in whatever order they need each other; only then is it known which
source comes first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import is_
from typing import Any, TypeVar, cast

from briefings.tree import Link, Note, NoteRef, Section, Text

T = TypeVar("T")
LEAVES = frozenset({str, int, Text, Link})


def numbered(
    sections: tuple[Section, ...], notes: Iterable[Note]
) -> tuple[tuple[Section, ...], tuple[Note, ...]]:
    """Return sections and notes with numbers in the order of first reference.

    Notes that nothing refers to fall out. References side by side stand in order.
    """
    order: dict[int, int] = {}
    renumbered = _renumbered(sections, order)
    kept = (
        replace(each, number=order[each.number])
        for each in notes
        if each.number in order
    )
    return renumbered, tuple(sorted(kept, key=lambda each: each.number))


def _renumbered(value: T, order: dict[int, int]) -> T:
    """Return a part of the tree with its references renumbered, in order of fields."""
    if isinstance(value, tuple):
        if any(type(each) is NoteRef for each in value):
            return cast("T", tuple(_spans(value, order)))
        made = tuple(_renumbered(each, order) for each in value)
        is_same = all(map(is_, made, value))
        return value if is_same else cast("T", made)
    if type(value) in LEAVES:
        return value
    return cast("T", _fields(value, order))


def _fields(value: Any, order: dict[int, int]) -> Any:
    changed = {}
    for name in getattr(value, "__dataclass_fields__", ()):
        held = getattr(value, name)
        if held and isinstance(held, tuple):
            made = _renumbered(held, order)
            if made is not held:
                changed[name] = made
    return replace(value, **changed) if changed else value


def _spans(spans: tuple[Any, ...], order: dict[int, int]) -> Iterator[Any]:
    """Yield the spans of a line, neighbouring references by their new numbers."""
    for is_ref, run in groupby(spans, key=lambda each: isinstance(each, NoteRef)):
        if not is_ref:
            yield from run
            continue
        refs = [
            replace(each, number=order.setdefault(each.number, len(order) + 1))
            for each in run
        ]
        yield from sorted(refs, key=lambda each: each.number)
