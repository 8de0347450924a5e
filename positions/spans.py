"""Which days a date can mean, and which it surely covers: what a figure draws of it."""

from collections.abc import Callable
from datetime import date, datetime

from positions.values import When

Days = tuple[date, date]
# Reads one end of an interval; None where it is open.
ReadDays = Callable[[str], tuple[date | None, date | None]]
SIGNS = "~?%"  # EDTF: approximate, uncertain, both


def is_about(when: When) -> bool:
    """Whether the date is said to be approximate or uncertain."""
    return any(sign in when.text for sign in SIGNS)


def span(
    when: When, *, lasts: bool, days_of: ReadDays
) -> tuple[date | None, date | None, Days | None]:
    """Return the first and last day that a date can mean, and those it surely covers.

    What happened in an interval lasted; what was said in one was said on some day.
    """
    start, slash, end = when.text.partition("/")
    if not when.text or when.is_unknown:
        return None, None, None
    if not slash:
        first, last = day(when.earliest), day(when.latest)
        return first, last, (first, last) if first and first == last else None
    first, latest_start = days_of(start)
    earliest_end, last = days_of(end)
    if not lasts or latest_start is None or latest_start > (earliest_end or date.max):
        return first, last, None
    return first, last, (latest_start, earliest_end or latest_start)


def day(moment: datetime | None) -> date | None:
    """Return the day of a bound; None where it is open."""
    return moment.date() if moment else None
