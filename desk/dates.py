"""Dates as their sources give them, in words that say how precise they are.

``2022-07`` is "July 2022 (month)" and never its first day.
"""

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from incidents.fields import INSTANT

MONTHS = calendar.month_name[1:]
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
DOUBT = {
    "": "{}",
    "~": "about {}",
    "?": "{}, uncertain",
    "%": "about {}, uncertain",
}
_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)")
_DECADE = re.compile(r"(\d{3})X")
_UNSAID_MONTH = re.compile(r"(\d{4})-XX(?:-XX)?")
_UNSAID_DAY = re.compile(r"(\d{4}-\d\d)-XX")
_OPEN = ("", "..")


def in_words(value: Any) -> str:
    """Return a date in words: an EDTF text, a snapshot's date, a day or an instant.

    What is no date that we write in words stays as it is; nothing gives nothing.
    """
    if not value:
        return ""
    if isinstance(value, Mapping):
        value = value["edtf"]
    if isinstance(value, datetime):
        utc = value.astimezone(UTC)
        return f"{_day(utc)}, {utc:%H:%M} UTC"
    if isinstance(value, date):
        return _day(value)
    return _words(str(value))


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    if "/" not in text:
        return _point(text)
    first, _, last = text.partition("/")
    if first in _OPEN or last in _OPEN:
        return _open(first, last)
    return _span(first, last) or f"{_point(first)} to {_point(last)}"


def _open(first: str, last: str) -> str:
    if first in _OPEN and last in _OPEN:
        return "date not known"
    if first in _OPEN:
        beginning = "" if first else ", beginning not known"
        return f"until {_point(last)}{beginning}"
    return f"from {_point(first)}, {'still going on' if last else 'end not known'}"


def _span(first: str, last: str) -> str:
    """Return an interval of two days without saying month or year twice."""
    one, other = _POINT.fullmatch(first), _POINT.fullmatch(last)
    if not (one and other and one[3] and other[3]) or one[4] or other[4]:
        return ""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"  # noqa: RUF001 - an interval's own dash
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {_day(end)}"  # noqa: RUF001
    return f"{_day(start)} – {_day(end)}"  # noqa: RUF001


def _point(text: str) -> str:
    if INSTANT.fullmatch(text):
        moment = datetime.fromisoformat(text)
        return f"{_day(moment)}, {moment:%H:%M} UTC"
    match = _POINT.fullmatch(text)
    if match is None:
        return _unsaid(text)
    year, month, day, doubt = match.groups()
    if day:
        words, precision = _day(date(int(year), int(month), int(day))), ""
    elif month in SEASONS:
        words, precision = f"{SEASONS[month]} {year}", " (season)"
    elif month:
        words, precision = f"{MONTHS[int(month) - 1]} {year}", " (month)"
    else:
        words, precision = year, " (year)"
    return DOUBT[doubt].format(f"{words}{precision}")


def _unsaid(text: str) -> str:
    """Return words for a date of which a part is left open; others stay as written."""
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}0s (decade)"
    if match := _UNSAID_MONTH.fullmatch(text):
        return f"{match[1]}, month not known"
    if match := _UNSAID_DAY.fullmatch(text):
        year, month = match[1].split("-")
        return f"{MONTHS[int(month) - 1]} {year}, day not known"
    return text


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
