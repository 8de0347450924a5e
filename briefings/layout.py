"""How a briefing is laid out, alike in every form: pages, parts of tables, numbers.

Whatever two writers could do differently is decided here, once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from briefings.drawings import size_of, slices
from briefings.tree import (
    Block,
    Briefing,
    ClaimCard,
    Figure,
    NoteRef,
    Paragraph,
    Section,
    SourceList,
    Spans,
    Table,
)

MOST_HEADS = 8  # a table with more turns its page
MOST_COLUMNS = 10  # and one with more than this is set in parts, one under the other
MOST_DENSE = 13  # columns of a table that is set small
FEW_ROWS = 12  # a table with more leads to the list of sources, not to footnotes
WIDE_FIGURE = 760.0  # units; a figure wider than this turns its page to stay readable


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    anchor: str
    title: str
    level: int


Part = Heading | Block


@dataclass(frozen=True, slots=True)
class Room:
    """What a page has for a figure below a heading, in points."""

    width: float
    height: float


TALL, WIDE = Room(455, 570), Room(750, 405)
LARGEST_UNIT = 0.9  # points; a small figure is not blown up to the width of the page


@dataclass(frozen=True, slots=True)
class Piece:
    """As much of a figure as a page has room for, and its width in points."""

    svg: str
    alternative: str
    width: float


@dataclass(frozen=True, slots=True)
class Run:
    """Parts that follow each other on pages of one orientation."""

    parts: tuple[Part, ...]
    is_wide: bool


def runs(sections: Iterable[Section]) -> tuple[Run, ...]:
    """Return all sections as runs of parts, in reading order.

    A heading and the text around a wide table or figure turn with it, so that no page
    ends in a heading whose table stands on the next.
    """
    turned = [pair for section in sections for pair in _turned(section)]
    for at in reversed(range(len(turned) - 1)):
        is_title = isinstance(turned[at][0], Heading)
        if is_title and isinstance(turned[at + 1][0], Heading):
            turned[at] = turned[at][0], turned[at + 1][1]
    return _grouped(turned)


def runs_of(section: Section) -> tuple[Run, ...]:
    """Return one section as runs of parts, in reading order."""
    return _grouped(_turned(section))


def runs_by_section(sections: Sequence[Section]) -> list[tuple[Run, ...]]:
    """Return each section as runs of parts; a bare heading turns with what follows."""
    held = [runs_of(each) for each in sections]
    for at in reversed(range(len(held) - 1)):
        first, *more = held[at]
        is_bare = not more and all(isinstance(each, Heading) for each in first.parts)
        if is_bare and held[at + 1][0].is_wide:
            held[at] = (replace(first, is_wide=True),)
    return held


def _grouped(turned: Iterable[tuple[Part, bool]]) -> tuple[Run, ...]:
    return tuple(
        Run(tuple(part for part, _ in pairs), is_wide)
        for is_wide, pairs in groupby(turned, key=lambda pair: pair[1])
    )


def _turned(section: Section) -> Iterator[tuple[Part, bool]]:
    """Yield a section's parts, each with whether it stands on a turned page."""
    parts = list(parts_of(section))
    wide = [is_wide(part) for part in parts]
    for at in reversed(range(len(parts) - 1)):
        leads = isinstance(parts[at], Heading | Paragraph)
        wide[at] = wide[at] or (leads and wide[at + 1])
    for at in range(1, len(parts)):
        trails = isinstance(parts[at], Paragraph)
        wide[at] = wide[at] or (trails and wide[at - 1])
    return zip(parts, wide, strict=True)


def parts_of(section: Section) -> Iterator[Part]:
    """Yield a section's heading and its blocks, big tables in parts."""
    yield Heading(section.anchor, section.title, section.level)
    for block in section.blocks:
        if isinstance(block, Table):
            yield from bands(block)
        else:
            yield block


def is_wide(part: Part) -> bool:
    """Return whether a part needs a page that is wider than high."""
    if isinstance(part, Table):
        return part.is_wide or len(part.heads) > MOST_HEADS
    return isinstance(part, Figure) and size_of(part.svg)[0] > WIDE_FIGURE


