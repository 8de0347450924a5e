"""The boxes of a relation graph: what stands in them, how large, how they look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from figures.graph.layers import Place
from figures.graph.rows import Size
from figures.graph.values import KINDS, Member, Node
from figures.svg import (
    GREEN,
    INK,
    PAPER,
    RED,
    SOFT,
    STRONG,
    SUNK,
    Box,
    Point,
    group,
    line,
    rect,
    text,
)
from figures.text import width, wrap

WIDE, COLUMN = 126.0, 140.0  # a box with a name; one column of members
SIZE, ROW, NOTE = 10.5, 13.0, 9.0
PAD = 6.0
TALL, MOST, FEW = 7, 24, 7  # members in a column, in a box, in one beside others


@dataclass(frozen=True, slots=True)
class Words:
    """One line in a box."""

    text: str
    is_bold: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A node with its words in lines, members in columns, and its size."""

    node: Node
    note: str
    name: tuple[str, ...]
    columns: tuple[tuple[Words, ...], ...]

    @property
    def words(self) -> str:
        """All that stands in the box, in lines."""
        members = (line.text.strip() for column in self.columns for line in column)
        return "\n".join(each for each in (self.note, *self.name, *members) if each)

    @property
    def size(self) -> Size:
        rows = len(self.name) + max((len(each) for each in self.columns), default=0)
        height = ROW * rows + 2 * PAD + (NOTE + 3 if self.note else 0)
        wide = COLUMN * len(self.columns) if self.columns else WIDE
        return Size(wide, height)


def card(node: Node) -> Card:
    """Return a node as it is drawn."""
    shown = [*node.members[: FEW if node.kind == "responders" else MOST]]
    if more := len(node.members) - len(shown):
        shown.append(Member(f"and {more} more"))
    count = ceil(len(shown) / TALL)
    tall = ceil(len(shown) / count) if count else 0
    columns = [shown[tall * number : tall * (number + 1)] for number in range(count)]
    room = (COLUMN * max(count, 1) if shown else WIDE) - 2 * PAD
    return Card(
        node=node,
        note=node.note or KINDS[node.kind],
        name=wrap(node.name, room, SIZE, is_bold=True, most=4) if node.name else (),
        columns=tuple(tuple(_lines(each)) for each in columns),
    )


def draw(card: Card, at: Place, prefix: str) -> str:
    """Return a card as SVG, with all that is in it as its words."""
    box = Box(at.x - at.width / 2, at.top, at.width, at.bottom - at.top)
    node = card.node
    parts = [*_frame(node, box)]
    y = box.y + PAD
    if card.note:
        note = Point(at.x, y + NOTE - 1)
        parts.append(
            text(note, card.note, font_size=NOTE, fill=SOFT, text_anchor="middle")
        )
        y += NOTE + 3
    for number, words in enumerate(card.name):
        base = Point(at.x, y + ROW * (number + 1) - 3.5)
        parts.append(
            text(base, words, font_size=SIZE, font_weight="bold", text_anchor="middle")
        )
    y += ROW * len(card.name)
    for number, column in enumerate(card.columns):
        left = box.x + COLUMN * number + PAD + 2
        parts += _column(column, Point(left, y))
    names = ", ".join(each.name for each in node.members)
    title = ": ".join(each for each in (node.note, node.name, names) if each)
    return group(parts, title=title, id=f"{prefix}-{node.key}")


def _lines(members: Sequence[Member]) -> Iterator[Words]:
    for member in members:
        for number, words in enumerate(
            wrap(member.name, COLUMN - 2 * PAD - 8, SIZE, most=3)
        ):
            yield Words(f"  {words}" if number else words, is_struck=member.is_struck)


def _column(lines: Sequence[Words], at: Point) -> Iterator[str]:
    for number, words in enumerate(lines):
        is_more = words.text.startswith("  ")
        shown = words.text.strip()
        base = Point(at.x + (8 if is_more else 0), at.y + ROW * (number + 1) - 3.5)
        yield text(base, shown, font_size=SIZE)
        if words.is_struck:
            end = Point(base.x + width(shown, SIZE), base.y - 3.5)
            yield line(Point(base.x, base.y - 3.5), end, stroke=INK)


def _frame(node: Node, box: Box) -> Iterator[str]:
    """Yield a box; each kind has a frame of its own, so that colour is not needed."""
    match node.kind:
        case "incident":
            yield rect(box, fill=PAPER, stroke=RED, stroke_width=2.4)
        case "related" | "campaign":
            yield rect(box, fill=PAPER, stroke=STRONG, stroke_dasharray="3 2")
        case "actor":
            yield rect(box, fill=PAPER, stroke=INK, stroke_width=1.3, rx=3)
        case "responders":
            yield rect(box, fill=SUNK, rx=6)
            bar = Box(box.x, box.y, 3, box.height)
            yield rect(bar, fill=GREEN)
        case _:
            yield rect(box, fill=SUNK, rx=6)
