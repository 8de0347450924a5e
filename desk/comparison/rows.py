"""Which row of one version is which row of another: by what it is, not by its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.comparison.signs import Sign

Row = Mapping[str, Any]

# What makes two rows the same one, the surest first. A row that found its other half
# takes no part in the looser looks.
IDENTITY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "citations": (
        ("source", "field", "locator", "stated_value"),
        ("source", "field", "locator"),
        ("source", "field"),
        ("source", "locator"),
    ),
    "aliases": (("name", "namer"), ("name",)),
    "grounds": (("ground",),),
    "bearings": (("claim",),),
    "sides": (("position",), ("rank",)),
    "hypotheses": (("text",), ("rank",)),
    "transitions": (("status", "when"), ("status",), ("rank",)),
}
# Says where a row stands among the others, nothing about what it says.
PLACE = "rank"


@dataclass(frozen=True, slots=True)
class RowPair:
    """A row as it was and as it became; one of them may be missing."""

    before: Row | None
    after: Row | None

    @property
    def sign(self) -> Sign:
        """What became of the row, its place among the others apart."""
        if self.before is None:
            return Sign.ADDED
        if self.after is None:
            return Sign.REMOVED
        same = _said(self.before) == _said(self.after)
        return Sign.SAME if same else Sign.CHANGED


@dataclass(frozen=True, slots=True)
class Group:
    """All rows of one sort that two versions own, such as their citations."""

    name: str
    pairs: tuple[RowPair, ...]
    is_reordered: bool

    @property
    def count(self) -> int:
        """How many changes there are: rows, and their order as one."""
        differ = sum(pair.sign is not Sign.SAME for pair in self.pairs)
        return differ + self.is_reordered


def match_rows(name: str, before: Sequence[Row], after: Sequence[Row]) -> Group:
    """Pair the rows of two versions; the later order first, what went at the end.

    Raises:
        KeyError: nobody has said what makes two rows of this sort the same.
    """
    old, new = dict(enumerate(before)), dict(enumerate(after))
    found: dict[int, int] = {}
    whole = tuple(sorted({key for row in (*before, *after) for key in row}))
    for identity in (whole, *IDENTITY[name]):
        for one, other in _matches(old, new, identity):
            found[other] = one
            del old[one], new[other]
    pairs = [
        RowPair(before[found[place]] if place in found else None, row)
        for place, row in enumerate(after)
    ]
    gone = [RowPair(row, None) for row in old.values()]
    places = [found[place] for place in sorted(found)]
    return Group(name, (*pairs, *gone), is_reordered=_is_moved(before, places))


def _matches(
    old: Mapping[int, Row], new: Mapping[int, Row], identity: Iterable[str]
) -> list[tuple[int, int]]:
    """Return the places of rows that agree in all these fields, likest first."""
    names = tuple(identity)
    waiting: dict[str, list[int]] = {}
    for place, row in old.items():
        waiting.setdefault(_identity(row, names), []).append(place)
    found = []
    for place, row in new.items():
        candidates = waiting.get(_identity(row, names))
        if candidates:
            best = max(candidates, key=lambda each: _likeness(old[each], row))
            candidates.remove(best)
            found.append((best, place))
    return found


def _identity(row: Row, names: Iterable[str]) -> str:
    return repr([row.get(name) for name in names])


def _likeness(one: Row, other: Row) -> int:
    return sum(one.get(name) == value for name, value in other.items())


def _said(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != PLACE}


def _is_moved(before: Sequence[Row], places: Sequence[int]) -> bool:
    """Whether rows that have a place changed it among those that are still there."""
    has_places = any(PLACE in row for row in before)
    return has_places and list(places) != sorted(places)
