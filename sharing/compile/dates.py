"""Dates as sources give them: in words with their precision, and as STIX instants.

A snapshot holds a date as its EDTF text with both bounds. A bound is what STIX can
carry; the words say how precise it is, so that a stand-in day is never read as one.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from incidents.fields import read_date
from sharing.compile.values import Bounds

EDTF = Mapping[str, Any]

_POINT = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?.*Z")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DOUBT = {
    "": "",
    "?": ", uncertain",
    "~": ", approximate",
    "%": ", approximate, uncertain",
}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_OPEN = ("", "..")


def timestamp(moment: datetime) -> str:
    """Return the instant as STIX writes it, cut to milliseconds."""
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds") + "Z"


def instant(text: str | None) -> datetime | None:
    """Return the instant that a snapshot holds as text."""
    return datetime.fromisoformat(text) if text else None


def bounds(value: EDTF | None) -> Bounds:
    """Return the first and the last moment that a date can mean."""
    if not value:
        return (None, None)
    return (instant(value["earliest"]), instant(value["latest"]))


def beginning(value: EDTF | None) -> Bounds:
    """Return the bounds of a date, of an interval those of its beginning.

    If only the end is known, it began at the end at the latest.
    """
    if not value or "/" not in value["edtf"]:
        return bounds(value)
    start, end = value["edtf"].split("/")
    if start in _OPEN:
        return (None, None if end in _OPEN else read_date(end).latest)
    first = read_date(start)
    return (first.earliest, first.latest)


def span(value: EDTF | None, start: str, end: str) -> dict[str, str]:
    """Return the date as a start and an end with their fidelity, as OASIS has it.

    Both are lower bounds; the fidelity says how far each may be read.
    """
    if not value:
        return {}
    first, _, last = value["edtf"].partition("/")
    moments = ((start, first, bounds(value)[0]), (end, last, _first_moment(last)))
    out: dict[str, str] = {}
    for name, text, earliest in moments:
        if earliest is not None and text not in _OPEN:
            out[name] = timestamp(earliest)
            out[f"{name}_fidelity"] = _fidelity(text)
    return out


def _first_moment(text: str) -> datetime | None:
    return None if text in _OPEN else read_date(text).earliest


def _fidelity(text: str) -> str:
    if match := _INSTANT.fullmatch(text):
        return "second" if match[1] else "minute"
    match = _POINT.fullmatch(text)
    if match is None or match[2] is None or int(match[2]) not in range(1, 13):
        return "year"
    return "day" if match[3] else "month"


def in_words(value: EDTF | None, unknown: str = "date not known") -> str:
    """Return the date in words, with its precision where it is not a day."""
    return _words(value["edtf"], precise=True) if value else unknown


def in_short(value: EDTF | None) -> str:
    """Return the date in words for a name, without the remark on its precision."""
    return _words(value["edtf"], precise=False) if value else "date not known"


@lru_cache(maxsize=8192)
def _words(text: str, *, precise: bool) -> str:
    if "/" not in text:
        return _point(text, precise=precise)
    first, _, last = text.partition("/")
    if first in _OPEN and last in _OPEN:
        return "date not known"
    if last == "..":
        return f"from {_point(first, precise=precise)}, still going on"
    if not last:
        return f"from {_point(first, precise=precise)}, end not known"
    if first in _OPEN:
        return f"until {_point(last, precise=precise)}, beginning not known"
    return f"from {_point(first, precise=precise)} to {_point(last, precise=precise)}"


def _point(text: str, *, precise: bool) -> str:
    if _INSTANT.fullmatch(text):
        moment = datetime.fromisoformat(text)
        return f"{_day(moment)}, {moment:%H:%M} UTC" if precise else _day(moment)
    match = _POINT.fullmatch(text)
    if match is None:
        return f"{text} (EDTF)"  # decades and unspecified digits: rare, told as written
    year, month, day, doubt = match.groups()
    if day:
        words, precision = _day(date(int(year), int(month), int(day))), ""
    elif month in _SEASONS:
        words, precision = f"{_SEASONS[month]} {year}", "season precision"
    elif month:
        words, precision = f"{_MONTHS[int(month) - 1]} {year}", "month precision"
    else:
        words, precision = year, "year precision"
    remark = f"{precision}{_DOUBT[doubt]}".removeprefix(", ")
    if not precise:
        return f"about {words}" if doubt else words
    return f"{words} ({remark})" if remark else words


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
