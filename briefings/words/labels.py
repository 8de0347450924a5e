"""What the values of vocabularies are called: the labels that the desk's forms have."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db.models import TextChoices

from figures.words import say

Snapshot = Mapping[str, Any]
KEY = r"[a-z0-9]+(?:-[a-z0-9]+)+"
# The beginnings that keys of records have; other hyphened words are words.
PREFIXED = re.compile(
    r"\b(?:ap|camp|claim|conf|ev|evt|fact|gap|id|imp|inc|ind|is|loc|mal|q|rel|resp|"
    rf"src|stmt|ta|tool|vuln)-{KEY}\b|\b(?:id|ta|is|mal|tool|src)-[a-z0-9]+\b"
)


@cache
def _labels(words: type[TextChoices]) -> dict[str, str]:
    return {value: _plain(value, str(label)) for value, label in words.choices}


def _plain(value: str, label: str) -> str:
    """Return a label; one that Django made of the value in small letters."""
    made = label.lower().replace(" ", "-") == value
    return value.replace("-", " ") if made else label


def label(words: type[TextChoices], value: str) -> str:
    """Return what a value of a vocabulary is called; '' for none.

    A value that the vocabulary no longer has is told by its own words.
    """
    return say(_labels(words).get(value, value.replace("-", " "))) if value else ""


def meaning(words: type[TextChoices], value: str) -> str:
    """Return what a grade means: "usually reliable" for "B: usually reliable"."""
    return label(words, value).partition(": ")[2]


def capital(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """Return a sentence with a full stop, if it ends with none."""
    words = words.strip()
    return words if not words or words[-1] in ".!?…”" else f"{words}."


def listed(names: list[str]) -> str:
    """Return names as English lists them: "a, b and c"."""
    if len(names) < 2:  # noqa: PLR2004 - one name is no list
        return "".join(names)
    return say("{0} and {1}", ", ".join(names[:-1]), names[-1])


def counted(number: int, noun: str, several: str = "") -> str:
    """Return so many of something, in words: "1 claim", "12 claims"."""
    words = say(noun if number == 1 else several or f"{noun}s")
    return say("{0} {1}", figures_of(number), words)


def figures_of(number: int) -> str:
    """Return a number in figures, in threes as the language parts them."""
    return f"{number:,}".replace(",", say(","))


def more(number: int) -> str:
    """Return how many others there are: "3 more"."""
    return say("1 more") if number == 1 else say("{0} more", figures_of(number))


def quoted(words: str) -> str:
    """Return words in the quotation marks of the language."""
    return say("“{0}”", words)


def without_keys(text: str, names: Mapping[str, str]) -> str:
    """Return a text of ours with names in the place of records' keys.

    A key in brackets is left out, whatever it is of, so that a record that is not in
    the briefing leaves no gap that another would not.
    """
    bare = re.sub(rf" ?\((?:see )?(?:{PREFIXED.pattern})\)", "", text)
    return PREFIXED.sub(lambda found: _named(found[0], names), bare)


def _named(key: str, names: Mapping[str, str]) -> str:
    """Return whose key it is; what may be an English word stays as it is."""
    unknown = say("another record") if key.count("-") > 1 else key
    return names.get(key, unknown)
