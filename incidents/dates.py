"""Dates as people write and read them: words to EDTF, and EDTF to words.

One box takes EDTF and what a source says in English: ``May 2021``, ``3 May 2021``,
``about 2021``, ``before 2021-05``, ``May to July 2021``, ``9 September 2022 15:23
UTC``. What is stored is EDTF, as ``incidents.fields`` reads it. A form that can mean
two days is refused, never guessed.
"""

import calendar
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from incidents.fields import read_date

FORMS = (
    "2022-07-15, 2022-07, 2022, 15 July 2022, July 2022, about 2022, "
    "before 2022-07, after 2022-07, 2022-07/2022-09 or 9 September 2022 15:23 UTC"
)
MONTHS = tuple(calendar.month_name)
DECEMBER, LAST_DAY = 12, 31
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS) if name},
    **{name[:3].casefold(): number for number, name in enumerate(MONTHS) if name},
    "sept": 9,
}
_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<month>[a-z]+)\.?"
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:,? |,? at |t)(?P<clock>\d{1,2}:\d\d(?::\d\d)?) ?"
    r"(?P<zone>utc|gmt|z|[+-]\d\d:?\d\d|[a-z]+)?",
)
_DOUBTS = (
    (re.compile(r"(?:about|around|approximately|circa|ca?\.?) (.+)"), "~"),
    (re.compile(r"(?:probably|possibly|perhaps|maybe) (.+)"), "?"),
)
_SPANS = (
    re.compile(r"(?:from|between) (.+?) (?:to|until|and|through) (.+)"),
    re.compile(r"(.+?) (?:to|until|through) (.+)"),
    re.compile(r"(.+?) ?[–—] ?(.+)"),  # noqa: RUF001 - the dash that ranges have
    re.compile(r"(.*[a-z].*?) ?[/-] ?(.+)"),
    re.compile(r"(\d{1,2}) ?- ?(\d{1,2} [a-z].+)"),
)


def to_edtf(typed: str) -> str:
    """Return the EDTF text of a date as a person typed it; "" for nothing.

    Raises:
        ValueError: it is no date, or could be two; the message names the forms that
            are taken.
    """
    text = " ".join(typed.split())
    if not text:
        return ""
    _refuse_numeric(text)
    if _is_date(text):
        return text
    found = _read(text.casefold())
    if found is None:
        raise ValueError(f"{typed.strip()!r} is not a date; write {FORMS}")
    read_date(found)
    return found


def _is_date(text: str) -> bool:
    try:
        read_date(text)
    except ValueError as error:
        if "before it begins" in str(error):
            raise
        return False
    return True


def _refuse_numeric(text: str) -> None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return
    one, other, year = int(match[1]), int(match[3]), match[4]
    read = [
        f"{day} {MONTHS[month]} {year}"
        for day, month in dict.fromkeys([(one, other), (other, one)])
        if 1 <= month <= DECEMBER and 1 <= day <= LAST_DAY
    ]
    if len(read) > 1:
        raise ValueError(
            f"{text!r} can be {read[0]} or {read[1]}; write the month as a word, or "
            f"year first: {year}-{other:02}-{one:02} or {year}-{one:02}-{other:02}"
        )
    meant = f"; is it {read[0]}?" if read else ""
    raise ValueError(f"{text!r} is not a date; write {FORMS}{meant}")


def _read(text: str) -> str | None:
    """Return the EDTF of a folded text, or None."""
    readers: tuple[Callable[[str], str | None], ...]
    readers = (_point, _instant, _doubted, _open, _span)
    return next((found for each in readers if (found := each(text))), None)


def _point(text: str) -> str | None:
    """Return a year, season, month or day; EDTF in small letters among them."""
    if re.fullmatch(r"[12]\d{3}(-\d\d){0,2}[~?%]?", text):
        return text if _is_date(text) else None
    for shape in (
        rf"{_NAME},? {_YEAR}",
        rf"{_YEAR},? {_NAME}",
        rf"{_DAY} (?:of )?{_NAME},? {_YEAR}",
        rf"{_NAME} {_DAY},? {_YEAR}",
    ):
        if match := re.fullmatch(shape, text):
            found = _dated(match.groupdict())
            if found:
                return found
    return None


def _dated(parts: dict[str, str]) -> str | None:
    year, name, day = parts["year"], parts["month"], parts.get("day")
    if name in SEASONS and day is None:
        return f"{year}-{SEASONS[name]}"
    if name not in _MONTH_NUMBERS:
        return None
    found = f"{year}-{_MONTH_NUMBERS[name]:02}"
    found = found if day is None else f"{found}-{int(day):02}"
    return found if _is_date(found) else None