def lists_sources(briefing: Briefing) -> bool:
    """Return whether a list of sources is there, so that a number can lead to it."""
    blocks = (block for section in briefing.sections for block in section.blocks)
    return any(isinstance(block, SourceList) for block in blocks)


def is_looked_up(table: Table) -> bool:
    """Return whether a table is for looking things up, too long for footnotes."""
    return table.is_dense or len(table.rows) > FEW_ROWS


def bands(table: Table) -> tuple[Table, ...]:
    """Return a table in parts of as many columns as a page takes, the first in each.

    The parts' anchors are the table's own, then with "-2", "-3" and so on.
    """
    columns = len(table.heads)
    most = MOST_DENSE if table.is_dense else MOST_COLUMNS
    if columns <= most:
        return (table,)
    count = -(-(columns - 1) // (most - 1))
    each = -(-(columns - 1) // count)
    starts = range(1, columns, each)
    return tuple(
        _band(table, (0, *range(start, min(start + each, columns))), number, count)
        for number, start in enumerate(starts, 1)
    )


def _band(table: Table, chosen: tuple[int, ...], number: int, count: int) -> Table:
    is_first, is_last = number == 1, number == count
    return replace(
        table,
        anchor=table.anchor if is_first else f"{table.anchor}-{number}",
        caption=f"{table.caption} ({number}/{count})",
        heads=tuple(table.heads[each] for each in chosen),
        rows=tuple(tuple(row[each] for each in chosen) for row in table.rows),
        weights=tuple(table.weights[each] for each in chosen),
        note=table.note if is_last else "",
        is_wide=True,
    )


def pieces(figure: Figure, *, is_wide: bool) -> tuple[Piece, ...]:
    """Return a figure in pieces that fit the pages, each of them told in words."""
    room = WIDE if is_wide else TALL
    units, _ = size_of(figure.svg)
    width = min(room.width, units * LARGEST_UNIT)
    drawn = slices(figure.svg, room.height * units / width)
    if len(drawn) == 1:
        return (Piece(figure.svg, figure.alternative, width),)
    return tuple(
        Piece(svg, f"{told} ({number}/{len(drawn)})", width)
        for number, svg in enumerate(drawn, 1)
        for told in (figure.alternative if number == 1 else figure.caption,)
    )


def labels(briefing: Briefing) -> Mapping[str, str]:
    """Return what each table and figure is called, by its anchor: "Table 3"."""
    counts: Counter[str] = Counter()
    called: dict[str, str] = {}
    for section in briefing.sections:
        for block in section.blocks:
            if isinstance(block, Table | Figure):
                is_table = isinstance(block, Table)
                word = briefing.fixed.table if is_table else briefing.fixed.figure
                counts[word] += 1
                called[block.anchor] = f"{word} {counts[word]}"
                if isinstance(block, Table):
                    others = (each.anchor for each in bands(block)[1:])
                    called.update(dict.fromkeys(others, called[block.anchor]))
    return called


class References:
    """Counts, in reading order, how often each note was pointed to."""

    def __init__(self) -> None:
        self._seen: Counter[int] = Counter()

    def count(self, number: int) -> int:
        """Return 1 for the first reference to a note, 2 for the next, and so on."""
        self._seen[number] += 1
        return self._seen[number]

    def __contains__(self, number: int) -> bool:
        return number in self._seen


def follows_a_note(spans: Spans, at: int) -> bool:
    """Return whether a span and the one before it are both references to notes."""
    return at > 0 and all(isinstance(each, NoteRef) for each in spans[at - 1 : at + 1])


def anchors(briefing: Briefing) -> frozenset[str]:
    """Return every place that a link in the briefing can lead to.

    Raises:
        ValueError: two places have the same anchor.
    """
    held = [
        part.anchor
        for section in briefing.sections
        for part in parts_of(section)
        if isinstance(part, Heading | Table | Figure | ClaimCard)
    ]
    twice = sorted(each for each, count in Counter(held).items() if count > 1)
    if twice:
        raise ValueError(f"Two places are called {', '.join(twice)}.")
    return frozenset(held)
