"""Dates as their sources give them, in running English that says how precise they are.

``2022-07`` is "July 2022" and never its first day. Shorter than the desk's words, which
stand in forms and name the precision as well.
"""

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from figures.words import say

MONTHS = calendar.month_name
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
DOUBT = {
    "": "{0}",
    "~": "about {0}",
    "?": "{0} (uncertain)",
    "%": "about {0} (uncertain)",
}
UNDATED = "date not known"
DECEMBER = 12
_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z")
_OPEN = ("", "..")


def in_words(value: Any) -> str:
    """Return a date in words: EDTF text, a snapshot's date, a day or an instant.

    What is no date that we write in words stays as it is; nothing gives "".
    """
    match value:
        case Mapping():
            return _edtf(str(value["edtf"]))
        case datetime():
            utc = value.astimezone(UTC)
            return say("{0}, {1} UTC", _day(utc), f"{utc:%H:%M}")
        case date():
            return _day(value)
        case None | "":
            return ""
    return _edtf(str(value))


def _edtf(text: str) -> str:
    first, slash, last = text.partition("/")
    if not slash:
        return _point(text)
    if first in _OPEN and last in _OPEN:
        return say(UNDATED)
    if first in _OPEN:
        return say("until {0}", _point(last))
    if last in _OPEN:
        return say("since {0}", _point(first))
    return _interval(_point(first), _point(last))


def _interval(first: str, last: str) -> str:
    """Return both ends, without month or year twice."""
    if first == last:
        return first
    about = say("about {0}", "") if first.startswith(say("about {0}", "")) else ""
    day, _, tail = first.removeprefix(about).partition(" ")
    if tail and day.isdigit() and last[0].isdigit() and last.endswith(f" {tail}"):
        return f"{about}{day}–{last}"  # noqa: RUF001 - the dash that ranges have
    return say("{0} to {1}", first, last)


def _point(text: str) -> str:
    if moment := _MOMENT.fullmatch(text):
        return say("{0}, {1} UTC", _point(moment[1]), moment[2])
    match = _POINT.fullmatch(text)
    if match is None:
        return _unsaid(text)
    year, month, day, doubt = match.groups()
    words = year
    if month:
        number = int(month)
        words = f"{say(SEASONS.get(number) or MONTHS[number])} {year}"
    if day:
        words = f"{_nth(int(day))} {words}"
    return say(DOUBT[doubt], words)


def _unsaid(text: str) -> str:
    """Return words for a date of which a part is left open."""
    if re.fullmatch(r"\d{3}X", text):
        return say("the {0}s", f"{text[:3]}0")
    if re.fullmatch(r"\d{4}-XX(-XX)?", text):
        return say("{0}, month not known", text[:4])
    if re.fullmatch(r"\d{4}-\d\d-XX", text):
        return say("{0}, day not known", _point(text[:7]))
    return text


def _day(day: date) -> str:
    return f"{_nth(day.day)} {say(MONTHS[day.month])} {day.year}"


def _nth(day: int) -> str:
    """Return a day of the month as dates have it: French tells the first apart."""
    return say("1") if day == 1 else str(day)


def days_of(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day that one end of a date can mean.

    None where it is open, or written in a way that says neither.
    """
    if moment := _MOMENT.fullmatch(text):
        text = moment[1]
    match = _POINT.fullmatch(text)
    if match is None:
        return None, None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if day:
        return date(year, month, day), date(year, month, day)
    if month > DECEMBER:
        # Seasons are said of no calendar; from the first to the last month they can be.
        first = 3 * (month - 20) - 2
        return date(year, max(first, 1), 1), _last_day(year, min(first + 4, DECEMBER))
    if month:
        return date(year, month, 1), _last_day(year, month)
    return date(year, 1, 1), date(year, DECEMBER, 31)


def _last_day(year: int, month: int) -> date:
    after = date(year + month // DECEMBER, month % DECEMBER + 1, 1)
    return after - timedelta(days=1)
