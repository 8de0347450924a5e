"""Values from outside: read strictly, and refused in words that say what is right.

A refusal reads on from the name of the parameter or member: "limit is more than 500".
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from rest_framework import serializers

SHOWN = 60  # characters of a value that is refused
MANY = 12  # words; of more only the nearest are named
NEAREST = 5
ALIKE = 0.5  # of two words, as difflib counts
A_NUMBER = re.compile(r"-?\d+", re.ASCII)
A_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# RFC 3339, 5.6.
AN_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?(?P<zone>[Zz]|[+-]\d\d:\d\d)?",
    re.ASCII,
)
MISSING: dict[str, Any] = {
    "required": "is missing",
    "null": "is null; give a value",
    "blank": "is empty; give a value",
}


class Choice(serializers.ChoiceField):
    """One word of a vocabulary; whoever names another is told which there are."""

    default_error_messages: ClassVar = MISSING

    def to_internal_value(self, data: Any) -> Any:
        """Return the word.

        Raises:
            ValidationError: it is none of them.
        """
        if isinstance(data, str) and data in self.choices:
            return data
        words = [str(each) for each in self.choices]
        raise serializers.ValidationError(f"has {shown(data)}; {nearest(data, words)}")


class Word(serializers.CharField):
    """A short text."""

    default_error_messages: ClassVar = MISSING | {
        "invalid": "is to be a text",
        "max_length": "is longer than {max_length} characters",
        "nul": "has the character NUL in it",
    }

    def to_internal_value(self, data: Any) -> str:
        """Return the text.

        Raises:
            ValidationError: it is none, or the database cannot keep it.
        """
        text: str = super().to_internal_value(data)
        if "\0" in text:
            self.fail("nul")
        return text


class Key(Word):
    """The key of a record; whether the reader's view has it, the door finds out."""


class Number(serializers.IntegerField):
    """A whole number within bounds."""

    default_error_messages: ClassVar = MISSING | {
        "invalid": "is no whole number",
        "max_value": "is more than {max_value}",
        "min_value": "is less than {min_value}",
        "max_string_length": "has too many digits",
    }

    def to_internal_value(self, data: Any) -> int:
        """Return the number.

        Raises:
            ValidationError: it is none; 1.0 and +1 are none, either.
        """
        if not A_NUMBER.fullmatch(str(data)):
            self.fail("invalid")
        return super().to_internal_value(data)


class Day(serializers.DateField):
    """A day."""

    default_error_messages: ClassVar = MISSING | {
        "invalid": "is no day in the format 2026-01-31",
    }

    def to_internal_value(self, value: Any) -> date:
        """Return the day.

        Raises:
            ValidationError: it is none, or written otherwise, such as 2026-W05-6.
        """
        if not A_DAY.fullmatch(str(value)):
            self.fail("invalid")
        return super().to_internal_value(value)


class Instant(serializers.DateTimeField):
    """An instant with its zone; a day is none, since nobody could tell which end."""

    default_error_messages: ClassVar = MISSING | {
        "invalid": "is no instant in the format 2026-01-31T12:00:00Z (a + of a zone "
        "is written %2B in an address)",
        "no_zone": "has no zone; put Z behind it for UTC",
        "day": "is a day, not an instant; write {day}T00:00:00Z for its beginning or "
        "{day}T23:59:59Z for its end",
    }

    def to_internal_value(self, value: Any) -> datetime:
        """Return the instant.

        Raises:
            ValidationError: it is none, or does not say in which zone.
        """
        text = str(value)
        if A_DAY.fullmatch(text):
            self.fail("day", day=text)
        found = AN_INSTANT.fullmatch(text)
        if found is None:
            self.fail("invalid")
        if not found["zone"]:
            self.fail("no_zone")
        return super().to_internal_value(text.upper())


def not_utf8(query: str) -> set[str]:
    """Return the names of the parameters that are no UTF-8; Django would guess at them.

    ``query`` is the query string of the request as WSGI has it: a character, a byte.
    """
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    return {name for name, value in pairs if not _is_utf8(value)}


def _is_utf8(text: str) -> bool:
    try:
        text.encode("latin-1").decode()
    except UnicodeDecodeError:
        return False
    return True


def shown(value: Any) -> str:
    """Return a value as it is shown to whoever sent it."""
    text = str(value)
    cut = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return f"“{cut}”" if text else "an empty word"


def nearest(value: Any, words: Iterable[str]) -> str:
    """Return which words there are instead; of many the nearest, if any is near."""
    known = list(words)
    if len(known) > MANY:
        text = str(value).lower()
        inside = [each for each in known if text and text in each.lower()]
        close = get_close_matches(text, known, n=NEAREST, cutoff=ALIKE)
        if near := list(dict.fromkeys([*inside, *close]))[:NEAREST]:
            return f"the nearest of the {len(known)} there are: {', '.join(near)}"
    return f"there are: {', '.join(known)}"
