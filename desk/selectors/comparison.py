"""Two versions of a record side by side, in words that this reader may read.

``differences`` takes any number of pairs of snapshots and asks once for the names of
all records that they refer to; ``difference`` is pure. What a reference says that the
reader may not see is the same words on both sides, and a row that rests on such a
record (a citation of a hidden source) says nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desk import labels
from desk.clearance import Person
from desk.comparison import FieldPair, Group, RowPair, Sign, compare, mark_words
from desk.comparison.rows import PLACE
from desk.selectors import words
from desk.sheets import Item, Known, Row, Value
from incidents.snapshot import record_models

Snapshot = Mapping[str, Any]
Names = Mapping[str, Known]
Sides = tuple[Snapshot, Snapshot]

# A row that rests on one of these says nothing where it is hidden.
RESTS_ON = {"citations": "source", "bearings": "claim"}
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
# Of a long text that stayed, this much is shown at each end.
EDGE = 240
WHOLE_RECORD = "the record as a whole"


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of a cell: a value, or a run of words of a longer text."""

    sign: Sign
    value: Value
    is_run: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether it is marked as removed."""
        return self.sign is Sign.REMOVED

    @property
    def is_new(self) -> bool:
        """Whether it is marked as added."""
        return self.sign is Sign.ADDED


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called, and what each version says in it.

    ``part`` is by what a restore knows the line; empty where there is nothing to take.
    """

    label: str
    sign: Sign
    before: tuple[Mark, ...]
    after: tuple[Mark, ...]
    part: str = ""

    @property
    def sides(self) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """Both sides, the earlier first."""
        return self.before, self.after


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
        _line(pair, (said[0].get(pair.name), said[1].get(pair.name)), known)
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
    lines = () if _is_hidden(name, items) else tuple(_rows(pair, items, name, known))
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


def _is_hidden(name: str, items: Iterable[Item]) -> bool:
    rests_on = RESTS_ON.get(name, "")
    found = (item.cells.get(rests_on) for item in items)
    return any(row.values[0].shape == "hidden" for row in found if row)


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
            yield _line(sides, (before.get(field), after.get(field)), known)


def _line(pair: FieldPair, rows: tuple[Row | None, Row | None], known: Names) -> Line:
    row = rows[1] or rows[0]
    assert row is not None
    values = [each.values if each else () for each in rows]
    before, after = _marked(pair, values[0], values[1], known)
    part = pair.name if pair.sign is not Sign.SAME else ""
    return Line(row.label, pair.sign, before, after, part)


def _marked(
    pair: FieldPair, olds: Sequence[Value], news: Sequence[Value], known: Names
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return both cells of a field with what went and what came marked."""
    if pair.sign is Sign.CHANGED and _is_text(pair, olds, news):
        return _runs(olds[0], news[0])
    before = _keyed(pair.before, olds, known)
    after = _keyed(pair.after, news, known)
    old_keys, new_keys = [key for key, _ in before], [key for key, _ in after]
    return (
        tuple(
            Mark(Sign.SAME if key in new_keys else Sign.REMOVED, value)
            for key, value in before
        ),
        tuple(
            Mark(Sign.SAME if key in old_keys else Sign.ADDED, value)
            for key, value in after
        ),
    )


def _is_text(pair: FieldPair, olds: Sequence[Value], news: Sequence[Value]) -> bool:
    """Whether both sides are free text: shown as it is kept, and no code or link."""
    return (
        isinstance(pair.before, str)
        and isinstance(pair.after, str)
        and (olds[0].text, news[0].text) == (pair.before, pair.after)
        and {olds[0].shape, news[0].shape} <= {"word", "prose", "quote"}
    )


def _runs(old: Value, new: Value) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return two texts as runs of words, each marked as what became of it."""
    pieces = mark_words(old.text, new.text)
    runs = [(each.sign, _shortened(each.text, each.sign)) for each in pieces]
    return (
        tuple(
            Mark(sign, replace(old, text=text), is_run=True)
            for sign, text in runs
            if sign is not Sign.ADDED
        ),
        tuple(
            Mark(sign, replace(new, text=text), is_run=True)
            for sign, text in runs
            if sign is not Sign.REMOVED
        ),
    )


def _shortened(text: str, sign: Sign) -> str:
    """Return a long run that stayed without its middle, and say how much that is."""
    middle = len(text) - 2 * EDGE
    if sign is not Sign.SAME or middle < EDGE:
        return text
    return f"{text[:EDGE]} […{middle} signs that stayed…] {text[-EDGE:]}"


def _keyed(raw: Any, values: Sequence[Value], known: Names) -> list[tuple[str, Value]]:
    """Return the values of a field, each with what makes it the same as another.

    References are shown by name, so that their keys are in another order; those that
    the reader may not see come last and are told apart by keys that he never gets.
    """
    if not isinstance(raw, list | dict):
        return [(repr(raw), value) for value in values]
    signs = raw if isinstance(raw, dict) else dict.fromkeys(raw, "")
    unseen = (key for key in raw if key not in known)
    keyed = []
    for place, value in enumerate(values):
        if value.record is not None:
            key = value.record.key
        else:
            key = next(unseen) if value.shape == "hidden" else list(raw)[place]
        keyed.append((repr((key, signs[key])), value))
    return keyed
