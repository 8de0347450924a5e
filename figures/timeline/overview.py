"""The whole time at one glance, to scale: a strip above the timeline itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from figures.marks import COLOURS
from figures.svg import INK, LINE, SOFT, STRONG, Box, Point, line, rect, text
from figures.timeline.values import LANES, Item
from figures.words import say

ROW, FEET = 12.0, 22.0
HEIGHT = ROW * len(LANES) + FEET
NEEDED_ITEMS, NEEDED_DAYS = 8, 120
EARLY = 0.06  # share of the items that may lie before the strip, as a number
TICKS = 14


@dataclass(frozen=True, slots=True)
class Scale:
    """Days on a horizontal line, all equally wide."""

    start: date
    end: date
    left: float
    width: float

    def place(self, day: date) -> float:
        """Return where a day begins, on the line's ends where it lies outside."""
        share = (day - self.start) / (self.end - self.start)
        return self.left + self.width * min(max(share, 0), 1)

    def years(self) -> Iterator[date]:
        """Yield the first days of years, or of months, that are worth a tick."""
        months = (self.end.year - self.start.year) * 12 + self.end.month
        step = next(
            (each for each in (1, 3, 6, 12, 24, 60, 120) if months <= each * TICKS), 240
        )
        first = self.start.year * 12 + self.start.month - 1
        for month in range(first - first % step, first + months + step, step):
            day = date(month // 12, month % 12 + 1, 1)
            if self.start <= day < self.end:
                yield day

    @property
    def is_in_years(self) -> bool:
        return all(day.month == 1 for day in self.years())


def is_worth_it(items: Sequence[Item]) -> bool:
    """Whether there is enough, over long enough, for a strip to show anything."""
    days = sorted(each.first for each in items if each.first)
    spans = days[0] <= days[-1] - timedelta(days=NEEDED_DAYS) if days else False
    return spans and len(days) >= NEEDED_ITEMS


def draw(
    items: Sequence[Item], at: Box, names: float, line_on: date | None
) -> Iterator[str]:
    """Yield the strip; its lanes' names stand to the left, ``names`` wide."""
    days = sorted(each.first for each in items if each.first)
    start = days[int(len(days) * EARLY)].replace(month=1, day=1)
    end = max([*days, *([line_on] if line_on else [])]) + timedelta(days=20)
    scale = Scale(start, end, at.x + names, at.width - names)
    early = sum(1 for day in days if day < start)
    for number, (lane, name) in enumerate(LANES.items()):
        top = at.y + ROW * number
        yield text(Point(at.x, top + 9), say(name), font_size=9, fill=SOFT)
        middle = top + ROW / 2
        ends = Point(scale.left, middle), Point(scale.left + scale.width, middle)
        yield line(*ends, stroke=LINE)
        for item in items:
            if item.lane == lane:
                yield from _tick(item, scale, top)
    yield from _feet(scale, at.y + ROW * len(LANES), early)
    if line_on:
        x = scale.place(line_on)
        ends = Point(x, at.y - 2), Point(x, at.y + ROW * len(LANES))
        yield line(*ends, stroke=INK, stroke_dasharray="2 2")


def _tick(item: Item, scale: Scale, top: float) -> Iterator[str]:
    if not item.first or item.first < scale.start:
        return
    start = scale.place(item.first)
    colour = COLOURS[item.mark]
    if item.is_exact:
        is_attack = item.mark == "incident"
        ends = Point(start, top + (0 if is_attack else 2)), Point(start, top + 10)
        strength = "1" if is_attack else "0.75"
        yield line(*ends, stroke=colour, stroke_width=1.3, stroke_opacity=strength)
    else:
        end = scale.place(item.last or scale.end)
        box = Box(start, top + 4, max(end - start, 2.0), 4)
        yield rect(box, fill=colour, fill_opacity="0.35")


def _feet(scale: Scale, top: float, early: int) -> Iterator[str]:
    shape = "%Y" if scale.is_in_years else "%m/%Y"
    for day in scale.years():
        x = scale.place(day)
        yield line(Point(x, top), Point(x, top + 4), stroke=STRONG)
        yield text(Point(x + 3, top + 10), day.strftime(shape), font_size=9, fill=SOFT)
    if early:
        words = say("{0} earlier", early)
        yield text(
            Point(scale.left - 6, top + 10),
            words,
            font_size=9,
            fill=SOFT,
            text_anchor="end",
        )
