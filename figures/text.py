"""How wide words are, and how they break into lines, without asking a font.

Widths are those of the widest of the faces named in ``svg.FONT`` (DejaVu Sans), so
that what fits here fits in all of them. Lengths are in user units of the figure.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Hundredths of the font size, for the characters from space to tilde.
_ASCII = (
    *(32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 55, 84, 32, 36, 32, 37),
    *(64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56),
    *(102, 68, 69, 72, 77, 67, 61, 78, 75, 34, 50, 67, 56, 91, 76, 79),
    *(67, 79, 72, 67, 61, 73, 68, 99, 69, 67, 69, 39, 37, 39, 84, 56),
    *(50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61),
    *(63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 55, 64, 84),
)
_NARROW = {"’": 32, "‘": 32, "·": 32, "–": 56, "“": 52, "”": 52}  # noqa: RUF001
_UPPER, _OTHER, _WIDE = 86, 72, 100
_BOLD = 1.14
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are written in one weight."""

    text: str
    is_bold: bool = False


Line = tuple[Run, ...]


@lru_cache(maxsize=16384)
def width(text: str, size: float, is_bold: bool = False) -> float:
    """Return how wide a text is at most, at a font size."""
    hundredths = sum(_advance(each) for each in unicodedata.normalize("NFKD", text))
    return hundredths * size / 100 * (_BOLD if is_bold else 1)


def line_width(line: Line, size: float) -> float:
    """Return how wide a line of runs is at most."""
    return sum(width(run.text, size, run.is_bold) for run in line)


def wrap(
    text: str, within: float, size: float, *, most: int = 99, is_bold: bool = False
) -> tuple[str, ...]:
    """Return a text in lines as ``wrap_runs`` does, in one weight."""
    lines = wrap_runs([Run(text, is_bold)], within, size, most=most)
    return tuple("".join(run.text for run in line) for line in lines)


def wrap_runs(
    runs: Iterable[Run], within: float, size: float, *, most: int = 99
) -> tuple[Line, ...]:
    """Return runs in lines no wider than given.

    A word that is too long for a line is broken. What does not fit into the lines
    allowed is cut, and an ellipsis says so.
    """
    lines: list[list[Run]] = [[]]
    for word in _words(runs, within, size):
        spaced = [*lines[-1], Run(f" {word.text}", word.is_bold)]
        if not lines[-1]:
            lines[-1] = [word]
        elif line_width(tuple(spaced), size) <= within:
            lines[-1] = spaced
        else:
            lines.append([word])
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], within, size)]
    return tuple(_joined(line) for line in lines if line)


def _advance(character: str) -> int:
    if " " <= character <= "~":
        return _ASCII[ord(character) - ord(" ")]
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _NARROW.get(character, _UPPER if character.isupper() else _OTHER)


def _words(runs: Iterable[Run], within: float, size: float) -> Iterable[Run]:
    for run in runs:
        for word in run.text.split():
            for part in _parts(word, within, size, run.is_bold):
                yield Run(part, run.is_bold)


def _parts(word: str, within: float, size: float, is_bold: bool) -> Iterable[str]:
    """Yield a word, in pieces where a line cannot hold it."""
    while width(word, size, is_bold) > within and len(word) > 1:
        fits = len(word) - 1
        while fits > 1 and width(word[:fits], size, is_bold) > within:
            fits -= 1
        yield word[:fits]
        word = word[fits:]
    yield word


def _cut(line: Sequence[Run], within: float, size: float) -> list[Run]:
    """Return a line with an ellipsis, shortened until both fit."""
    kept = list(line)
    while kept:
        last = kept[-1]
        ended = Run(f"{last.text.rstrip(' .,;:')}{ELLIPSIS}", last.is_bold)
        if line_width((*kept[:-1], ended), size) <= within:
            return [*kept[:-1], ended]
        kept = [*kept[:-1], Run(last.text[:-1], last.is_bold)]
        if not kept[-1].text.strip():
            kept.pop()
    return [Run(ELLIPSIS)]


def _joined(line: Sequence[Run]) -> Line:
    """Return a line with neighbours of one weight made one run."""
    joined: list[Run] = []
    for run in line:
        if joined and joined[-1].is_bold == run.is_bold:
            joined[-1] = Run(joined[-1].text + run.text, run.is_bold)
        else:
            joined.append(run)
    return tuple(joined)