def _instant(text: str) -> str | None:
    match = _CLOCK.fullmatch(text)
    day = _point(match["day"]) if match else None
    if match is None or day is None or len(day) != len("2022-07-15"):
        return None
    zone = match["zone"] or ""
    if not zone or (zone.isalpha() and zone not in ("utc", "gmt", "z")):
        raise ValueError(
            f"{text!r} has a time of day that is not in UTC; write it as "
            f"{day} {match['clock']} UTC, or with its distance, like +02:00"
        )
    offset = "+00:00" if zone.isalpha() else zone
    clock = match["clock"].rjust(len("15:23:00") if match["clock"][-6:-5] else 5, "0")
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{offset}").astimezone(UTC)
    except ValueError:
        return None
    shape = "%Y-%m-%dT%H:%M:%SZ" if clock.count(":") > 1 else "%Y-%m-%dT%H:%MZ"
    return moment.strftime(shape)


def _doubted(text: str) -> str | None:
    for shape, sign in _DOUBTS:
        match = shape.fullmatch(text)
        found = _point(match[1]) if match else None
        if found and found[-1].isdigit():
            return f"{found}{sign}"
    return None


def _open(text: str) -> str | None:
    """Return an interval with one open end; "before" and "after" leave the unit out."""
    word, _, rest = text.partition(" ")
    at = _point(rest) or _doubted(rest) if rest else None
    if at is None:
        return None
    match word:
        case "until" | "till" | "by":
            return f"../{at}"
        case "since" | "from":
            return f"{at}/.."
        case "before":
            return f"../{_beside(at, -1)}"
        case "after":
            return f"{_beside(at, 1)}/.."
    return None


def _beside(text: str, way: int) -> str:
    """Return the day, month, season or year before or after one, in its precision."""
    doubt = text[-1] if text[-1] in "~?%" else ""
    bare = text.rstrip("~?%")
    if len(bare) == len("2022"):
        return f"{int(bare) + way}{doubt}"
    if len(bare) > len("2022-07"):
        day = date.fromisoformat(bare) + timedelta(days=way)
        return f"{day.isoformat()}{doubt}"
    year, month = (int(part) for part in bare.split("-"))
    first, count = (21, 4) if month > DECEMBER else (1, 12)
    turned = (month - first) + way
    return f"{year + turned // count}-{first + turned % count:02}{doubt}"


def _span(text: str) -> str | None:
    """Return an interval; its first end may leave to the second what both share."""
    for shape in _SPANS:
        match = shape.fullmatch(text)
        if match is None:
            continue
        last = _point(match[2]) or _doubted(match[2])
        if last is None:
            continue
        first = next(
            (found for each in _whole(match[1], match[2]) if (found := _end(each))),
            None,
        )
        if first:
            return f"{first}/{last}"
    return None


def _end(text: str) -> str | None:
    return _point(text) or _doubted(text)


def _whole(first: str, last: str) -> list[str]:
    """Return what the first end of "9-10 May 2022" or "May to July 2021" can mean."""
    *_, year = last.split(" ")
    _, _, month_and_year = last.partition(" ")
    return [first, f"{first} {year}", f"{first} {month_and_year}"]


# -- EDTF to words ------------------------------------------------------------------

_ENDS = ("", "..")
_POINT = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*Z")


@lru_cache(maxsize=8192)
def in_name(text: str) -> str:
    """Return an EDTF date as the name of a record has it: ``9-10 September 2022``.

    Without a remark on its precision, without the time of day, "undated" for none.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _say(first) or "undated"
    if first in _ENDS:
        return f"until {_say(last)}" if last not in _ENDS else "undated"
    if last in _ENDS:
        return f"since {_say(first)}"
    return _range(_say(first), _say(last))


def _say(text: str) -> str:
    if _MOMENT.fullmatch(text):
        text = text[: len("2022-07-15")]
    match = _POINT.fullmatch(text)
    if match is None:
        return text
    year, month, day, doubt = match.groups()
    about = "about " if doubt else ""
    if day:
        return f"{about}{int(day)} {MONTHS[int(month)]} {year}"
    if month is None:
        return f"{about}{year}"
    return f"{about}{SEASON_NAMES.get(int(month)) or MONTHS[int(month)]} {year}"


def _range(one: str, other: str) -> str:
    """Return both ends, without saying month or year twice."""
    day, _, tail = one.removeprefix("about ").partition(" ")
    about = "about " if one.startswith("about ") else ""
    if day.isdigit() and tail and other.endswith(f" {tail}") and other[0].isdigit():
        return f"{about}{day}–{other}"  # noqa: RUF001 - the dash that ranges have
    return one if one == other else f"{one} to {other}"
