"""Where everything on a timeline stands: blocks of one date, rows in lanes, bars."""

import calendar
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from figures.sheet import EDGE
from figures.text import Line, Run, width, wrap, wrap_runs
from figures.timeline.axis import Axis, Gap, gap
from figures.timeline.values import LANES, UNDATED, Item

WIDTH = 1120.0
DATES = 112.0
SIZE, ROW = 11.0, 14.0
BETWEEN, PAD = 3.0, 4.0  # rows of one date; above and below them
MARK, BAR, MOST_BARS = 8.0, 5.0, 4
MOST_LINES = 5
LINE = 28.0  # the day asked about
HEAD, AGAIN = 30.0, 1000.0  # the lanes' names, and after how much they come again
MONTHS = [*calendar.month_name][1:]


@dataclass(frozen=True, slots=True)
class Row:
    """One item, in lines of text from a height on, with the place of its bar."""

    item: Item
    lines: tuple[Line, ...]
    top: float
    bar: int  # counted from the mark to the left; 0 has none

    @property
    def middle(self) -> float:
        """The height of its mark: the middle of its first line."""
        return self.top + ROW / 2

    @property
    def bottom(self) -> float:
        return self.top + ROW * len(self.lines)


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the figure; bars, marks and words each have their place in it."""

    name: str
    left: float
    width: float
    bars: int

    @property
    def mark(self) -> float:
        return self.left + MARK + (BAR + 2) * self.bars

    @property
    def words(self) -> float:
        return self.mark + MARK + 3

    @property
    def words_width(self) -> float:
        return self.left + self.width - self.words - 6

    def bar(self, place: int) -> float:
        """Return the left edge of a bar."""
        return self.mark - MARK - (BAR + 2) * place + 4


@dataclass(frozen=True, slots=True)
class Block:
    """All rows of one date; the day asked about is a block without rows."""

    words: tuple[str, ...]
    day: date | None
    before: Gap
    top: float
    height: float
    rows: tuple[tuple[Row, Lane], ...] = ()
    is_exact: bool = False
    is_line: bool = False
    is_headed: bool = False  # the lanes' names stand above it

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Dated:
    """Items of one date, before they have a place."""

    words: str
    first: date | None
    last: date | None
    items: tuple[Item, ...]

    @property
    def day(self) -> date | None:
        return self.first or self.last

    @property
    def is_a_day(self) -> bool:
        return self.first is not None and self.first == self.last

    @property
    def is_exact(self) -> bool:
        return all(item.is_exact for item in self.items)


class Layout:
    """A timeline laid out below a height, one block under the other."""

    def __init__(self, items: Sequence[Item], line_on: date | None, top: float) -> None:
        self.top = self._headed = top
        self.axis = Axis()
        self._dated = list(_by_date(items, line_on))
        self._bars = _bars(self._dated)
        self.lanes = {each.name: each for each in _lanes(items, self._bars)}
        self.blocks: list[Block] = []
        for dated in self._dated:
            self._add(dated)
        self._end(items)

    @property
    def bottom(self) -> float:
        return self.blocks[-1].bottom if self.blocks else self.top

    def _add(self, dated: Dated) -> None:
        last = self.blocks[-1] if self.blocks else None
        before = gap(last.day, dated.day) if last else Gap(0)
        is_headed = self.bottom - self._headed >= AGAIN
        top = self.bottom + before.height + (HEAD if is_headed else 0)
        rows = tuple(self._rows(dated, top + PAD))
        words = wrap(_short(dated.words), DATES - 16, SIZE, is_bold=True, most=4)
        lowest = max((row.bottom for row, _ in rows), default=top + LINE - PAD)
        block = Block(
            words=words,
            day=dated.day,
            before=before,
            top=top,
            height=max(lowest, top + PAD + ROW * len(words)) + PAD - top,
            rows=rows,
            is_exact=dated.is_exact,
            is_line=not dated.items,
            is_headed=is_headed,
        )
        self._headed = top if is_headed else self._headed
        self.blocks.append(block)
        self._mark(dated, block)

    def _mark(self, dated: Dated, block: Block) -> None:
        """Tell the axis where the block's date is."""
        if dated.day is not None:
            self.axis.mark(dated.day, block.top)
            if dated.is_a_day:
                self.axis.mark(dated.day + timedelta(days=1), block.bottom)

    def _rows(self, dated: Dated, top: float) -> Iterator[tuple[Row, Lane]]:
        for lane in self.lanes.values():
            at, who = top, ""
            for item in _by_speaker(dated.items, lane.name):
                lines = _lines(item, lane.words_width, is_same=item.who == who)
                row = Row(item, lines, at, self._bars.get(item.key, 0))
                yield row, lane
                at, who = row.bottom + BETWEEN, item.who

    def _end(self, items: Iterable[Item]) -> None:
        """Let the axis end with the last date that anything can mean."""
        dated = [each for each in self.blocks if each.day is not None]
        ends = [day for item in items for day in (item.first, item.last) if day]
        if dated and ends:
            self.axis.mark(max(ends), dated[-1].bottom)


