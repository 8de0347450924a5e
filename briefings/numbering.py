"""Numbers notes in the order in which a reader meets them, once, for every writer.

Sections are made in whatever order they need each other, and big tables are laid out
in parts; only then is it known which source comes first. Word counts footnotes itself,
and so do readers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from operator import is_
from typing import Any, TypeVar, cast

from briefings.layout import lists_sources, runs
from briefings.tree import Briefing, Link, NoteRef, Table, Text

T = TypeVar("T")
LEAVES = frozenset({str, int, bool, Text, Link})


def numbered(briefing: Briefing) -> Briefing:
    """Return a briefing with its notes numbered as they come up on its pages.

    Notes that nothing refers to fall out; references side by side stand in order. What
    is numbered so already is returned as it is.

    Raises:
        ValueError: the text refers to a note that is not there, or two have a number.
    """
    known = {note.number: note for note in briefing.notes}
    if len(known) != len(briefing.notes):
        raise ValueError("Two notes have the same number.")
    order = {number: place for place, number in enumerate(_order(briefing), 1)}
    if missing := [number for number in order if number not in known]:
        raise ValueError(f"There is no note {missing[0]}.")
    sections = _renumbered(briefing.sections, order)
    notes = tuple(
        known[old] if old == new else replace(known[old], number=new)
        for old, new in order.items()
    )
    if sections is briefing.sections and notes == briefing.notes:
        return briefing
    return replace(briefing, sections=sections, notes=notes)


def verified(briefing: Briefing) -> Briefing:
    """Return a briefing as it is; whoever writes it counts on its numbers.

    Raises:
        ValueError: its notes are not numbered as they come up.
    """
    if numbered(briefing) is not briefing:
        raise ValueError("The notes are not numbered in the order of reading.")
    return briefing


def _order(briefing: Briefing) -> dict[int, None]:
    """Return the numbers that are referred to, in the order of reading.

    Those that only tables for looking things up refer to come last: such tables have
    no footnotes, and Word counts the footnotes that there are.
    """
    laid = [part for run in runs(briefing.sections) for part in run.parts]
    if lists_sources(briefing):
        laid.sort(key=lambda part: isinstance(part, Table) and part.is_dense)
    return dict.fromkeys(number for part in laid for number in references(part))


def references(value: object) -> Iterator[int]:
    """Yield the number of each reference in a part of the tree, in order of fields."""
    if isinstance(value, NoteRef):
        yield value.number
    elif isinstance(value, tuple):
        for each in value:
            yield from references(each)
    elif type(value) not in LEAVES:
        for name in getattr(value, "__dataclass_fields__", ()):
            yield from references(getattr(value, name))


def _renumbered(value: T, order: Mapping[int, int]) -> T:
    """Return a part of the tree with its references renumbered, as it is if none is."""
    if isinstance(value, tuple):
        if any(type(each) is NoteRef for each in value):
            made = tuple(_spans(value, order))
        else:
            made = tuple(_renumbered(each, order) for each in value)
        return value if all(map(is_, made, value)) else cast("T", made)
    if type(value) in LEAVES:
        return value
    return cast("T", _fields(value, order))


def _fields(value: Any, order: Mapping[int, int]) -> Any:
    changed = {}
    for name in getattr(value, "__dataclass_fields__", ()):
        held = getattr(value, name)
        if held and isinstance(held, tuple):
            made = _renumbered(held, order)
            if made is not held:
                changed[name] = made
    return replace(value, **changed) if changed else value


def _spans(spans: tuple[Any, ...], order: Mapping[int, int]) -> Iterator[Any]:
    """Yield the spans of a line, neighbouring references by their new numbers."""
    for is_ref, run in groupby(spans, key=lambda each: isinstance(each, NoteRef)):
        if not is_ref:
            yield from run
            continue
        refs = [
            each
            if order[each.number] == each.number
            else replace(each, number=order[each.number])
            for each in run
        ]
        yield from sorted(refs, key=lambda each: each.number)
