"""Draws a timeline that is laid out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from figures.marks import COLOURS, WORDS, Span, bar, mark
from figures.sheet import EDGE, Sheet
from figures.svg import (
    INK,
    LINE,
    PAPER,
    SOFT,
    STRONG,
    SUNK,
    Box,
    Point,
    group,
    line,
    rect,
    text,
    text_line,
)
from figures.text import line_width, width
from figures.timeline import overview
from figures.timeline.layout import (
    BAR,
    DATES,
    HEAD,
    PAD,
    ROW,
    SIZE,
    WIDTH,
    Block,
    Lane,
    Layout,
    Row,
)
from figures.timeline.values import LANES, UNDATED, Item
from figures.words import say

FOOT = 62.0
SPINE = EDGE + DATES - 10
NOTE = (
    "Time runs downwards; distances are not to scale, and a broken line says how "
    "long nothing was recorded. A bar covers the days that a date can mean."
)


def draw_timeline(
    sheet: Sheet,
    items: Iterable[Item],
    *,
    line_on: date | None = None,
    line_words: str = "",
) -> str:
    """Return the timeline as an SVG document with title and text alternative.

    ``line_on`` is the day at which a line is drawn across, ``line_words`` what it says
    (such as ``as of 8 September 2022``). The same arguments give the same bytes.
    """
    known = sorted(items, key=lambda each: each.order)
    parts: list[str] = []
    top = sheet.head(WIDTH) + 4
    if overview.is_worth_it(known):
        strip = Box(EDGE, top, WIDTH - 2 * EDGE, overview.HEIGHT)
        parts += overview.draw(known, strip, DATES + 24, line_on)
        top += overview.HEIGHT + 10
    layout = Layout(known, line_on, top + HEAD)
    parts += _lanes(layout)
    for each in layout.blocks:
        parts += _line(each, line_words) if each.is_line else _block(each, layout)
    for row, lane in _rows(layout):
        parts.append(_item(row, lane, layout, sheet.prefix))
    parts += _legend(layout.bottom + 22)
    size = (WIDTH, layout.bottom + FOOT)
    return sheet.write(size, parts, _description(known, line_words))


def _lanes(layout: Layout) -> Iterator[str]:
    """Yield the ground of the lanes, their names, and the lines that marks hang on."""
    for number, lane in enumerate(layout.lanes.values()):
        if number % 2 == 0:
            ground = Box(lane.left, layout.top, lane.width, layout.bottom - layout.top)
            yield rect(ground, fill=SUNK)
        ends = Point(lane.mark, layout.top), Point(lane.mark, layout.bottom)
        yield line(*ends, stroke=LINE)
    yield from _head(layout, layout.top)


def _head(layout: Layout, bottom: float) -> Iterator[str]:
    """Yield the lanes' names above a height, on ground that covers what runs there."""
    yield rect(Box(EDGE, bottom - HEAD + 4, WIDTH - 2 * EDGE, HEAD - 4), fill=PAPER)
    for lane in layout.lanes.values():
        at = Point(lane.words, bottom - 9)
        yield text(at, say(LANES[lane.name]), font_weight="bold")
    ends = Point(EDGE, bottom - 2), Point(WIDTH - EDGE, bottom - 2)
    yield line(*ends, stroke=STRONG)


def _block(block: Block, layout: Layout) -> Iterator[str]:
    """Yield a date, its piece of the axis, and the gap before it."""
    yield from _gap(block)
    if block.is_headed:
        yield from _head(layout, block.top)
    elif block.before.height and not block.before.words:
        yield _across(block.top)
    ends = Point(SPINE, block.top), Point(SPINE, block.bottom)
    yield line(*ends, stroke=STRONG, stroke_width=1.6)
    for number, words in enumerate(block.words):
        at = Point(EDGE, block.top + PAD + ROW * number + 10.5)
        weight = "bold" if block.is_exact else None
        yield text(at, words, font_size=SIZE, font_weight=weight)


def _across(y: float) -> str:
    return line(Point(EDGE, y), Point(WIDTH - EDGE, y), stroke=LINE, stroke_width=0.8)


