"""Words of the record brought into a form that no writer can stumble over.

Control characters would make a Word file unreadable, and characters that turn the
direction of writing would turn what stands around them. Signs that letters need,
such as the non-joiner of Persian, stay.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from briefings.tree import Briefing

Tree = TypeVar("Tree")

TURNING = re.compile("[\u202d\u202e]")
NEEDLESS = re.compile("[\u202a-\u202c\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
SPACES = re.compile("[\t\r\n\x0b\x0c\x85\u2028\u2029]+")
UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
UNKNOWN = "\ufffd"


def legible(words: str) -> str:
    """Return words in one line; what would override their direction is spelled out."""
    if words.isascii() and words.isprintable():
        return words
    words = TURNING.sub(lambda found: f"[U+{ord(found.group()):04X}]", words)
    words = SPACES.sub(" ", NEEDLESS.sub("", words))
    return UNREADABLE.sub(UNKNOWN, words)


def made_legible(briefing: Briefing) -> Briefing:
    """Return a briefing in which every string is legible."""
    return _in(briefing)


def _in(value: Tree) -> Tree:
    made: Any = value
    if isinstance(value, str):
        made = value if value.startswith("<svg") else legible(value)
        return cast(Tree, made) if type(value) is str else value
    if is_dataclass(value) and not isinstance(value, type):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        changed = {name: _in(each) for name, each in held.items()}
        if any(changed[name] is not held[name] for name in held):
            made = replace(value, **changed)
        return cast(Tree, made)
    if isinstance(value, tuple):
        parts = tuple(_in(each) for each in value)
        if any(new is not old for new, old in zip(parts, value, strict=True)):
            made = parts
    return cast(Tree, made)


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LEFT_TO_RIGHT_MARK = "\u200e"


def closed(words: str) -> str:
    """Return words so that digits after Arabic letters stay in their place."""
    return f"{words}{LEFT_TO_RIGHT_MARK}" if RIGHT_TO_LEFT.search(words) else words