def _by_date(items: Sequence[Item], line_on: date | None) -> Iterator[Dated]:
    """Yield items by their dates in order, and the line's day among them, empty."""
    alike: dict[tuple[str, date | None, date | None], list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda each: each.order):
        alike[item.when or UNDATED, item.first, item.last].append(item)
    is_drawn = line_on is None
    for (words, first, last), of_date in alike.items():
        day = first or last
        if not is_drawn and line_on and (day is None or day > line_on):
            yield Dated("", line_on, line_on, ())
            is_drawn = True
        yield Dated(words, first, last, tuple(of_date))
    if not is_drawn:
        yield Dated("", line_on, line_on, ())


def _bars(dated: Sequence[Dated]) -> dict[str, int]:
    """Return at which place each item that needs one has its bar, lane by lane.

    Two bars that stand side by side in time have different places; where there are
    more than fit, the last place is shared.
    """
    days = [each.day or date.max for each in dated]
    taken: dict[str, list[int]] = {lane: [] for lane in LANES}
    places: dict[str, int] = {}
    for start, each in enumerate(dated):
        for item in each.items:
            if item.is_exact or not item.is_dated:
                continue
            end = bisect_right(days, item.last or date.max)
            ends = taken[item.lane]
            free = [place for place, until in enumerate(ends) if until <= start]
            place = free[0] if free else min(len(ends), MOST_BARS - 1)
            ends[place : place + 1] = [max(end, start + 1)]
            places[item.key] = place + 1
    return places


def _lanes(items: Sequence[Item], bars: dict[str, int]) -> Iterator[Lane]:
    """Yield the lanes, each the wider the more is to be written in it."""
    most = dict.fromkeys(LANES, 0)
    for item in items:
        most[item.lane] = max(most[item.lane], bars.get(item.key, 0))
    empty = {name: Lane(name, 0, 0, most[name]) for name in LANES}
    least = {
        name: lane.words + width(LANES[name], SIZE, is_bold=True) + MARK
        for name, lane in empty.items()
    }
    left = EDGE + DATES
    for name, wide in _shares({name: _need(items, name) for name in LANES}, least):
        yield Lane(name, left, wide, most[name])
        left += wide


def _shares(
    needs: Mapping[str, float], least: Mapping[str, float]
) -> Iterator[tuple[str, float]]:
    """Yield how wide each lane is: as its need asks, but never less than it must."""
    narrow: set[str] = set()
    wide: dict[str, float] = {}
    for _ in needs:
        whole = WIDTH - 2 * EDGE - DATES - sum(least[name] for name in narrow)
        need = sum(needs[name] for name in needs if name not in narrow) or 1
        wide = {
            name: least[name] if name in narrow else whole * needs[name] / need
            for name in needs
        }
        narrow |= {name for name in needs if wide[name] < least[name]}
    yield from wide.items()


def _need(items: Sequence[Item], lane: str) -> float:
    words = (f"{item.who} {item.what}" for item in items if item.lane == lane)
    return sqrt(sum(width(each, SIZE) for each in words))


def _by_speaker(items: Sequence[Item], lane: str) -> list[Item]:
    """Return a lane's items of one date, each speaker's together."""
    return sorted(
        (item for item in items if item.lane == lane),
        key=lambda item: (item.mark != "incident", item.who, item.key),
    )


def _lines(item: Item, within: float, *, is_same: bool) -> tuple[Line, ...]:
    """Return an item's words in lines; whoever spoke just before is not named again."""
    runs = [Run(f"{item.who}:", is_bold=True)] if item.who and not is_same else []
    words = Run(f"{item.what}{item.doubt}", is_bold=item.mark == "incident")
    return wrap_runs([*runs, words], within, SIZE, most=MOST_LINES)


def _short(words: str) -> str:
    """Return a date in few words: its precision can be seen from what it says."""
    for month in MONTHS:
        words = words.replace(month, month[:3])
    return words.replace(" (month)", "").replace(" (year)", "")
