"""Timestamps as clients write them (TAXII 2.1, 2: RFC 3339, in UTC, with Z)."""

import re
from datetime import UTC, datetime

WRITTEN = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?[Zz]", re.ASCII
)
MICROSECONDS = 6  # digits
LIKE = "2026-01-31T12:00:00.000000Z (UTC, with Z)"
A_TIMESTAMP = f"is no timestamp like {LIKE}"


def read(text: str) -> datetime:
    """Return an instant written with 0 to 9 digits behind the second.

    What is finer than a microsecond is cut off: no time here is finer, so whatever is
    later than the cut time is later than the one written.

    Raises:
        ValueError: it is none; its text reads on from the parameter's name.
    """
    found = WRITTEN.fullmatch(text)
    if not found:
        raise ValueError(A_TIMESTAMP)
    *whole, fraction = found.groups()
    micros = (fraction or "").ljust(MICROSECONDS, "0")[:MICROSECONDS]
    try:
        return datetime(*map(int, whole), int(micros), tzinfo=UTC)  # type: ignore[misc, arg-type]
    except ValueError as error:
        raise ValueError(A_TIMESTAMP) from error


def is_exact(text: str) -> bool:
    """Whether nothing but noughts stands behind the microseconds of a timestamp."""
    _, _, fraction = text.rstrip("Zz").partition(".")
    return not fraction[MICROSECONDS:].strip("0")
