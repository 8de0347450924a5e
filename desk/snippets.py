"""Words that were found, marked in the text in which they stand."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

AROUND = 90  # letters shown before and after the first word that was found


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text, and whether it is what was looked for."""

    text: str
    is_found: bool = False


def marked(text: str, words: Sequence[str]) -> list[Part]:
    """Return the text in parts; ``words`` are folded as ``incidents.reach.fold`` does.

    A letter counts as found with its accents, whatever its size, as in the search.
    """
    spans = list(_spans(text, words))
    parts, at = [], 0
    for start, end in spans:
        if start > at:
            parts.append(Part(text[at:start]))
        parts.append(Part(text[start:end], is_found=True))
        at = end
    if at < len(text):
        parts.append(Part(text[at:]))
    return parts


def snippet(text: str, words: Sequence[str]) -> list[Part]:
    """Return what stands around the first word found, in parts; nothing without one."""
    text = " ".join(text.split())
    first = next(_spans(text, words), None)
    if first is None:
        return []
    start = _word_edge(text, max(first[0] - AROUND, 0), forward=True)
    end = _word_edge(text, min(first[1] + AROUND, len(text)), forward=False)
    parts = marked(text[min(start, first[0]) : max(end, first[1])], words)
    before = [Part("… ")] if start > 0 else []
    after = [Part(" …")] if end < len(text) else []
    return [*before, *parts, *after]


def _word_edge(text: str, at: int, *, forward: bool) -> int:
    """Return the nearest place inwards at which no word is cut."""
    if at in (0, len(text)):
        return at
    place = text.find(" ", at) + 1 if forward else text.rfind(" ", 0, at)
    return place if place > 0 else at


def _spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where the words stand in the text, from left to right, not overlapping."""
    folded, places = _folded(text)
    found = sorted(
        (start, start + len(word)) for word in words for start in _all(folded, word)
    )
    reached = 0
    for start, end in found:
        if start >= reached:
            reached = end
            yield places[start], places[end - 1] + _length(text, places[end - 1])


def _all(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word) if word else -1
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text folded letter by letter, and where each letter came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for each in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(each):
                letters.append(each)
                places.append(place)
    return "".join(letters), places


def _length(text: str, place: int) -> int:
    """Return how many letters one takes with the accents that follow it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end - place
