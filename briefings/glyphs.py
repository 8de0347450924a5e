"""Which letters the PDF can show, and what stands for those it cannot.

An accessible PDF may not contain a character that its fonts lack: Typst refuses to
write one. So every word is brought within reach first.
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from figures import png

FONTS = (Path(__file__).parent / "fonts", png.FONTS)
# Signs that our files lack and the fixed-width face inside Typst has; a test asks it.
SIGNS = "●○◐◌□■◇◆▲△▼▽✕✗✘✓✔↔→←↑↓⊘∅◎◉☐☑★☆◯▪▫"
MISSING = "□"
LAYOUT = "\n\t\u200b\u200c\u200d\u200e\u200f\u061c"  # they are obeyed, not drawn
WHOLE_PLANES = 12  # the format of a table that knows all of Unicode


def shown(words: str) -> str:
    """Return words with a box in the place of each letter that no font has."""
    if words.isascii():
        return words
    known = letters()
    return "".join(each if ord(each) in known else MISSING for each in words)


@cache
def letters() -> frozenset[int]:
    """Return the code points of all letters in the shipped fonts."""
    files = sorted(path for folder in FONTS for path in folder.glob("*Regular.ttf"))
    drawn = {code for path in files for code in _codes(path.read_bytes())}
    return frozenset(drawn.union(map(ord, SIGNS + LAYOUT)))


def _codes(font: bytes) -> Iterator[int]:
    """Yield the code points of a TrueType font (OpenType 1.9, cmap formats 4 and 12).

    Raises:
        ValueError: the font has neither.
    """
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: dict[int, int] = {}
    for number in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * number + 4)
        (form,) = struct.unpack_from(">H", font, start + offset)
        found[form] = start + offset
    if WHOLE_PLANES in found:
        yield from _groups(font, found[WHOLE_PLANES])
    elif 4 in found:  # noqa: PLR2004 - the format for the first plane
        yield from _segments(font, found[4])
    else:
        raise ValueError("a font without a readable table of letters")


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError("a font without a table of letters")


def _groups(font: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, start + 12)
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * number)
        yield from range(first, last + 1)


def _segments(font: bytes, start: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    count = doubled // 2
    lasts = struct.unpack_from(f">{count}H", font, start + 14)
    firsts = struct.unpack_from(f">{count}H", font, start + 16 + doubled)
    for first, last in zip(firsts, lasts, strict=True):
        if last < 0xFFFF:  # noqa: PLR2004 - the end mark
            yield from range(first, last + 1)
