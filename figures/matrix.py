"""The positions matrix as SVG: who holds what, claimants by levels, in words.

Nothing overwrites anything: a cell has all that its claimant said at that level, in
order of time, and what was taken back stays, struck through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from figures import marks
from figures.sheet import EDGE, Sheet
from figures.svg import (
    INK,
    LINE,
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

WIDTH = 1120.0
SIZE, ROW, DATE = 11.0, 14.0, 9.5
FIRST, PAD, MARK = 190.0, 6.0, 14.0
LEAST = 92.0  # how wide a column is at least
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One level, and whether the answer at it is contested."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim in a cell; ``mark`` is one of the timeline's marks."""

    key: str
    mark: str
    words: str
    date: str
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One claimant, and the claims in each column."""

    name: str
    cells: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """An entry's words in lines, and its date."""

    entry: Entry
    words: tuple[str, ...]
    date: tuple[str, ...]

    @property
    def height(self) -> float:
        return ROW * len(self.words) + (DATE + 3) * len(self.date) + 4


def draw_matrix(
    sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], note: str = ""
) -> str:
    """Return the matrix as an SVG document with title and text alternative.

    ``note`` stands below it. The same arguments give the same bytes.
    """
    lefts = _lefts(columns, rows)
    top = sheet.head(WIDTH) + 8
    parts = [*_heads(columns, lefts, top)]
    y = top + _head_height(columns, lefts)
    for number, row in enumerate(rows):
        height, drawn = _row(row, lefts, y, sheet.prefix)
        if number % 2 == 0:
            ground = Box(EDGE, y, WIDTH - 2 * EDGE, height)
            parts.append(rect(ground, fill=SUNK))
        parts += drawn
        y += height
    parts.append(line(Point(EDGE, y), Point(WIDTH - EDGE, y), stroke=STRONG))
    parts += _legend(rows, y + 24)
    lines = wrap(note, WIDTH - 2 * EDGE, 10) if note else ()
    for number, words in enumerate(lines):
        at = Point(EDGE, y + 46 + 14.0 * number)
        parts.append(text(at, words, font_size=10, fill=SOFT))
    height = y + 44 + 14 * len(lines)
    return sheet.write((WIDTH, height), parts, _description(columns, rows))


def _lefts(columns: Sequence[Column], rows: Sequence[Row]) -> list[float]:
    """Return where each column begins and the last one ends: wider for more words."""
    start, whole = EDGE + FIRST, WIDTH - 2 * EDGE - FIRST
    needs = [
        sqrt(sum(width(e.words, SIZE) for row in rows for e in row.cells[number]) + 1)
        for number in range(len(columns))
    ]
    spare = max(whole - LEAST * len(columns), 0)
    least = min(LEAST, whole / max(len(columns), 1))
    lefts = [start]
    for need in needs:
        lefts.append(lefts[-1] + least + spare * need / sum(needs))
    return lefts


def _heads(
    columns: Sequence[Column], lefts: Sequence[float], top: float
) -> Iterator[str]:
    yield text(Point(EDGE + PAD, top + 15), "Claimant", font_weight="bold")
    for number, column in enumerate(columns):
        left = lefts[number] + PAD
        yield text(Point(left, top + 15), column.name, font_weight="bold")
        for row, words in enumerate(_note(column, number, lefts)):
            at = Point(left, top + 15 + (DATE + 3) * (row + 1))
            yield text(at, words, font_size=DATE, fill=SOFT)
    y = top + _head_height(columns, lefts)
    yield line(Point(EDGE, y), Point(WIDTH - EDGE, y), stroke=STRONG)


def _note(column: Column, number: int, lefts: Sequence[float]) -> tuple[str, ...]:
    room = lefts[number + 1] - lefts[number] - 2 * PAD
    return wrap(column.note, room, DATE, most=3) if column.note else ()


def _head_height(columns: Sequence[Column], lefts: Sequence[float]) -> float:
    notes = (len(_note(each, number, lefts)) for number, each in enumerate(columns))
    return 23 + (DATE + 3) * max(notes, default=0)


def _row(
    row: Row, lefts: Sequence[float], top: float, prefix: str
) -> tuple[float, list[str]]:
    """Return a row's height and what is drawn in it."""
    name = wrap(row.name, FIRST - 2 * PAD, SIZE, is_bold=True, most=4)
    parts = [
        text(Point(EDGE + PAD, top + PAD + ROW * n + 10.5), words, font_weight="bold")
        for n, words in enumerate(name)
    ]
    height = ROW * len(name)
    for number, entries in enumerate(row.cells):
        y, left = top + PAD, lefts[number] + PAD
        room = lefts[number + 1] - left - PAD - MARK
        for lines in (_lines(entry, room) for entry in entries):
            parts.append(_entry(lines, Point(left, y), prefix))
            y += lines.height
        height = max(height, y - top - PAD)
    return height + 2 * PAD - 2, parts


def _lines(entry: Entry, room: float) -> Lines:
    return Lines(
        entry,
        wrap(entry.words, room, SIZE, most=MOST_LINES),
        wrap(entry.date, room, DATE, most=2),
    )


def _entry(lines: Lines, at: Point, prefix: str) -> str:
    entry = lines.entry
    parts = [marks.mark(entry.mark, Point(at.x + 4, at.y + 7))]
    left, y = at.x + MARK, at.y + 10.5
    for words in lines.words:
        parts.append(text(Point(left, y), words))
        if entry.is_struck:
            end = Point(left + width(words, SIZE), y - 3.5)
            parts.append(line(Point(left, y - 3.5), end, stroke=INK))
        y += ROW
    for words in lines.date:
        parts.append(text(Point(left, y - 2), words, font_size=DATE, fill=SOFT))
        y += DATE + 3
    struck = " (taken back)" if entry.is_struck else ""
    title = f"{entry.words}, {entry.date}{struck}"
    return group(parts, title=title, id=f"{prefix}-{entry.key}")


def _legend(rows: Sequence[Row], y: float) -> Iterator[str]:
    """Yield what each shape means, of those that are drawn."""
    used = {entry.mark for row in rows for cell in row.cells for entry in cell}
    x = EDGE + PAD
    for kind, words in marks.WORDS.items():
        if kind in used:
            yield marks.mark(kind, Point(x, y))
            yield text(Point(x + 12, y + 4), words, font_size=10, fill=SOFT)
            x += width(words, 10) + 38
    words = "struck through: taken back"
    yield text(Point(x, y + 4), words, font_size=10, fill=SOFT)
    yield line(Point(x, y), Point(x + width("struck through", 10), y), stroke=LINE)


def _description(columns: Sequence[Column], rows: Sequence[Row]) -> str:
    count = sum(len(cell) for row in rows for cell in row.cells)
    names = ", ".join(each.name for each in columns)
    return (
        f"{len(rows)} claimants and {count} claims, by level: {names}. "
        "The table of the same data has every word."
    )