def _gap(block: Block) -> Iterator[str]:
    """Yield the axis over a gap: straight, or broken with how long it is."""
    bottom = block.top - (HEAD if block.is_headed else 0)
    top = bottom - block.before.height
    if not block.before.words:
        yield line(Point(SPINE, top), Point(SPINE, bottom), stroke=STRONG)
        return
    ends = Point(SPINE, top), Point(SPINE, bottom)
    yield line(*ends, stroke=STRONG, stroke_dasharray="2 4")
    middle = (top + bottom) / 2
    ends = Point(EDGE, middle), Point(WIDTH - EDGE, middle)
    words = block.before.words
    yield line(*ends, stroke=LINE, stroke_dasharray="2 4")
    room = Box(EDGE, middle - 7, width(words, 10) + 6, 14)
    yield rect(room, fill=PAPER)
    yield text(Point(EDGE, middle + 3.5), words, font_size=10, fill=SOFT)


def _line(block: Block, words: str) -> Iterator[str]:
    """Yield the day asked about: a line across, and its words on it."""
    yield from _gap(block)
    middle = block.top + block.height / 2
    ends = Point(EDGE, middle), Point(WIDTH - EDGE, middle)
    yield line(*ends, stroke=INK, stroke_width=1.4, stroke_dasharray="6 3")
    room = Box(EDGE, middle - 8, width(words, SIZE, is_bold=True) + 12, 16)
    yield rect(room, fill=INK, rx=2)
    at = Point(EDGE + 6, middle + 4)
    yield text(at, words, font_size=SIZE, font_weight="bold", fill=PAPER)


def _rows(layout: Layout) -> Iterator[tuple[Row, Lane]]:
    for block in layout.blocks:
        yield from block.rows


def _item(row: Row, lane: Lane, layout: Layout, prefix: str) -> str:
    """Return one item: its bar or mark and its words."""
    item = row.item
    parts: list[str] = []
    if row.bar:
        left = lane.bar(row.bar)
        parts += bar(_span(row, layout), left, BAR, COLOURS[item.mark])
        near, far = Point(left + BAR, row.middle), Point(lane.mark, row.middle)
        parts.append(line(near, far, stroke=COLOURS[item.mark], stroke_width=0.8))
    at = Point(lane.mark, row.middle)
    parts.append(mark(item.mark, at, is_hollow=not item.is_certain))
    for number, runs in enumerate(row.lines):
        base = Point(lane.words, row.top + ROW * number + 10.5)
        parts.append(text_line(base, runs, font_size=SIZE))
        if item.is_struck:
            ends = base, Point(base.x + line_width(runs, SIZE), base.y)
            parts.append(_strike(*ends))
    return group(parts, title=item.sentence, id=f"{prefix}-{item.key}")


def _span(row: Row, layout: Layout) -> Span:
    """Return where an item's bar begins and ends: at its row, and where time says."""
    item, axis = row.item, layout.axis
    end = axis.end_of(item.last) if item.last else axis.last
    top = row.top - 2
    bottom = max(end, row.top + ROW + 2)
    sure = None
    if item.sure and not item.is_about:
        start = max(axis.place(item.sure[0]), top)
        sure = (start, max(axis.end_of(item.sure[1]), start + 4))
    return Span(top, bottom, sure, item.first is None, item.last is None)


def _strike(start: Point, end: Point) -> str:
    return line(Point(start.x, start.y - 3.5), Point(end.x, end.y - 3.5), stroke=INK)


def _legend(top: float) -> Iterator[str]:
    """Yield what each shape means, and how to read the axis."""
    x = EDGE + 8
    for kind, words in WORDS.items():
        yield mark(kind, Point(x, top))
        told = say(words)
        yield text(Point(x + 12, top + 4), told, font_size=10, fill=SOFT)
        x += width(told, 10) + 38
    for kind, words in (("event", "hollow: perhaps later"),):
        yield mark(kind, Point(x, top), is_hollow=True)
        yield text(Point(x + 12, top + 4), say(words), font_size=10, fill=SOFT)
    yield text(Point(EDGE, top + 24), say(NOTE), font_size=10, fill=SOFT)


def _description(items: Sequence[Item], line_words: str) -> str:
    """Return what the figure shows in one sentence, and where the same data stand."""
    if not items:
        return say("Nothing is recorded.")
    counts = Counter(item.lane for item in items)
    parts = (say("{0}: {1}", say(name), counts[lane]) for lane, name in LANES.items())
    until = f", {line_words}" if line_words else ""
    span = say("From {0} on{1}.", items[0].when or say(UNDATED), until)
    end = say("The table of the same data has every word.")
    return f"{span} {say('; ').join(parts)}. {end}"
