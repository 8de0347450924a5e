"""A time axis that runs downwards and gives each day the room that its acts take.

It is monotone: what is later lies lower. Between two dates it is drawn the longer the
more days lie between them, but far less than in proportion; a long gap is broken, and
says how long it is.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2

from figures.words import say

BROKEN = 45  # days without anything after which the axis is broken
NEAR, STEP, BREAK = 0.0, 2.0, 18.0
_MONTH, _YEAR = 30.44, 365.25


@dataclass(frozen=True, slots=True)
class Gap:
    """The room between two dates; ``words`` say how long a broken one is."""

    height: float
    words: str = ""


def gap(before: date | None, after: date | None) -> Gap:
    """Return the room between two dates that stand one below the other."""
    if before is None or after is None:
        return Gap(NEAR)
    days = (after - before).days
    if days > BROKEN:
        return Gap(BREAK, duration(days))
    return Gap(NEAR + STEP * log2(max(days, 1)))


def duration(days: int) -> str:
    """Return a length of time in the largest unit that tells it well."""
    if days < 2 * _MONTH:
        return say("{0} weeks", round(days / 7))
    if days < 2 * _YEAR:
        return say("{0} months", round(days / _MONTH))
    return say("{0} years", round(days / _YEAR))


class Axis:
    """Where each moment lies: between known places by the share of days passed."""

    def __init__(self) -> None:
        self._days: list[int] = []
        self._places: list[float] = []

    def mark(self, day: date, place: float) -> None:
        """Say where a day begins; places and days only grow."""
        at = max(day.toordinal(), *self._days[-1:], 0)
        self._days.append(at)
        self._places.append(place)

    def place(self, day: date) -> float:
        """Return where a day begins; outside of what is known, the nearest end."""
        at = day.toordinal()
        after = bisect_left(self._days, at)
        if after == 0:
            return self._places[0]
        if after == len(self._days):
            return self._places[-1]
        before = after - 1
        share = (at - self._days[before]) / (self._days[after] - self._days[before])
        low, high = self._places[before], self._places[after]
        return low + share * (high - low)

    def end_of(self, day: date) -> float:
        """Return where a day ends."""
        return self.place(day + timedelta(days=1)) if day < date.max else self.last

    @property
    def last(self) -> float:
        """The lowest place known."""
        return self._places[-1]
