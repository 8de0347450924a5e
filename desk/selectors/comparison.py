"""Two versions of a record side by side, in words that this reader may read.

``differences`` takes any number of pairs of snapshots and asks once for the names of
all records that they refer to; ``difference`` is pure. What a reference says that the
reader may not see is the same words on both sides, and a row that rests on such a
record (a citation of a hidden source) says nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk import labels
from desk.clearance import Person
from desk.comparison import FieldPair, Group, RowPair, Sign, compare
from desk.comparison.rows import PLACE
from desk.selectors import words
from desk.selectors.marked import Line, Names, line_of
from desk.sheets import Item, Value
from incidents.snapshot import record_models

Snapshot = Mapping[str, Any]
Sides = tuple[Snapshot, Snapshot]

# What a card is called by; all other fields are its lines.
TITLES = {
    "citations": "source",
    "aliases": "name",
    "grounds": "ground",
    "bearings": "claim",
    "sides": "position",
    "hypotheses": "text",
    "transitions": "status",
}
WHOLE_RECORD = "the record as a whole"


@dataclass(frozen=True, slots=True)
class Card:
    """One owned row: a citation, a ground, a step."""

    title: Value
    sign: Sign
    lines: tuple[Line, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Section:
    """The owned rows of one sort."""

    name: str
    label: str
    cards: tuple[Card, ...]
    is_reordered: bool
    orders: tuple[tuple[str, ...], tuple[str, ...]]  # what they were called, in order

    @property
    def changed(self) -> list[Card]:
        """The cards that differ."""
        return [card for card in self.cards if card.sign is not Sign.SAME]

    @property
    def unchanged(self) -> list[Card]:
        """The cards that stayed as they were."""
        return [card for card in self.cards if card.sign is Sign.SAME]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two versions, and what stayed."""

    lines: tuple[Line, ...]
    sections: tuple[Section, ...]
    count: int

    @property
    def changed(self) -> list[Line]:
        """The fields that differ, in the form's order."""
        return [line for line in self.lines if line.sign is not Sign.SAME]

    @property
    def unchanged(self) -> list[Line]:
        """The fields that stayed and say something."""
        return [each for each in self.lines if each.sign is Sign.SAME and each.after]

    @property
    def rows(self) -> list[Section]:
        """The sorts of owned rows in which something differs."""
        return [each for each in self.sections if each.changed or each.is_reordered]

    @property
    def kept(self) -> int:
        """How many owned rows stayed."""
        return sum(len(section.unchanged) for section in self.sections)


def differences(pairs: Sequence[Sides], user: Person) -> list[Difference]:
    """Return what differs between the two of each pair, for this reader; one query."""
    known = words.read((each for pair in pairs for each in pair if each), user)
    return [difference(before, after, known) for before, after in pairs]


def difference(before: Snapshot, after: Snapshot, known: Names) -> Difference:
    """Return what differs; ``before`` is empty where there was no version yet."""
    kind = after["kind"]
    sheets = [words.in_words(each, known) if each else None for each in (before, after)]
    said = [{row.field: row for row in each.rows} if each else {} for each in sheets]
    found = compare(
        before, after, owned=record_models()[kind].OWNED, order=list(said[1])
    )
    lines = (
        line_of(pair, (said[0].get(pair.name), said[1].get(pair.name)), known)
        for pair in found.fields
        if pair.name in said[1]
    )
    sections = (_section(kind, group, known) for group in found.groups)
    return Difference(tuple(lines), tuple(sections), found.count)


def _section(kind: str, group: Group, known: Names) -> Section:
    cards = (
        _card(kind, group.name, place, pair, known)
        for place, pair in enumerate(group.pairs)
    )
    return Section(
        name=group.name,
        label=labels.label(group.name),
        cards=tuple(cards),
        is_reordered=group.is_reordered,
        orders=(
            _order(kind, group, (pair.before for pair in group.pairs), known),
            _order(kind, group, (pair.after for pair in group.pairs), known),
        ),
    )


def _order(
    kind: str, group: Group, rows: Iterable[Snapshot | None], known: Names
) -> tuple[str, ...]:
    """Return what the rows are called in the order in which one version has them."""
    if not group.is_reordered:
        return ()
    there = sorted((row for row in rows if row), key=lambda row: row.get(PLACE, 0))
    items = (words.owned_row_in_words(kind, group.name, row, known) for row in there)
    return tuple(_title(group.name, item).text for item in items)


def _card(kind: str, name: str, place: int, pair: RowPair, known: Names) -> Card:
    items = [
        words.owned_row_in_words(kind, name, _readable(kind, name, row), known)
        if row is not None
        else Item(())
        for row in (pair.before, pair.after)
    ]
    shown = items[0] if pair.after is None else items[1]
    lines = tuple(_rows(pair, items, name, known))
    return Card(_title(name, shown), pair.sign, lines, part=f"{name}:{place}")


def _title(name: str, item: Item) -> Value:
    """Return what a row is called by."""
    row = item.cells.get(TITLES[name])
    return row.values[0] if row else Value("no name")


def _readable(kind: str, name: str, row: Snapshot) -> Snapshot:
    """Return the row with the name of the field that a citation is of, in words."""
    if name != "citations":
        return row
    field = labels.label(row["field"], kind) if row["field"] else WHOLE_RECORD
    return {**row, "field": field}


def _rows(
    pair: RowPair, items: Sequence[Item], name: str, known: Names
) -> Iterator[Line]:
    """Yield the fields of an owned row that say something on either side."""
    before, after = (item.cells for item in items)
    for field in dict.fromkeys([*after, *before]):
        sides = FieldPair(
            field, (pair.before or {}).get(field), (pair.after or {}).get(field)
        )
        is_title = field == TITLES[name] and sides.sign is not Sign.CHANGED
        if not is_title:
            yield line_of(sides, (before.get(field), after.get(field)), known)
