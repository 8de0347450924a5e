"""Two texts word by word: what stayed, what went and what came.

difflib takes quadratic time at worst, so texts are first laid side by side sentence by
sentence, and only sentences that differ are taken apart. How much may be compared in
one text is limited; beyond that a passage counts as replaced whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desk.comparison.signs import Sign

# Pairs of parts that may be compared in one text: at worst about a second.
MOST_PAIRS = 3_000_000
SENTENCES = re.compile(r".+?(?:[.!?…]+[”\"')\]]*(?:\s+|\Z)|\n\s*|\Z)", re.DOTALL)
WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
STOPS = ".!?…"
# What stayed between two changes and is too short to be read by itself.
ISLAND = re.compile(r"\W{0,3}\w{0,3}\W{0,3}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate: it stayed, went or came."""

    sign: Sign
    text: str


def mark_words(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in reading order.

    Those that stayed and those removed are the first text, those that stayed and
    those added are the second, to the letter.
    """
    budget = _Budget(MOST_PAIRS)
    pieces: list[Piece] = []
    olds, news = SENTENCES.findall(before), SENTENCES.findall(after)
    for sign, old, new in _blocks(olds, news, budget):
        if sign is Sign.SAME:
            pieces.append(Piece(Sign.SAME, old))
        else:
            pieces += _marked(old, new, budget)
    return _joined(_slid(_joined(_without_islands(_joined(pieces)))))


class _Budget:
    """How much may still be compared within one text."""

    def __init__(self, pairs: int) -> None:
        self.left = pairs

    def takes(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether these may be compared; what that costs is spent."""
        cost = len(old) * len(new)
        if cost > self.left:
            return False
        self.left -= cost
        return True


def _marked(old: str, new: str, budget: _Budget) -> Iterator[Piece]:
    """Yield the pieces of a passage that differs, by words."""
    for sign, gone, come in _blocks(WORDS.findall(old), WORDS.findall(new), budget):
        if sign is Sign.SAME:
            yield Piece(Sign.SAME, gone)
            continue
        if gone:
            yield Piece(Sign.REMOVED, gone)
        if come:
            yield Piece(Sign.ADDED, come)


def _blocks(
    old: Sequence[str], new: Sequence[str], budget: _Budget
) -> Iterator[tuple[Sign, str, str]]:
    """Yield runs of parts that are the same or differ, each joined to a text.

    Space at the end of a part is no reason for it to differ; it differs by itself.
    """
    bare, other = [each.rstrip() for each in old], [each.rstrip() for each in new]
    for is_same, ours, theirs in _runs(bare, other, budget):
        if is_same:
            yield from _with_space(old[ours], new[theirs])
        else:
            yield Sign.CHANGED, "".join(old[ours]), "".join(new[theirs])


def _runs(
    old: Sequence[str], new: Sequence[str], budget: _Budget
) -> Iterator[tuple[bool, slice, slice]]:
    """Yield which parts are the same and which differ, by their places."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    if head:
        yield True, slice(head), slice(head)
    if (head, head) != ends:
        yield from _compared(old, new, (head, *ends), budget)
    if tail:
        yield True, slice(ends[0], None), slice(ends[1], None)


def _compared(
    old: Sequence[str], new: Sequence[str], ends: tuple[int, int, int], budget: _Budget
) -> Iterator[tuple[bool, slice, slice]]:
    """Compare what lies between a common head and a common tail."""
    head, last, other_last = ends
    olds, news = old[head:last], new[head:other_last]
    if not (olds and news and budget.takes(olds, news)):
        yield False, slice(head, last), slice(head, other_last)
        return
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, first, end, other_first, other_end in matcher.get_opcodes():
        ours = slice(head + first, head + end)
        yield tag == "equal", ours, slice(head + other_first, head + other_end)


def _with_space(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[Sign, str, str]]:
    """Yield parts that are the same, and what differs in the space behind them."""
    for one, other in zip(old, new, strict=True):
        if one == other:
            yield Sign.SAME, one, other
        else:
            bare = one.rstrip()
            yield Sign.SAME, bare, bare
            yield Sign.CHANGED, one[len(bare) :], other[len(bare) :]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many parts at the beginning are the same."""
    for count, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return count
    return min(len(old), len(new))


def _without_islands(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Count a short word that stayed between two changes among them.

    “the” left over between two rewritten halves of a sentence helps nobody to read.
    """
    for place, piece in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1
        if inside and piece.sign is Sign.SAME and ISLAND.fullmatch(piece.text):
            yield Piece(Sign.REMOVED, piece.text)
            yield Piece(Sign.ADDED, piece.text)
        else:
            yield piece


def _slid(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Move a change that begins with the stop of the sentence before it behind that.

    What came is “It says so.” behind a stop, and not “. It says so” before one.
    """
    waiting = [*pieces]
    for place, piece in enumerate(waiting):
        ahead = waiting[place + 1] if place + 1 < len(waiting) else None
        stop = piece.text[:1]
        if (
            piece.sign is not Sign.SAME
            and stop
            and stop in STOPS
            and ahead
            and ahead.sign is Sign.SAME
            and ahead.text.startswith(stop)
        ):
            yield Piece(Sign.SAME, stop)
            yield Piece(piece.sign, piece.text[1:] + stop)
            waiting[place + 1] = Piece(Sign.SAME, ahead.text[1:])
        elif piece.text:
            yield piece


def _joined(pieces: Iterator[Piece] | Sequence[Piece]) -> list[Piece]:
    """Return the pieces with neighbours joined, what went before what came."""
    joined: list[Piece] = []
    gone = come = ""
    for piece in [*pieces, Piece(Sign.SAME, "")]:
        if piece.sign is Sign.REMOVED:
            gone += piece.text
        elif piece.sign is Sign.ADDED:
            come += piece.text
        else:
            joined += [Piece(Sign.REMOVED, gone)] if gone else []
            joined += [Piece(Sign.ADDED, come)] if come else []
            gone = come = ""
            joined += _grown(joined, piece) if piece.text else []
    return joined


def _grown(joined: list[Piece], piece: Piece) -> list[Piece]:
    """Return the piece, grown by the one before it if that stayed as well."""
    if joined and joined[-1].sign is Sign.SAME:
        piece = Piece(Sign.SAME, joined.pop().text + piece.text)
    return [piece]
